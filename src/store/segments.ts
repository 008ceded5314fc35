import { type Kysely, sql } from "kysely";
import { AppError } from "../errors.ts";
import type { Referred, SavedSegment } from "../segment/checked.ts";
import { needing } from "./askers.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { Making } from "./making.ts";
import { insertRevision, type RevisionsChoice, revisionsOf, type RevisionsPage, type SegmentDraft } from "./revisions.ts";
import { exportsOfSegments, type KnownExports } from "./segment-exports.ts";
import { referredBy } from "./referred.ts";
import { savedById, savedSegments } from "./saved-segments.ts";
import { listSegments, segmentsInOrder, type SegmentListOptions, type SegmentPage } from "./segment-list.ts";
import { assertSegments, current, type DeletedSegment, deleted, type Segment, segment, trashed, unknownSegment } from "./segment-rows.ts";
import { type KnownSize, sizesOf } from "./segment-sizes.ts";
import { giveTags } from "./tag-rows.ts";
import type { Tables } from "./tables.ts";
import { sortKey, storable } from "./text.ts";
import { type Uses, usesOf } from "./uses.ts";

/** The saved segments. Where an id is unknown or deleted: `AppError("not_found")`. */
export interface SegmentStore {
  /** With the tags of these ids. Throws `AppError("unknown_tag")` and `AppError("too_many_tags")`. */
  create(draft: SegmentDraft, tags?: readonly string[]): Promise<Segment>;
  get(id: string): Promise<Segment>;
  /** Those of them that there are, in this order. */
  many(ids: readonly string[]): Promise<readonly Segment[]>;
  /** Throws `AppError("invalid_cursor")`. */
  list(options: SegmentListOptions): Promise<SegmentPage>;
  /** What the refreshes tell of the sizes of segments by their ids. `since` in epoch milliseconds: where the lines begin. */
  sizes(ids: readonly string[], since: number): Promise<ReadonlyMap<string, KnownSize>>;
  /** What is known of the exports of segments by their ids; nothing of those that have none. */
  exports(ids: readonly string[]): Promise<ReadonlyMap<string, KnownExports>>;
  /** The definitions of all, by id. */
  definitions(): Promise<ReadonlyMap<string, SavedSegment>>;
  /** What conditions refer to, themselves or by others. */
  referred(conditions: readonly unknown[]): Promise<Referred>;
  /** Makes revision `revision + 1`. Throws `AppError("conflict")` when `revision` is not the current one. */
  update(id: string, revision: number, draft: SegmentDraft): Promise<Segment>;
  /** Brings them to the trash, all or none: segments and their revisions are kept, and hidden; their schedules pause. */
  remove(ids: readonly string[]): Promise<void>;
  /** What is in the trash, the latest deleted first, and how many are in it at all. Throws `AppError("invalid_cursor")`. */
  trash(options: { readonly cursor?: string | undefined; readonly limit?: number | undefined }): Promise<{
    readonly segments: readonly DeletedSegment[];
    readonly total: number;
    readonly next: string | null;
  }>;
  /** Brings it back from the trash as it was; its schedules stay paused. */
  restore(id: string): Promise<Segment>;
  /** What uses one of them, other segments and the rest of the workspace. */
  uses(ids: readonly string[]): Promise<Uses>;
  /** Throws unless it is in the trash and nothing needs it: `AppError("in_use")`. */
  assertErasable(id: string): Promise<void>;
  /** Deletes it for good with all that is known of it. */
  erase(id: string): Promise<void>;
  /** The newest first. Throws `AppError("invalid_cursor")`. */
  revisions(id: string, choice?: RevisionsChoice): Promise<RevisionsPage>;
}

const PAGE = 50;

export function segmentStore(db: Kysely<Tables>, { clock, newId }: Making): SegmentStore {
  const get = async (id: string): Promise<Segment> => {
    const row = await current(db).where("segments.id", "=", storable(id)).executeTakeFirst();
    if (!row) throw unknownSegment(id);
    return segment(row);
  };

  const definitions = async (): Promise<ReadonlyMap<string, SavedSegment>> => savedById(await savedSegments(db).execute());

  const uses = async (ids: readonly string[]): Promise<Uses> => usesOf(db, ids, await definitions());

  return {
    get,
    definitions,
    referred: (conditions) => referredBy(db, conditions),

    async create(draft, tags = []) {
      const id = newId();
      const now = new Date(clock());
      const head = { name: draft.name, sort_name: sortKey(draft.name), sentence: storable(draft.sentence) };
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto("segments")
          .values({ id, owner_id: draft.author, revision: 1, ...head, created_at: now, updated_at: now, deleted_at: null })
          .execute();
        await insertRevision(tx, id, 1, draft, now);
        await giveTags(tx, [id], tags.map(storable));
      });
      return get(id);
    },

    many: (ids) => segmentsInOrder(db, ids.map(storable)),
    list: (options) => listSegments(db, options),
    sizes: (ids, since) => sizesOf(db, ids, since),
    exports: (ids) => exportsOfSegments(db, ids),

    async update(id, revision, draft) {
      const now = new Date(clock());
      await db.transaction().execute(async (tx) => {
        const updated = await tx
          .updateTable("segments")
          .set({ revision: revision + 1, name: draft.name, sort_name: sortKey(draft.name), sentence: storable(draft.sentence), updated_at: now })
          .where("id", "=", storable(id))
          .where("revision", "=", revision)
          .where("deleted_at", "is", null)
          .returning("id")
          .executeTakeFirst();
        if (!updated) throw await notUpdated(tx, id, revision);
        await insertRevision(tx, id, revision + 1, draft, now);
      });
      return get(id);
    },

    remove: (ids) =>
      db.transaction().execute(async (tx) => {
        if (ids.length === 0) return;
        await assertSegments(tx, ids);
        await tx.updateTable("segments").set({ deleted_at: new Date(clock()) }).where("id", "in", ids).execute();
        await tx.updateTable("export_schedules").set({ paused: true }).where("segment_id", "in", ids).execute();
      }),

    async trash({ cursor, limit = PAGE }) {
      let query = trashed(db);
      if (cursor !== undefined) {
        const { time, id } = decodeCursor(cursor);
        query = query.where(sql<boolean>`(segments.deleted_at, segments.id) < (${new Date(time)}, ${id})`);
      }
      const rows = await query
        .orderBy("segments.deleted_at", "desc")
        .orderBy("segments.id", "desc")
        .limit(limit + 1)
        .execute();
      const found = rows.slice(0, limit).map(deleted);
      const last = rows.length > limit ? found.at(-1) : undefined;
      return {
        segments: found,
        total: await countTrash(db),
        next: last ? encodeCursor({ time: Date.parse(last.deletedAt), id: last.id }) : null,
      };
    },

    async restore(id) {
      const restored = await db
        .updateTable("segments")
        .set({ deleted_at: null })
        .where("id", "=", storable(id))
        .where("deleted_at", "is not", null)
        .returning("id")
        .executeTakeFirst();
      if (!restored) throw notInTrash(id);
      return get(id);
    },

    uses,

    async assertErasable(id) {
      const row = await trashed(db).where("segments.id", "=", storable(id)).executeTakeFirst();
      if (!row) throw notInTrash(id);
      const names = needing(await uses([id]));
      if (names === undefined) return;
      throw new AppError("in_use", `It is used by ${names}.`, {
        path: ["id"],
        hint: "Restore it, or take the reference out of them, then delete it for good.",
      });
    },

    erase: (id) =>
      db.transaction().execute(async (tx) => {
        const row = await trashed(tx).where("segments.id", "=", storable(id)).executeTakeFirst();
        if (!row) throw notInTrash(id);
        await tx.deleteFrom("segment_revisions").where("segment_id", "=", row.id).execute();
        await tx.deleteFrom("segments").where("id", "=", row.id).execute();
      }),

    revisions: (id, choice = {}) => revisionsOf(db, id, choice),
  };
}

async function countTrash(db: Kysely<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom("segments")
    .select((eb) => eb.fn.countAll<string | number | bigint>().as("count"))
    .where("deleted_at", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Why no row of this id and revision was there to update. */
async function notUpdated(db: Kysely<Tables>, id: string, revision: number): Promise<AppError> {
  const row = await db
    .selectFrom("segments")
    .innerJoin("segment_revisions as newest", (join) =>
      join.onRef("newest.segment_id", "=", "segments.id").onRef("newest.revision", "=", "segments.revision"),
    )
    .innerJoin("users", "users.id", "newest.author_id")
    .select(["segments.revision", "users.name as author"])
    .where("segments.id", "=", storable(id))
    .where("segments.deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) return unknownSegment(id);
  return new AppError("conflict", `${row.author} saved the segment in between: it is at revision ${row.revision}, not ${revision}.`, {
    path: ["revision"],
    hint: "Load the segment again, look at what changed, and save on top of it, or save yours as a copy.",
  });
}

function notInTrash(id: string): AppError {
  return new AppError("not_found", `There is no segment ${JSON.stringify(id)} in the trash.`, {
    path: ["id"],
    hint: "Only what was deleted before can be restored or deleted for good.",
  });
}

