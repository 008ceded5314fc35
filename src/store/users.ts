import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** `.invalid` is reserved (RFC 2606): no mail can ever reach somebody else. */
const ADMINISTRATOR = { name: "Administrator", email: "administrator@coterie.invalid" };

/** The user who is there from the first start on; made when there is none. */
export async function administrator(db: Kysely<Tables>, make: { readonly id: string; readonly now: Date }): Promise<Person> {
  const { name, email } = ADMINISTRATOR;
  await db
    .insertInto("users")
    .values({ id: make.id, name, email, email_verified: true, image: null, created_at: make.now, updated_at: make.now })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
  return db.selectFrom("users").select(["id", "name", "email"]).where("email", "=", email).executeTakeFirstOrThrow();
}
