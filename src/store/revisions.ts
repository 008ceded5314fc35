import type { Kysely } from "kysely";
import type { Condition } from "../segment/ast.ts";
import { decodeNumber, encodeNumber } from "./cursor.ts";
import { assertSegments } from "./segment-rows.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** How many customers there were in a segment, of how many. */
export interface KeptSize {
  readonly count: number;
  readonly base: number;
}

export interface Revision {
  readonly revision: number;
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly sentence: string;
  readonly author: { readonly id: string; readonly name: string };
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** As it was saved, or when it was refreshed first; null: it was counted at neither. `at` is RFC 3339, UTC. */
  readonly size: (KeptSize & { readonly at: string }) | null;
}

/** What a caller saves; `author` is the id of a user. */
export interface SegmentDraft {
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly sentence: string;
  readonly author: string;
  /** What it holds as it is saved; left out: it was not counted. */
  readonly size?: KeptSize | undefined;
}

/** Which of the revisions of a segment. */
export interface RevisionsChoice {
  /** Numbers of revisions; left out: all. */
  readonly only?: readonly number[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface RevisionsPage {
  readonly revisions: readonly Revision[];
  readonly next: string | null;
}

const PAGE = 50;
const LARGEST = 2 ** 31 - 1;

/** The newest first. Throws `AppError("not_found")` when there is no segment of this id out of the trash, and `AppError("invalid_cursor")`. */
export async function revisionsOf(db: Kysely<Tables>, id: string, { only, cursor, limit = PAGE }: RevisionsChoice): Promise<RevisionsPage> {
  await assertSegments(db, [id]);
  let query = db
    .selectFrom("segment_revisions as revision")
    .innerJoin("segments", "segments.id", "revision.segment_id")
    .innerJoin("users", "users.id", "revision.author_id")
    .select(["revision.revision", "revision.name", "definition", "time_zone", "revision.sentence", "revision.created_at"])
    .select(["revision.count", "revision.base", "users.id as author_id", "users.name as author_name"])
    .where("segments.id", "=", storable(id))
    .orderBy("revision.revision", "desc")
    .limit(limit + 1);
  if (only !== undefined) query = query.where("revision.revision", "in", only);
  if (cursor !== undefined) query = query.where("revision.revision", "<", Math.min(decodeNumber(cursor), LARGEST));
  const rows = await query.execute();
  const refreshed = await firstRefreshes(db, id);
  const revisions = rows.slice(0, limit).map((row) => ({
    revision: row.revision,
    name: row.name,
    where: row.definition,
    timeZone: row.time_zone,
    sentence: row.sentence,
    author: { id: row.author_id, name: row.author_name },
    createdAt: row.created_at.toISOString(),
    size: row.count === null ? (refreshed.get(row.revision) ?? null) : keptSize(row.count, row.base, row.created_at),
  }));
  const last = rows.length > limit ? revisions.at(-1) : undefined;
  return { revisions, next: last ? encodeNumber(last.revision) : null };
}

export async function insertRevision(db: Kysely<Tables>, id: string, revision: number, draft: SegmentDraft, now: Date): Promise<void> {
  await db
    .insertInto("segment_revisions")
    .values({
      segment_id: id,
      revision,
      name: draft.name,
      definition: JSON.stringify(draft.where),
      time_zone: draft.timeZone,
      sentence: storable(draft.sentence),
      author_id: draft.author,
      created_at: now,
      count: draft.size?.count ?? null,
      base: draft.size?.base ?? null,
    })
    .execute();
}

async function firstRefreshes(db: Kysely<Tables>, id: string): Promise<ReadonlyMap<number, Revision["size"]>> {
  const rows = await db
    .selectFrom("refreshes")
    .distinctOn("revision")
    .select(["revision", "count", "base", "as_of"])
    .where("segment_id", "=", storable(id))
    .where("membership", "is not", null)
    .orderBy("revision")
    .orderBy("number")
    .execute();
  return new Map(rows.map(({ revision, count, base, as_of }) => [revision, keptSize(count, base, as_of)]));
}

function keptSize(count: string | number | bigint | null, base: string | number | bigint | null, at: Date) {
  return { count: Number(count), base: Number(base), at: at.toISOString() };
}
