import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** Customers whom a user watches while editing segments. `user` is the id of a user. */
export interface TestPeopleStore {
  /** Their keys, in the order in which the user has them. */
  read(user: string): Promise<readonly string[]>;
  replace(user: string, keys: readonly string[]): Promise<void>;
}

/** How many customers a user may pin. */
export const MOST_TEST_PEOPLE = 10;

export function testPeopleStore(db: Kysely<Tables>): TestPeopleStore {
  return {
    async read(user) {
      const row = await db.selectFrom("test_people").select("keys").where("user_id", "=", user).executeTakeFirst();
      return row?.keys ?? [];
    },

    async replace(user, keys) {
      const written = JSON.stringify([...new Set(keys)]);
      await db
        .insertInto("test_people")
        .values({ user_id: user, keys: written })
        .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ keys: written }))
        .execute();
    },
  };
}
