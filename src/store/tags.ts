import type { Kysely } from "kysely";
import { AppError } from "../errors.ts";
import type { Making } from "./making.ts";
import { assertSegments } from "./segment-rows.ts";
import type { Tables } from "./tables.ts";
import { TAG_COLORS, type TagColor } from "./tag-colors.ts";
import { byName, giveTags, type Tag, tagsOf } from "./tag-rows.ts";
import { storable } from "./text.ts";

export interface CountedTag extends Tag {
  /** How many segments have it; those in the trash do not count. */
  readonly segments: number;
}

/** Where the id of a tag or of a segment is unknown: `AppError("not_found")`; a tag to be given: `AppError("unknown_tag")`. */
export interface TagStore {
  /** By name. */
  list(): Promise<readonly CountedTag[]>;
  /** Without a colour it gets one that few have. Throws `AppError("name_taken")`. */
  create(tag: { readonly name: string; readonly color?: TagColor | undefined }): Promise<CountedTag>;
  /** Throws `AppError("name_taken")`. */
  change(id: string, tag: { readonly name: string; readonly color: TagColor }): Promise<CountedTag>;
  /** Gives the segments of one, those in the trash too, the other, and deletes the first. */
  merge(id: string, into: string): Promise<CountedTag>;
  /** Takes it from every segment. */
  remove(id: string): Promise<void>;
  /** Gives a segment these tags and no others. Throws `AppError("too_many_tags")`. */
  replace(segment: string, tags: readonly string[]): Promise<readonly Tag[]>;
  /** Gives and takes tags: all of them or, when something is unknown or too much, none. */
  tagMany(segments: readonly string[], tags: { readonly add: readonly string[]; readonly remove: readonly string[] }): Promise<void>;
}

const MOST_IN_WORKSPACE = 500;

export function tagStore(db: Kysely<Tables>, { clock, newId }: Making): TagStore {
  const get = async (id: string): Promise<CountedTag> => {
    const row = await counted(db).where("tags.id", "=", storable(id)).executeTakeFirst();
    if (!row) throw unknown(id);
    return countedTag(row);
  };

  return {
    list: async () => (await counted(db).orderBy(byName).execute()).map(countedTag),

    async create({ name, color }) {
      const used = await db
        .selectFrom("tags")
        .select((eb) => ["color", eb.fn.countAll<string | number | bigint>().as("count")])
        .groupBy("color")
        .execute();
      const counts = new Map(used.map((row) => [row.color, Number(row.count)]));
      if ([...counts.values()].reduce((sum, count) => sum + count, 0) >= MOST_IN_WORKSPACE) {
        throw new AppError("too_many_tags", `There may be ${MOST_IN_WORKSPACE} tags.`, { hint: "Delete or merge some that you no longer use." });
      }
      const id = newId();
      const row = { id, name, folded: fold(name), color: color ?? rarest(counts), created_at: new Date(clock()) };
      await named(name, db.insertInto("tags").values(row).execute());
      return get(id);
    },

    async change(id, { name, color }) {
      await named(name, db.updateTable("tags").set({ name, folded: fold(name), color }).where("id", "=", storable(id)).execute());
      return get(id);
    },

    async merge(id, into) {
      await get(id);
      await get(into);
      if (id === into) throw new AppError("same_tag", "A tag is not merged into itself.", { path: ["into"], hint: "Name another tag." });
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto("segment_tags")
          .columns(["segment_id", "tag_id"])
          .expression((eb) => eb.selectFrom("segment_tags").select((of) => ["segment_id", of.val(into).as("tag_id")]).where("tag_id", "=", id))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await tx.deleteFrom("tags").where("id", "=", id).execute();
      });
      return get(into);
    },

    async remove(id) {
      const removed = await db.deleteFrom("tags").where("id", "=", storable(id)).returning("id").executeTakeFirst();
      if (!removed) throw unknown(id);
    },

    replace: (segment, tags) =>
      db.transaction().execute(async (tx) => {
        await assertSegments(tx, [segment]);
        await tx.deleteFrom("segment_tags").where("segment_id", "=", segment).execute();
        await giveTags(tx, [segment], tags.map(storable));
        return tagsOf(tx).where("segment_tags.segment_id", "=", segment).execute();
      }),

    tagMany: (segments, { add, remove }) =>
      db.transaction().execute(async (tx) => {
        await assertSegments(tx, segments);
        if (segments.length > 0 && remove.length > 0) {
          await tx.deleteFrom("segment_tags").where("segment_id", "in", segments).where("tag_id", "in", remove.map(storable)).execute();
        }
        await giveTags(tx, segments, add.map(storable));
      }),
  };
}

function counted(db: Kysely<Tables>) {
  return db
    .selectFrom("tags")
    .select(["tags.id", "tags.name", "tags.color"])
    .select((eb) =>
      eb
        .selectFrom("segment_tags")
        .innerJoin("segments", "segments.id", "segment_tags.segment_id")
        .select((of) => of.fn.countAll<string | number | bigint>().as("count"))
        .whereRef("segment_tags.tag_id", "=", "tags.id")
        .where("segments.deleted_at", "is", null)
        .as("segments"),
    );
}

function countedTag({ segments, ...tag }: Tag & { readonly segments: string | number | bigint | null }): CountedTag {
  return { ...tag, segments: Number(segments) };
}

function fold(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function rarest(counts: ReadonlyMap<TagColor, number>): TagColor {
  const of = (color: TagColor) => counts.get(color) ?? 0;
  return TAG_COLORS.reduce((least, color) => (of(color) < of(least) ? color : least));
}

const UNIQUE_VIOLATION = "23505";

/** Says that another tag has the name, when the database does. */
async function named(name: string, written: Promise<unknown>): Promise<void> {
  try {
    await written;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION)) throw error;
    throw new AppError("name_taken", `There is a tag ${JSON.stringify(name)} already.`, {
      path: ["name"],
      hint: "Take another name, or merge the two.",
      cause: error,
    });
  }
}

function unknown(id: string): AppError {
  return new AppError("not_found", `There is no tag ${JSON.stringify(id)}.`, { path: ["id"] });
}
