import type { Kysely } from "kysely";
import type { SavedSegment } from "../segment/checked.ts";
import type { Tables } from "./tables.ts";

/** The definitions of the segments that there are. */
export function savedSegments(db: Kysely<Tables>) {
  return db
    .selectFrom("segments")
    .innerJoin("segment_revisions as revision", (join) =>
      join.onRef("revision.segment_id", "=", "segments.id").onRef("revision.revision", "=", "segments.revision"),
    )
    .select(["segments.id", "segments.name", "revision.definition", "revision.time_zone"])
    .where("segments.deleted_at", "is", null);
}

export function savedById(rows: Awaited<ReturnType<ReturnType<typeof savedSegments>["execute"]>>): ReadonlyMap<string, SavedSegment> {
  return new Map(
    rows.map(({ id, name, definition, time_zone }) => [id, { id, name, where: definition, timeZone: time_zone ?? undefined }]),
  );
}
