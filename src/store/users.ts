import { type Kysely, sql } from "kysely";
import { AppError } from "../errors.ts";
import { isBuiltIn, newUser, type Person, type Role } from "./administrator.ts";
import type { Making } from "./making.ts";
import type { Tables, UserTable } from "./tables.ts";
import { storable } from "./text.ts";

/** A person as the list of users shows them. */
export interface KnownUser extends Person {
  /** The administrator who is there from the first start on: the command line acts as them. */
  readonly builtIn: boolean;
  /** Whether a sign-in link was ever used. */
  readonly joined: boolean;
  /** RFC 3339, UTC; null: may sign in. */
  readonly disabledAt: string | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

export interface UserChange {
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
}

/** Who may use the workspace. Where an id is unknown: `AppError("not_found")`. */
export interface UserStore {
  /** By name. */
  list(): Promise<readonly KnownUser[]>;
  get(id: string): Promise<KnownUser>;
  /** Throws `AppError("email_taken")`, and `AppError("too_many")` beyond `MOST_USERS` who may sign in. */
  add(person: Omit<Person, "id">): Promise<KnownUser>;
  /**
   * Who is disabled loses sessions and sign-in links at once, and has none when they are enabled again. Throws `AppError("built_in_user")`
   * for what the administrator stays, and `AppError("too_many")` as `add` does for who is enabled.
   */
  change(id: string, change: UserChange): Promise<KnownUser>;
  /** Sign-in links that were not used yet work no more. */
  dropLinks(id: string): Promise<void>;
}

const MOST_USERS = 1_000;

export function userStore(db: Kysely<Tables>, { clock, newId }: Making): UserStore {
  const get = async (id: string): Promise<KnownUser> => {
    const row = await db.selectFrom("users").selectAll().where("id", "=", storable(id)).executeTakeFirst();
    if (!row) throw unknown(id);
    return known(row);
  };

  return {
    get,

    async list() {
      const rows = await db.selectFrom("users").selectAll().orderBy(sql`lower(name)`).orderBy("id").execute();
      return rows.map(known);
    },

    async add({ name, email, role }) {
      const id = newId();
      await assertRoom(db);
      const added = await db
        .insertInto("users")
        .values(newUser(id, new Date(clock()), { name, email: email.toLowerCase(), role, email_verified: false }))
        .onConflict((conflict) => conflict.column("email").doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!added) {
        throw new AppError("email_taken", `There is a user with the e-mail address ${email} already.`, {
          path: ["email"],
          hint: "Make them a new sign-in link, or enable them again.",
        });
      }
      return get(id);
    },

    async change(id, { name, role, disabled }) {
      const before = await get(id);
      if (before.builtIn && (disabled || role !== "administrator")) {
        throw new AppError("built_in_user", "The first administrator stays one: the command line acts as them.", {
          hint: "Change the name, or another user.",
        });
      }
      if (!disabled && before.disabledAt !== null) await assertRoom(db);
      const now = new Date(clock());
      await db.transaction().execute(async (tx) => {
        const disabledAt = disabled ? (before.disabledAt === null ? now : new Date(before.disabledAt)) : null;
        await tx.updateTable("users").set({ name, role, disabled_at: disabledAt, updated_at: now }).where("id", "=", before.id).execute();
        // Also of who is enabled again: one may have been made while they were being disabled.
        if (!disabled && before.disabledAt === null) return;
        await tx.deleteFrom("sessions").where("user_id", "=", before.id).execute();
        await deleteLinks(tx, before.email);
      });
      return get(id);
    },

    dropLinks: async (id) => deleteLinks(db, (await get(id)).email),
  };
}

/** Who is disabled needs no room. */
async function assertRoom(db: Kysely<Tables>): Promise<void> {
  const { count } = await db
    .selectFrom("users")
    .select((eb) => eb.fn.countAll<string | number | bigint>().as("count"))
    .where("disabled_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_USERS) {
    throw new AppError("too_many", `At most ${MOST_USERS} users may sign in.`, { hint: "Disable one who does not need it any more." });
  }
}

/** The sign-in library keeps whom a link is for in a JSON text. */
async function deleteLinks(db: Kysely<Tables>, email: string): Promise<void> {
  await db
    .deleteFrom("verifications")
    .where("identifier", "like", "magic-link:%")
    .where(sql<boolean>`value::json ->> 'email' = ${email}`)
    .execute();
}

function known({ id, name, email, role, email_verified, disabled_at, created_at }: UserTable): KnownUser {
  return {
    ...{ id, name, email, role, builtIn: isBuiltIn(email), joined: email_verified },
    disabledAt: disabled_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  };
}

function unknown(id: string): AppError {
  return new AppError("not_found", `There is no user ${JSON.stringify(id)}.`, { path: ["id"], hint: "The list of users has those that there are." });
}
