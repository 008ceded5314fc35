import type { Kysely, Selectable } from "kysely";
import { AppError } from "../errors.ts";
import type { Shape } from "../results/exports/shape.ts";
import { referring } from "../segment/referring.ts";
import { type Askers, askersOf, needing } from "./askers.ts";
import type { DestinationTable } from "./export-tables.ts";
import type { Making } from "./making.ts";
import { isNotDone } from "./run-work.ts";
import { savedById, savedSegments } from "./saved-segments.ts";
import type { Tables } from "./tables.ts";
import { sortKey, storable } from "./text.ts";

/** What fills in the connection of a destination, without its secrets. */
export type KnownSettings = Readonly<Record<string, string | number | boolean>>;
/** Each encrypted, by the names of their settings. */
export type EncryptedSecrets = Readonly<Record<string, string>>;

/** Where customers are sent to. */
export interface Destination {
  readonly id: string;
  readonly name: string;
  /** The id of its type, which never changes. */
  readonly type: string;
  readonly settings: KnownSettings;
  readonly secrets: EncryptedSecrets;
  readonly shape: Shape;
  /** Ids of the users who may export to it; null: everyone. */
  readonly users: readonly string[] | null;
  /** Counts from 1, with each change. */
  readonly revision: number;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly changedAt: string;
}

export type DestinationSetup = Pick<Destination, "name" | "settings" | "secrets" | "shape" | "users">;

/** Where one is unknown or deleted: `AppError("not_found")`. */
export interface DestinationStore {
  /** By name. */
  list(): Promise<readonly Destination[]>;
  get(id: string): Promise<Destination>;
  /** Throws `AppError("too_many_destinations")`. */
  add(type: string, setup: DestinationSetup, user: string): Promise<Destination>;
  change(id: string, setup: DestinationSetup): Promise<Destination>;
  /** What asks whom it was sent, but for its own permission. */
  uses(id: string): Promise<Askers>;
  /** Its runs stay. Throws `AppError("in_use")` while a schedule exports to it or a run goes there, or a condition asks whom it was sent. */
  remove(id: string): Promise<void>;
  /** Writes secrets that were encrypted anew. */
  keepSecrets(id: string, secrets: EncryptedSecrets): Promise<void>;
}

const MOST_DESTINATIONS = 200;

export function destinationStore(db: Kysely<Tables>, { clock, newId }: Making): DestinationStore {
  const there = () => db.selectFrom("destinations").selectAll().where("deleted_at", "is", null);
  const get = async (id: string): Promise<Destination> => {
    const row = await there().where("id", "=", storable(id)).executeTakeFirst();
    if (!row) throw unknown(id);
    return destination(row);
  };

  return {
    get,

    async list() {
      const rows = await there().execute();
      return rows.map((row) => destination(row)).toSorted((one, other) => compare(sortKey(one.name), sortKey(other.name)) || compare(one.id, other.id));
    },

    async add(type, setup, user) {
      const { length } = await there().select("id").execute();
      if (length >= MOST_DESTINATIONS) {
        throw new AppError("too_many_destinations", `At most ${MOST_DESTINATIONS} destinations are kept.`, { hint: "Delete one that is not used any more." });
      }
      const id = newId();
      const now = new Date(clock());
      const made = { id, type, revision: 1, created_by: user, created_at: now, changed_at: now, deleted_at: null };
      await db.insertInto("destinations").values({ ...made, ...columns(setup) }).execute();
      return get(id);
    },

    async change(id, setup) {
      const changed = await db
        .updateTable("destinations")
        .set((eb) => ({ ...columns(setup), revision: eb("revision", "+", 1), changed_at: new Date(clock()) }))
        .where("id", "=", storable(id))
        .where("deleted_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      if (!changed) throw unknown(id);
      return get(id);
    },

    async uses(id) {
      await get(id);
      return usesOfDestination(db, id);
    },

    remove: (id) =>
      db.transaction().execute(async (tx) => {
        const used = await tx.selectFrom("export_schedules").select("id").where("destination_id", "=", storable(id)).execute();
        if (used.length > 0) {
          throw new AppError("in_use", `${used.length === 1 ? "A schedule exports" : `${used.length} schedules export`} to this destination.`, {
            hint: "Delete what is scheduled first.",
          });
        }
        const open = await tx.selectFrom("export_runs").select("id").where("destination_id", "=", storable(id)).where(isNotDone("export_runs")).execute();
        if (open.length > 0) {
          throw new AppError("in_use", `${open.length === 1 ? "A run goes" : `${open.length} runs go`} to this destination.`, { hint: "Cancel what waits or runs first, or wait for its end." });
        }
        const asking = needing(await usesOfDestination(tx, id));
        if (asking !== undefined) {
          const hint = "Take the condition on this destination out of them first.";
          throw new AppError("in_use", `Whom this destination was sent is asked by ${asking}.`, { hint });
        }
        const removed = await tx
          .updateTable("destinations")
          // Nothing that opens a door is kept of what is gone.
          .set({ deleted_at: new Date(clock()), secrets: "{}" })
          .where("id", "=", storable(id))
          .where("deleted_at", "is", null)
          .returning("id")
          .executeTakeFirst();
        if (!removed) throw unknown(id);
        for (const table of ["deliveries", "sendings"] as const) await tx.deleteFrom(table).where("destination_id", "=", storable(id)).execute();
      }),

    async keepSecrets(id, secrets) {
      await db.updateTable("destinations").set({ secrets: JSON.stringify(secrets) }).where("id", "=", storable(id)).execute();
    },
  };
}

/** The destination's own permission goes with it. */
async function usesOfDestination(db: Kysely<Tables>, id: string): Promise<Askers> {
  const definitions = savedById(await savedSegments(db).execute()).values();
  const { destinations, ...others } = await askersOf(db, (where) => referring(where).destinations.has(id), definitions);
  return { ...others, destinations: destinations.filter((each) => each.id !== id) };
}

function columns({ name, settings, secrets, shape, users }: DestinationSetup) {
  return {
    name: storable(name),
    settings: JSON.stringify(settings),
    secrets: JSON.stringify(secrets),
    shape: JSON.stringify(shape),
    users: users === null ? null : JSON.stringify(users),
  };
}

function destination({ id, name, type, settings, secrets, shape, users, revision, created_at, changed_at }: Readonly<Selected>): Destination {
  return { id, name, type, settings, secrets, shape, users, revision, createdAt: created_at.toISOString(), changedAt: changed_at.toISOString() };
}

type Selected = Selectable<DestinationTable>;

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function unknown(id: string): AppError {
  return new AppError("not_found", `There is no destination ${JSON.stringify(id)}.`, { path: ["id"], hint: "The list of destinations has those that there are." });
}
