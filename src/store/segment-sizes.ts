import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** How many were in at some instant. */
export interface SizeThen {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly count: number;
}

/** What the refreshes tell of the size of a segment. */
export interface KnownSize {
  /** As of the last refresh; null: there is none of the definition and the zone that the segment has now. */
  readonly size: (SizeThen & { readonly base: number; readonly share: number }) | null;
  /** The last of each day (UTC) since the instant that was asked for, the oldest first, whatever the definition was. */
  readonly line: readonly SizeThen[];
}

/** The newest refresh that was done of a segment, as long as the segment is what it was then. */
const latest = sql`(
  SELECT newest.count, newest.base, newest.as_of FROM (
    SELECT count, base, as_of, revision FROM refreshes
    WHERE refreshes.segment_id = segments.id AND membership IS NOT NULL ORDER BY number DESC LIMIT 1
  ) AS newest
  WHERE newest.revision = segments.revision OR EXISTS (
    SELECT FROM segment_revisions AS counted
    JOIN segment_revisions AS present ON present.segment_id = counted.segment_id AND present.revision = segments.revision
    WHERE counted.segment_id = segments.id AND counted.revision = newest.revision
    AND counted.definition::text = present.definition::text AND counted.time_zone IS NOT DISTINCT FROM present.time_zone
  )
)`;

/** The size of a segment of the table `segments`, as far as it is known; for sorting. */
export const latestSize = sql<string | number | null>`(SELECT count FROM ${latest} AS latest)`;

/** Of several segments by their ids. `since` in epoch milliseconds. */
export async function sizesOf(db: Kysely<Tables>, ids: readonly string[], since: number): Promise<ReadonlyMap<string, KnownSize>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Row>`
    SELECT segments.id, latest.count, latest.base, latest.as_of, (
      SELECT coalesce(json_agg(json_build_array(epoch, day.count) ORDER BY epoch), '[]') FROM (
        SELECT DISTINCT ON (date_trunc('day', as_of, 'UTC')) round(extract(epoch FROM as_of) * 1000) AS epoch, count
        FROM refreshes WHERE segment_id = segments.id AND membership IS NOT NULL AND as_of >= ${new Date(since)}
        ORDER BY date_trunc('day', as_of, 'UTC'), number DESC
      ) AS day
    ) AS line
    FROM segments LEFT JOIN LATERAL ${latest} AS latest ON true
    WHERE segments.id IN (${sql.join(ids)})`.execute(db);
  return new Map(rows.map((row) => [row.id, known(row)]));
}

interface Row {
  readonly id: string;
  readonly count: string | number | null;
  readonly base: string | number | null;
  readonly as_of: Date | null;
  readonly line: readonly (readonly [number, number])[];
}

function known({ count, base, as_of, line }: Row): KnownSize {
  const [there, all] = [Number(count), Number(base)];
  return {
    size: as_of === null ? null : { at: as_of.toISOString(), count: there, base: all, share: all === 0 ? 0 : there / all },
    line: line.map(([at, size]) => ({ at: new Date(at).toISOString(), count: size })),
  };
}
