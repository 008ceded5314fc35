import { AppError, ifThere } from "../errors.ts";
import { mayUse } from "../jobs/exports/may-use.ts";
import type { User } from "./auth.ts";
import type { AppContext } from "./context.ts";

type Destinations = Pick<AppContext["destinations"], "get" | "list">;

/** Throws `AppError("forbidden")` for a destination that a user may not export to, `AppError("not_found")` for one that is not there. */
export async function requireUsable(destinations: Destinations, id: string, user: User): Promise<void> {
  if (!mayUse(await destinations.get(id), user)) throw notYours();
}

/** Whether a user may export to a destination; one that is gone is an administrator's. */
export async function isUsable(destinations: Destinations, id: string, user: User): Promise<boolean> {
  if (user.role === "administrator") return true;
  const destination = await ifThere(destinations.get(id));
  return destination !== undefined && mayUse(destination, user);
}

/** The same of many, by their ids. */
export async function usableBy(destinations: Destinations, user: User): Promise<(id: string) => boolean> {
  if (user.role === "administrator") return () => true;
  const usable = new Set((await destinations.list()).filter((one) => mayUse(one, user)).map(({ id }) => id));
  return (id) => usable.has(id);
}

export function notYours(): AppError {
  return new AppError("forbidden", "You may not export to this destination.", { hint: "Ask an administrator of this workspace to let you use it." });
}
