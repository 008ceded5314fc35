import type { Kysely } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { AppError, invariant } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import type { Tables } from "./tables.ts";
import { type Tag, tagsOf } from "./tag-rows.ts";
import { storable } from "./text.ts";

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly where: Condition;
  /** IANA name; null: the workspace's. */
  readonly timeZone: string | null;
  /** Counts from 1. */
  readonly revision: number;
  /** The definition in words, as of this revision. */
  readonly sentence: string;
  readonly owner: { readonly id: string; readonly name: string };
  /** By name. */
  readonly tags: readonly Tag[];
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A segment in the trash. */
export interface DeletedSegment extends Segment {
  /** RFC 3339, UTC. */
  readonly deletedAt: string;
}

function rows(db: Kysely<Tables>) {
  return db
    .selectFrom("segments")
    .innerJoin("segment_revisions as revision", (join) =>
      join.onRef("revision.segment_id", "=", "segments.id").onRef("revision.revision", "=", "segments.revision"),
    )
    .innerJoin("users", "users.id", "segments.owner_id")
    .select(["segments.id", "segments.name", "segments.revision", "segments.sentence"])
    .select(["segments.created_at", "segments.updated_at", "segments.deleted_at"])
    .select(["revision.definition", "revision.time_zone", "users.id as owner_id", "users.name as owner_name"])
    .select((eb) => jsonArrayFrom(tagsOf(eb).whereRef("segment_tags.segment_id", "=", "segments.id")).as("tags"));
}

/** The segments that there are, with what `segment` reads. */
export function current(db: Kysely<Tables>) {
  return rows(db).where("segments.deleted_at", "is", null);
}

/** Those in the trash. */
export function trashed(db: Kysely<Tables>) {
  return rows(db).where("segments.deleted_at", "is not", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

export function segment(row: Row): Segment {
  return {
    id: row.id,
    name: row.name,
    where: row.definition,
    timeZone: row.time_zone,
    revision: row.revision,
    sentence: row.sentence,
    owner: { id: row.owner_id, name: row.owner_name },
    tags: row.tags,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function deleted(row: Row): DeletedSegment {
  invariant(row.deleted_at !== null, "what is in the trash was deleted at some time");
  return { ...segment(row), deletedAt: row.deleted_at.toISOString() };
}

export function unknownSegment(id: string): AppError {
  return new AppError("not_found", `There is no segment ${JSON.stringify(id)}.`, { path: ["id"] });
}

/** Throws `AppError("not_found")` unless there are all of them, out of the trash. */
export async function assertSegments(tx: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx.selectFrom("segments").select("id").where("id", "in", ids.map(storable)).where("deleted_at", "is", null).execute();
  const there = new Set(found.map(({ id }) => id));
  const missing = ids.find((id) => !there.has(id));
  if (missing !== undefined) throw unknownSegment(missing);
}
