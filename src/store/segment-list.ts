import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { decodeJson, encodeJson } from "./cursor.ts";
import { current, type Segment, segment } from "./segment-rows.ts";
import { lastExported } from "./segment-exports.ts";
import { latestSize } from "./segment-sizes.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** What segments are sorted by: `size` is that of the last refresh, `tags` their names, `exported` when they were last. */
export const SEGMENT_SORTS = ["modified", "name", "owner", "size", "tags", "exported"] as const;

export type SegmentSort = (typeof SEGMENT_SORTS)[number];

export interface SegmentListOptions {
  /** Words, each of which must occur in name or sentence. */
  readonly search?: string | undefined;
  /** Ids of tags, all of which a segment must have. */
  readonly tags?: readonly string[] | undefined;
  /** Only those of this user, or to which this user is invited, or of all others. */
  readonly owner?: { readonly is: string } | { readonly invited: string } | { readonly isNot: string } | undefined;
  /** Left out: `modified`. */
  readonly sort?: SegmentSort | undefined;
  /** Left out: `desc`. What has no key, such as a size, stands last either way. */
  readonly order?: "asc" | "desc" | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface SegmentPage {
  readonly segments: readonly Segment[];
  /** How many there are on all pages. */
  readonly total: number;
  readonly next: string | null;
}

const PAGE = 50;

/** A page of the segments. Throws `AppError("invalid_cursor")`. */
export async function listSegments(db: Kysely<Tables>, options: SegmentListOptions): Promise<SegmentPage> {
  const { sort = "modified", order = "desc", limit = PAGE } = options;
  const matching = matched(db, options);
  // Materialized, or the key would be found again for each place where it is named.
  const keyed = db.with((cte) => cte("keyed").materialized(), () => matching.select(["segments.id", keys[sort].as("key")])).selectFrom("keyed").selectAll();
  const at = options.cursor === undefined ? undefined : decodeJson(options.cursor, positionOf(sort, order));
  const direction = sql.raw(order);
  const found = await (at === undefined ? keyed : keyed.where(behind(order, at[2], at[3])))
    .orderBy(sql`key ${direction} NULLS LAST`)
    .orderBy(sql`id ${direction}`)
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const { total } = await matching.select((eb) => eb.fn.countAll<string | number | bigint>().as("total")).executeTakeFirstOrThrow();
  return {
    segments: await segmentsInOrder(db, page.map(({ id }) => id)),
    total: Number(total),
    next: last ? encodeJson([sort, order, asKey(sort, last.key), last.id]) : null,
  };
}

type Key = string | number | null;

/** Texts are compared by their bytes, whatever the language of the database. */
const keys: Readonly<Record<SegmentSort, RawBuilder<string | number | null>>> = {
  modified: sql`round(extract(epoch FROM segments.updated_at) * 1000)`,
  name: sql`segments.sort_name COLLATE "C"`,
  owner: sql`lower(users.name) COLLATE "C"`,
  size: latestSize,
  tags: sql`(SELECT string_agg(tags.folded, ' ' ORDER BY tags.folded COLLATE "C") FROM segment_tags
    JOIN tags ON tags.id = segment_tags.tag_id WHERE segment_tags.segment_id = segments.id) COLLATE "C"`,
  exported: lastExported,
};

/** No key holds U+0000, which Postgres refuses. */
const text = z.string().max(10_000).regex(/^[^\0]*$/).nullable();
const number = z.int().nullable();
const keyOf: Readonly<Record<SegmentSort, typeof text | typeof number>> = { modified: number, name: text, owner: text, size: number, tags: text, exported: number };

/** Numbers are read as text by one driver. */
function asKey(sort: SegmentSort, key: Key): Key {
  return key !== null && keyOf[sort] === number ? Number(key) : key;
}

function positionOf(sort: SegmentSort, order: "asc" | "desc") {
  return z.tuple([z.literal(sort), z.literal(order), keyOf[sort], z.string().regex(/^[0-9a-z]{1,40}$/)]);
}

/** Whether a row stands after a position. */
function behind(order: "asc" | "desc", key: Key, id: string): RawBuilder<boolean> {
  const after = sql.raw(order === "asc" ? ">" : "<");
  if (key === null) return sql`(key IS NULL AND id ${after} ${id})`;
  const value = typeof key === "number" ? sql`${key}::bigint` : sql`${key}::text`;
  return sql`(key IS NULL OR (key, id) ${after} (${value}, ${id}))`;
}

function matched(db: Kysely<Tables>, { search, tags = [], owner }: SegmentListOptions) {
  let query = db.selectFrom("segments").innerJoin("users", "users.id", "segments.owner_id").where("segments.deleted_at", "is", null);
  for (const word of words(search)) {
    query = query.where((eb) => eb.or([eb("segments.name", "ilike", word), eb("segments.sentence", "ilike", word)]));
  }
  for (const tag of tags) {
    query = query.where("segments.id", "in", (eb) => eb.selectFrom("segment_tags").select("segment_id").where("tag_id", "=", storable(tag)));
  }
  if (owner === undefined) return query;
  if ("invited" in owner) {
    const { invited } = owner;
    return query.where("segments.id", "in", (eb) => eb.selectFrom("segment_people").select("segment_id").where("user_id", "=", invited));
  }
  return "is" in owner ? query.where("segments.owner_id", "=", owner.is) : query.where("segments.owner_id", "!=", owner.isNot);
}

/** Those of the ids that there are, in this order. */
export async function segmentsInOrder(db: Kysely<Tables>, ids: readonly string[]): Promise<readonly Segment[]> {
  if (ids.length === 0) return [];
  const rows = await current(db).where("segments.id", "in", ids).execute();
  const byId = new Map(rows.map((row) => [row.id, segment(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The words of a search as patterns: each must occur in the name or in the sentence. */
function words(search: string | undefined): readonly string[] {
  return storable(search ?? "")
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
}
