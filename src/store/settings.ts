import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** What the workspace remembers about itself. */
export type SettingName =
  /** IANA zone in which days are meant. */
  | "time_zone"
  /** The last day of the example store, `YYYY-MM-DD`, as of its first load. */
  | "example_last_day"
  /** When segments are refreshed and how long their history is kept, as JSON. */
  | "refreshes"
  /** What plays which role in the smart segments, as JSON. */
  | "smart_roles"
  /** Whom exports leave out and how long their rows are kept, as JSON. */
  | "exports"
  /** The mail server, as JSON; its password is encrypted. */
  | "mail"
  /** Signs session cookies. */
  | "secret"
  /** Tells the cookies of this workspace from those of another on the same host. */
  | "workspace";

export interface Settings {
  read(name: SettingName): Promise<string | undefined>;
  write(name: SettingName, value: string): Promise<void>;
  /** The value; made and kept when there is none. Of two callers at once both get the same. */
  readOrMake(name: SettingName, make: () => string): Promise<string>;
}

export function settings(db: Kysely<Tables>): Settings {
  const read = async (name: SettingName): Promise<string | undefined> => {
    const row = await db.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
    return row?.value;
  };
  return {
    read,
    async write(name, value) {
      await db
        .insertInto("settings")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute();
    },
    async readOrMake(name, make) {
      const known = await read(name);
      if (known !== undefined) return known;
      const row = await db
        .insertInto("settings")
        .values({ name, value: make() })
        // An update that changes nothing, because only a touched row is returned.
        .onConflict((conflict) => conflict.column("name").doUpdateSet((eb) => ({ value: eb.ref("settings.value") })))
        .returning("value")
        .executeTakeFirstOrThrow();
      return row.value;
    },
  };
}
