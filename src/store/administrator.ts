import type { Kysely } from "kysely";
import type { Tables, UserTable } from "./tables.ts";

export type Role = UserTable["role"];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** `.invalid` is reserved (RFC 2606): no mail can ever reach somebody else. */
const ADMINISTRATOR = { name: "Administrator", email: "administrator@coterie.invalid", role: "administrator" } as const;

/** The user who is there from the first start on; made when there is none. */
export async function administrator(db: Kysely<Tables>, make: { readonly id: string; readonly now: Date }): Promise<Person> {
  await db
    .insertInto("users")
    .values(newUser(make.id, make.now, { ...ADMINISTRATOR, email_verified: true }))
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
  return db.selectFrom("users").select(["id", "name", "email", "role"]).where("email", "=", ADMINISTRATOR.email).executeTakeFirstOrThrow();
}

/** Whether this is the e-mail address of the user who is there from the first start on. */
export function isBuiltIn(email: string): boolean {
  return email === ADMINISTRATOR.email;
}

export function newUser(id: string, now: Date, user: Pick<UserTable, "name" | "email" | "role" | "email_verified">): UserTable {
  return { ...user, id, image: null, created_at: now, updated_at: now, disabled_at: null };
}
