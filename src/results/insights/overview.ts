import { z } from "zod";
import { inSpan } from "../../compiler/event-span.ts";
import { setGraph } from "../../compiler/set-graph.ts";
import { bind, render, sql } from "../../compiler/sql.ts";
import { dayOf, startOfDay } from "../../segment/day.ts";
import type { Condition } from "../../segment/ast.ts";
import { invariant } from "../../errors.ts";
import { receiptOf, type Workbench } from "../audience.ts";
import { comparing, EVERYONE } from "../comparing.ts";
import type { Receipt } from "../receipt.ts";
import { sizesOf } from "../sizes.ts";
import { periods } from "./bands.ts";

/** All customers and events at a glance. */
export interface Overview {
  readonly customers: Receipt;
  /** Who ever did anything. */
  readonly withEvents: Receipt;
  /** Who did anything in the last 30 days. */
  readonly active: Receipt;
  /** Of each of the three, in the same order, the condition that selects them. */
  readonly where: readonly [customers: Condition, withEvents: Condition, active: Condition];
  /** How many there are, from the oldest to the newest; null: there are none. RFC 3339, UTC. */
  readonly events: { readonly count: number; readonly oldest: string | null; readonly newest: string | null };
  /** Events of each week up to now, of all names together. Days in the zone, both included. */
  readonly weeks: readonly { readonly from: string; readonly to: string; readonly events: number }[];
}

const ACTIVE_DAYS = 30;
const weekRow = z.object({ key: z.number(), events: z.number() });

/** What there is of all customers, at one instant. */
export function overview(bench: Workbench, now: number, signal?: AbortSignal): Promise<Overview> {
  const names = bench.storage.catalog.events.map(({ name }) => name);
  const did: Condition = names.length === 0 ? { kind: "any", of: [] } : { kind: "event", event: names };
  const active: Condition = names.length === 0 ? did : { kind: "event", event: names, window: { last: ACTIVE_DAYS, unit: "day" } };
  const compared = [EVERYONE, did, active].map((where) => ({ question: { where, now: new Date(now).toISOString() }, at: [] }));
  return comparing(bench, compared, signal, async (asked, catalog) => {
    const { events } = catalog;
    const graph = setGraph();
    const sets = asked.map(({ plan }) => graph.add(plan.set));
    const oldest = Math.min(...events.map((event) => event.oldest));
    const newest = Math.max(...events.map((event) => event.newest));
    const [sizeOf, weeks] = await Promise.all([
      sizesOf(bench, graph, sets, catalog, signal),
      events.length === 0 ? [] : weeksOf(bench, now, oldest, bench.clock.timeZone(), signal),
    ]);
    const receipt = (place: number): Receipt => {
      const one = asked[place];
      invariant(one, "three questions are asked");
      return receiptOf(bench, one, sizeOf(sets[place] ?? graph.nobody));
    };
    return {
      customers: receipt(0),
      withEvents: receipt(1),
      active: receipt(2),
      where: [EVERYONE, did, active],
      events: {
        count: events.reduce((sum, event) => sum + event.count, 0),
        oldest: events.length === 0 ? null : new Date(oldest).toISOString(),
        newest: events.length === 0 ? null : new Date(newest).toISOString(),
      },
      weeks,
    };
  });
}

async function weeksOf(
  { storage }: Workbench,
  now: number,
  oldest: number,
  timeZone: string,
  signal: AbortSignal | undefined,
): Promise<Overview["weeks"]> {
  const days = periods("week", dayOf(now, timeZone), dayOf(oldest, timeZone));
  const edges = days.map((day) => startOfDay(day, timeZone));
  const span = inSpan({ from: edges[0] ?? 0, to: Math.min(edges.at(-1) ?? 0, now + 1) });
  const week = sql`roundDown(toUnixTimestamp64Milli(time), ${bind("Array(Int64)", edges)})`;
  const rows = await storage.engine.rows(render(sql`SELECT ${week} AS key, count() AS events FROM events WHERE ${span} GROUP BY key`), { signal });
  const found = new Map(rows.map((row) => weekRow.parse(row)).map(({ key, events }) => [key, events]));
  return days.slice(0, -1).map((day, index) => ({
    from: day.toString(),
    to: (days[index + 1] ?? day).subtract({ days: 1 }).toString(),
    events: found.get(edges[index] ?? 0) ?? 0,
  }));
}
