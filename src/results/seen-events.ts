import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { isSliceIn, latestInSlicesSql, type Sliced, slicesOf } from "../compiler/event-slices.ts";
import { chunked, grouped } from "../compiler/grouped.ts";
import type { EventLeaf } from "../compiler/plan.ts";
import type { OnlyCustomer } from "./only-customer.ts";
import { type ProfileEvent, propertyColumns, readEvent } from "./profile.ts";

/** Events of one customer in the span of a leaf: how many, and the latest, newest first. */
export interface SeenEvents {
  readonly matching: number;
  readonly latest: readonly ProfileEvent[];
}

const LATEST = 5;
/** Different kinds of events in one statement: an event that is of several is held for each until all are sorted. */
const KINDS_TOGETHER = 10;

/** The events of each of the leaves: those that look at the same ones share what is read. */
export async function seenEvents(
  leaves: readonly EventLeaf[],
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<ReadonlyMap<EventLeaf, SeenEvents>> {
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  const seen = new Map<EventLeaf, SeenEvents>();
  for (const several of chunked(slicesOf(leaves, (leaf) => leaf), KINDS_TOGETHER)) {
    const columns = ["event", "time", ...propertyColumns(several.flatMap(({ events }) => events.events), types)];
    const rows = (await only(latestInSlicesSql(several, columns, LATEST))).map((row) => ({ row, ...seenRow.parse(row) }));
    const places = new Map(grouped(rows, ({ place }) => String(place)).map((group) => [group[0].place, group]));
    several.forEach((sliced, place) => {
      for (const [leaf, found] of inSpans(sliced, places.get(place) ?? [], types)) seen.set(leaf, found);
    });
  }
  return seen;
}

const seenRow = z.object({ place: z.number(), slice: z.number(), matching: z.number() });

type SeenRow = z.infer<typeof seenRow> & { readonly row: Readonly<Record<string, unknown>> };

/** @param rows the newest first */
function inSpans({ of }: Sliced<EventLeaf>, rows: readonly SeenRow[], types: ReadonlyMap<string, EventType>): readonly [EventLeaf, SeenEvents][] {
  const sizes = new Map(rows.map(({ slice, matching }) => [slice, matching]));
  const events = rows.map(({ slice, row }) => ({ slice, event: readEvent(row, types) }));
  return of.map((leaf) => {
    const matching = [...sizes].filter(([slice]) => isSliceIn(slice, leaf.span)).reduce((sum, [, size]) => sum + size, 0);
    const latest = events.filter(({ slice }) => isSliceIn(slice, leaf.span)).slice(0, LATEST);
    return [leaf, { matching, latest: latest.map(({ event }) => event) }];
  });
}
