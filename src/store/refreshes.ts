import type { Kysely } from "kysely";
import { AppError, type ErrorBody, invariant } from "../errors.ts";
import type { Receipt } from "../results/receipt.ts";
import { decodeNumber, encodeNumber } from "./cursor.ts";
import type { RefreshTable, Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** What a refresh was made for. */
export type Cause = RefreshTable["cause"];

interface AnyRefresh {
  readonly id: string;
  /** Of the segment's definition, as it was refreshed. */
  readonly revision: number;
  readonly cause: Cause;
  /** Who asked for it; null: nobody, it was due. */
  readonly by: { readonly id: string; readonly name: string } | null;
}

export interface DoneRefresh extends AnyRefresh {
  readonly status: "done";
  /** Its `now` is the instant of the refresh, its `elapsedMs` how long it took. */
  readonly receipt: Receipt;
  /** The refresh before it; null when it is the first. */
  readonly comparedWith: string | null;
  /** How many were in now and not before, as `left` the other way round; null when there is nothing to compare with. */
  readonly entered: number | null;
  readonly left: number | null;
  /** Whether the definition or the zone was another one before; null when it is the first. */
  readonly redefined: boolean | null;
  /** Whether conditions can ask who entered and left at it: of old ones that is not kept. */
  readonly movesKept: boolean;
}

export interface FailedRefresh extends AnyRefresh {
  readonly status: "failed";
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly elapsedMs: number;
  readonly problem: ErrorBody;
}

export type Refresh = DoneRefresh | FailedRefresh;

/** A refresh and where the engine has its members. */
export interface KeptRefresh {
  readonly refresh: DoneRefresh;
  readonly membership: string;
}

interface Recorded {
  readonly id: string;
  readonly segment: string;
  readonly revision: number;
  readonly cause: Cause;
  /** The id of a user. */
  readonly user: string | null;
}

export interface RecordedDone extends Recorded, Pick<DoneRefresh, "receipt" | "comparedWith" | "entered" | "left" | "redefined"> {
  readonly membership: string;
}

export interface RecordedFailure extends Recorded {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly problem: ErrorBody;
}

/** What is known of the refreshes of segments. */
export interface RefreshStore {
  recordDone(refresh: RecordedDone): Promise<DoneRefresh>;
  recordFailure(refresh: RecordedFailure): Promise<void>;
  /** One that was done. Throws `AppError("not_found")`. */
  get(segment: string, id: string): Promise<KeptRefresh>;
  /** The newest that was done; undefined: there is none. */
  newest(segment: string): Promise<KeptRefresh | undefined>;
  /** The newest first, failed ones too. Throws `AppError("invalid_cursor")`. */
  list(
    segment: string,
    options: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
  ): Promise<{ readonly refreshes: readonly Refresh[]; readonly next: string | null }>;
  /** Segments that nothing is due for: done since, or tried by the schedule since. `instant` in epoch milliseconds. */
  settledSince(instant: number): Promise<ReadonlySet<string>>;
  /** Forgets what is older, but never the newest that was done of a segment. The memberships that nobody needs any more. */
  forgetBefore(instant: number): Promise<readonly string[]>;
  /** Forgets all of a segment. Its memberships, which nobody needs any more. */
  forgetAll(segment: string): Promise<readonly string[]>;
  /** How many memberships each segment that there is has, deleted ones too. */
  countMemberships(): Promise<ReadonlyMap<string, number>>;
  membershipsOf(segment: string): Promise<ReadonlySet<string>>;
}

const PAGE = 50;

export function refreshStore(db: Kysely<Tables>): RefreshStore {
  const get = async (segment: string, id: string): Promise<KeptRefresh> => {
    const row = await rows(db).where("segment_id", "=", storable(segment)).where("refreshes.id", "=", storable(id)).executeTakeFirst();
    if (!row || row.membership === null) {
      throw new AppError("not_found", `This segment has no refresh ${JSON.stringify(id)} that was done.`, {
        hint: "The history of the segment lists those that it has.",
      });
    }
    return { refresh: doneRefresh(row), membership: row.membership };
  };

  return {
    get,

    async recordDone({ receipt, id, segment, ...refresh }) {
      const { now, evaluatedAt, timeZone, dataVersion, definitionHash, count, base, elapsedMs } = receipt;
      await db
        .insertInto("refreshes")
        .values({
          ...recorded({ id, segment, ...refresh }),
          ...{ as_of: new Date(now), elapsed_ms: elapsedMs, failure: null, membership: refresh.membership },
          ...{ evaluated_at: new Date(evaluatedAt), time_zone: timeZone, data_version: dataVersion, definition_hash: definitionHash },
          ...{ count, base, entered: refresh.entered, left: refresh.left },
          ...{ compared_with: refresh.comparedWith, redefined: refresh.redefined },
          keeps_moves: (refresh.entered ?? 0) + (refresh.left ?? 0) > 0,
        })
        .execute();
      return (await get(segment, id)).refresh;
    },

    async recordFailure({ at, elapsedMs, problem, ...refresh }) {
      const failure = JSON.stringify(problem);
      await db.insertInto("refreshes").values({ ...recorded(refresh), as_of: new Date(at), elapsed_ms: elapsedMs, failure }).execute();
    },

    async newest(segment) {
      const row = await rows(db)
        .where("segment_id", "=", storable(segment))
        .where("membership", "is not", null)
        .orderBy("number", "desc")
        .executeTakeFirst();
      return row && row.membership !== null ? { refresh: doneRefresh(row), membership: row.membership } : undefined;
    },

    async list(segment, { cursor, limit = PAGE }) {
      let query = rows(db).where("segment_id", "=", storable(segment));
      if (cursor !== undefined) query = query.where("number", "<", decodeNumber(cursor));
      const found = await query.orderBy("number", "desc").limit(limit + 1).execute();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return { refreshes: page.map(refreshOf), next: last ? encodeNumber(Number(last.number)) : null };
    },

    async settledSince(instant) {
      const found = await db
        .selectFrom("refreshes")
        .select("segment_id")
        .distinct()
        .where("as_of", ">=", new Date(instant))
        .where((eb) => eb.or([eb("failure", "is", null), eb("cause", "=", "schedule")]))
        .execute();
      return new Set(found.map(({ segment_id }) => segment_id));
    },

    forgetBefore: (instant) =>
      db.transaction().execute(async (tx) => {
        const forgotten = await tx
          .deleteFrom("refreshes")
          .where("as_of", "<", new Date(instant))
          .where((eb) =>
            eb(
              "refreshes.id",
              "is distinct from",
              eb
                .selectFrom("refreshes as newer")
                .select("newer.id")
                .whereRef("newer.segment_id", "=", "refreshes.segment_id")
                .where("newer.membership", "is not", null)
                .orderBy("newer.number", "desc")
                .limit(1),
            ),
          )
          .returning("membership")
          .execute();
        const ids = [...new Set(forgotten.flatMap(({ membership }) => membership ?? []))];
        const used = await usedOf(tx, ids);
        return ids.filter((id) => !used.has(id));
      }),

    async forgetAll(segment) {
      const forgotten = await db.deleteFrom("refreshes").where("segment_id", "=", storable(segment)).returning("membership").execute();
      return [...new Set(forgotten.flatMap(({ membership }) => membership ?? []))];
    },

    async countMemberships() {
      const found = await db
        .selectFrom("segments")
        .leftJoin("refreshes", "refreshes.segment_id", "segments.id")
        .select((eb) => ["segments.id", eb.fn.count<string | number | bigint>("membership").distinct().as("count")])
        .groupBy("segments.id")
        .execute();
      return new Map(found.map(({ id, count }) => [id, Number(count)]));
    },

    async membershipsOf(segment) {
      const found = await db.selectFrom("refreshes").select("membership").distinct().where("segment_id", "=", segment).execute();
      return new Set(found.flatMap(({ membership }) => membership ?? []));
    },
  };
}

const MOST_ASKED = 5_000;

async function usedOf(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlySet<string | null>> {
  const used = new Set<string | null>();
  for (let at = 0; at < ids.length; at += MOST_ASKED) {
    const some = ids.slice(at, at + MOST_ASKED);
    const found = await db.selectFrom("refreshes").select("membership").distinct().where("membership", "in", some).execute();
    for (const { membership } of found) used.add(membership);
  }
  return used;
}

function recorded({ id, segment, revision, cause, user }: Recorded) {
  return { id, segment_id: segment, revision, cause, user_id: user };
}

function rows(db: Kysely<Tables>) {
  return db
    .selectFrom("refreshes")
    .leftJoin("users", "users.id", "refreshes.user_id")
    .selectAll("refreshes")
    .select("users.name as user_name");
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

function refreshOf(row: Row): Refresh {
  if (row.failure === null) return doneRefresh(row);
  return { status: "failed", ...anyRefresh(row), at: row.as_of.toISOString(), elapsedMs: row.elapsed_ms, problem: row.failure };
}

function doneRefresh(row: Row): DoneRefresh {
  const [count, base] = [Number(row.count), Number(row.base)];
  const { definition_hash, time_zone, evaluated_at } = row;
  invariant(definition_hash !== null && time_zone !== null && evaluated_at !== null, "a refresh that was done has a receipt");
  return {
    status: "done",
    ...anyRefresh(row),
    receipt: {
      count,
      base,
      share: base === 0 ? 0 : count / base,
      definitionHash: definition_hash,
      dataVersion: Number(row.data_version),
      now: row.as_of.toISOString(),
      timeZone: time_zone,
      evaluatedAt: evaluated_at.toISOString(),
      elapsedMs: row.elapsed_ms,
    },
    comparedWith: row.compared_with,
    entered: row.entered === null ? null : Number(row.entered),
    left: row.left === null ? null : Number(row.left),
    redefined: row.redefined,
    movesKept: row.keeps_moves,
  };
}

function anyRefresh({ id, revision, cause, user_id, user_name }: Row): AnyRefresh {
  return { id, revision, cause, by: user_id === null ? null : { id: user_id, name: user_name ?? "" } };
}
