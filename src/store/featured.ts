import type { Kysely } from "kysely";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { PICTURES, type Picture } from "../smart/pictures.ts";
import type { Making } from "./making.ts";
import { assertSegments } from "./segment-rows.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** How a segment is shown to all; its customers are those of the segment, as it is now. */
export interface FeaturedSegment {
  /** The id of the saved segment. */
  readonly segment: string;
  /** Null: the segment's. */
  readonly name: string | null;
  readonly description: string | null;
  readonly picture: Picture;
}

/** The segments that administrators picked for all, each once. Where one is none of them: `AppError("not_found")`. */
export interface FeaturedStore {
  /** In their order. One whose segment is in the trash is left out until it is restored. */
  list(): Promise<readonly FeaturedSegment[]>;
  /** At the end. Throws `AppError("not_found")` for a segment that there is not, `AppError("already_featured")` and `AppError("too_many_featured")`. */
  add(card: FeaturedSegment): Promise<void>;
  /** What is left out stays as it is. */
  change(segment: string, change: Partial<Omit<FeaturedSegment, "segment">>): Promise<void>;
  /** Leaves the segment as it is. */
  remove(segment: string): Promise<void>;
  /** Ids of segments in a new order; those left out come after. */
  order(segments: readonly string[]): Promise<void>;
}

export const MOST_FEATURED = 100;

const stored: z.ZodType<Picture> = z.enum(PICTURES);

export function featuredStore(db: Kysely<Tables>, { clock }: Pick<Making, "clock">): FeaturedStore {
  const rows = (tx: Kysely<Tables> = db) => tx.selectFrom("featured").orderBy("featured.position").orderBy("featured.created_at");

  return {
    async list() {
      const found = await rows()
        .innerJoin("segments", "segments.id", "featured.segment_id")
        .where("segments.deleted_at", "is", null)
        .select(["segment_id as segment", "featured.name", "description", "picture"])
        .execute();
      return found.map((row) => ({ ...row, picture: stored.parse(row.picture) }));
    },

    add: ({ segment, ...card }) =>
      db.transaction().execute(async (tx) => {
        await assertSegments(tx, [segment]);
        const all = await rows(tx).select(["segment_id", "position"]).execute();
        if (all.length >= MOST_FEATURED) {
          throw new AppError("too_many_featured", `At most ${MOST_FEATURED} segments are featured.`, { hint: "Take one out first." });
        }
        const added = await tx
          .insertInto("featured")
          .values({ segment_id: segment, ...card, position: (all.at(-1)?.position ?? -1) + 1, created_at: new Date(clock()) })
          .onConflict((conflict) => conflict.doNothing())
          .returning("segment_id")
          .executeTakeFirst();
        if (added) return;
        throw new AppError("already_featured", "This segment is featured already.", {
          path: ["segment"],
          hint: "Change how it is shown, by its id.",
        });
      }),

    async change(segment, change) {
      // An update without columns is none.
      const set = { segment_id: storable(segment), ...change };
      const changed = await db.updateTable("featured").set(set).where("segment_id", "=", set.segment_id).returning("segment_id").executeTakeFirst();
      if (!changed) throw notFeatured(segment);
    },

    async remove(segment) {
      const removed = await db.deleteFrom("featured").where("segment_id", "=", storable(segment)).returning("segment_id").executeTakeFirst();
      if (!removed) throw notFeatured(segment);
    },

    order: (segments) =>
      db.transaction().execute(async (tx) => {
        const there = (await rows(tx).select("segment_id").execute()).map(({ segment_id }) => segment_id);
        const unknown = segments.find((one) => !there.includes(one));
        if (unknown !== undefined) throw notFeatured(unknown);
        for (const [position, id] of [...new Set([...segments, ...there])].entries()) {
          await tx.updateTable("featured").set({ position }).where("segment_id", "=", id).execute();
        }
      }),
  };
}

function notFeatured(segment: string): AppError {
  return new AppError("not_found", `The segment ${JSON.stringify(segment)} is not featured.`, { path: ["id"], hint: "GET /featured lists those that are." });
}
