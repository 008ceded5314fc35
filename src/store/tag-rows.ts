import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import { AppError } from "../errors.ts";
import type { Tables } from "./tables.ts";
import type { TagColor } from "./tag-colors.ts";

/** What segments are sorted by. */
export interface Tag {
  readonly id: string;
  /** Unlike that of every other tag, in any letter case. */
  readonly name: string;
  readonly color: TagColor;
}

/** How many tags a segment may have. */
export const MOST_TAGS = 50;

export const byName = sql`tags.folded COLLATE "C"`;

/** The tags of segments, by name. */
export function tagsOf(db: Pick<ExpressionBuilder<Tables, "segments">, "selectFrom">) {
  return db
    .selectFrom("segment_tags")
    .innerJoin("tags", "tags.id", "segment_tags.tag_id")
    .select(["tags.id", "tags.name", "tags.color"])
    .orderBy(byName);
}

/** Gives every one of the segments every one of the tags. Throws `AppError("unknown_tag")` and `AppError("too_many_tags")`. */
export async function giveTags(tx: Kysely<Tables>, segments: readonly string[], tags: readonly string[]): Promise<void> {
  if (segments.length === 0 || tags.length === 0) return;
  const known = await tx.selectFrom("tags").select("id").where("id", "in", tags).execute();
  const unknown = tags.find((tag) => !known.some(({ id }) => id === tag));
  if (unknown !== undefined) {
    throw new AppError("unknown_tag", `There is no tag ${JSON.stringify(unknown)}.`, { path: ["tags"], hint: "GET /tags lists the tags." });
  }
  await tx
    .insertInto("segment_tags")
    .columns(["segment_id", "tag_id"])
    .expression((eb) =>
      eb
        .selectFrom(["segments", "tags"])
        .select(["segments.id as segment_id", "tags.id as tag_id"])
        .where("segments.id", "in", segments)
        .where("tags.id", "in", tags),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const full = await tx
    .selectFrom("segment_tags")
    .select("segment_id")
    .where("segment_id", "in", segments)
    .groupBy("segment_id")
    .having((eb) => eb.fn.countAll(), ">", MOST_TAGS)
    .executeTakeFirst();
  if (full) throw new AppError("too_many_tags", `A segment may have ${MOST_TAGS} tags.`, { path: ["tags"], hint: "Take others away first." });
}
