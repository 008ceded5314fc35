import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { isSliceIn, type Shown, shownInSlicesSql, type Sliced, slicesOf } from "../compiler/event-slices.ts";
import { chunked, grouped } from "../compiler/grouped.ts";
import type { EventLeaf } from "../compiler/plan.ts";
import type { OnlyCustomer } from "./only-customer.ts";
import { type ProfileEvent, propertyColumns, readEvent } from "./profile.ts";

/** Events of one customer in the span of a leaf: how many there are, and the first of those in the order that was asked for. */
export interface SeenEvents {
  readonly matching: number;
  readonly events: readonly ProfileEvent[];
}

/** Different kinds of events in one statement: an event that is of several is held for each until all are sorted. */
const KINDS_TOGETHER = 10;

/** Some events of each of the leaves: those that look at the same ones share what is read. */
export async function seenEvents(
  leaves: readonly EventLeaf[],
  asked: Shown,
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<ReadonlyMap<EventLeaf, SeenEvents>> {
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  const seen = new Map<EventLeaf, SeenEvents>();
  for (const several of chunked(slicesOf(leaves, (leaf) => leaf), KINDS_TOGETHER)) {
    const columns = ["event", "time", ...propertyColumns(several.flatMap(({ events }) => events.events), types)];
    const rows = (await only.rows(shownInSlicesSql(several, columns, asked))).map((row) => ({ row, ...seenRow.parse(row) }));
    const places = new Map(grouped(rows, ({ place }) => String(place)).map((group) => [group[0].place, group]));
    several.forEach((sliced, place) => {
      for (const [leaf, found] of inSpans(sliced, places.get(place) ?? [], asked.most, types)) seen.set(leaf, found);
    });
  }
  return seen;
}

const seenRow = z.object({ place: z.number(), slice: z.number(), matching: z.number() });

type SeenRow = z.infer<typeof seenRow> & { readonly row: Readonly<Record<string, unknown>> };

/** @param rows in the order in which events are shown */
function inSpans(
  { of }: Sliced<EventLeaf>,
  rows: readonly SeenRow[],
  most: number,
  types: ReadonlyMap<string, EventType>,
): readonly [EventLeaf, SeenEvents][] {
  const sizes = new Map(rows.map(({ slice, matching }) => [slice, matching]));
  const all = rows.map(({ slice, row }) => ({ slice, event: readEvent(row, types) }));
  return of.map((leaf) => {
    const matching = [...sizes].filter(([slice]) => isSliceIn(slice, leaf.span)).reduce((sum, [, size]) => sum + size, 0);
    const events = all.filter(({ slice }) => isSliceIn(slice, leaf.span)).slice(0, most);
    return [leaf, { matching, events: events.map(({ event }) => event) }];
  });
}
