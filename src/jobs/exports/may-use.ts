import type { Destination } from "../../store/destinations.ts";

/** Whether somebody may export to a destination. */
export function mayUse({ users }: Pick<Destination, "users">, user: { readonly id: string; readonly role: string }): boolean {
  return users === null || user.role === "administrator" || users.includes(user.id);
}
