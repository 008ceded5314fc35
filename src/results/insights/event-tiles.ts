import { z } from "zod";
import type { EventType, ScalarType } from "../../catalog/types.ts";
import { inSpan } from "../../compiler/event-span.ts";
import { isEvent, knownItems } from "../../compiler/print-filter.ts";
import { type PropertyPlace, propertyPlaces } from "../../compiler/property-place.ts";
import { bind, type Fragment, identifier, sql } from "../../compiler/sql.ts";
import { dayOf, startOfDay } from "../../segment/day.ts";
import { oneZero, oneZeroEach } from "../columns.ts";
import { bandBars, chartOf } from "./band-bars.ts";
import { daysWindow, propertyWhere, testsOf } from "./bar-where.ts";
import { periods } from "./bands.ts";
import { barSql, isMeasured, LONGEST_TEXT, type Scale, scaleOf, spreadSql } from "./scale.ts";
import type { Scene } from "./scene.ts";
import { flags, NONE, overlaps } from "./sets.ts";
import type { Bar, BarOf, Both, Period, TileData } from "./tile.ts";

const foundRow = z.object({ key: z.string(), all: z.number(), segment: z.number(), base: z.number() });

/** Who did an event in each of the days, weeks or months up to now. */
export async function eventTile(event: EventType, by: Period, now: number, scene: Scene): Promise<TileData> {
  const { rows, sets, timeZone } = scene;
  const days = periods(by, dayOf(now, timeZone), dayOf(event.oldest, timeZone));
  const edges = days.map((day) => startOfDay(day, timeZone));
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  const period = sql`roundDown(toUnixTimestamp64Milli(time), ${bind("Array(Int64)", edges)})`;
  const happened = sql`${isEvent([event.name])} AND ${inSpan({ from, to: Math.min(to, now + 1) })}`;
  const found = (await rows(counted(period, happened, sets))).map((row) => foundRow.parse(row));
  const known = found.find(({ all }) => all === 1) ?? NONE;
  const bars = edges.slice(0, -1).map((edge, index): Bar => {
    const window = { from: days[index]?.toString() ?? null, to: days[index + 1]?.subtract({ days: 1 }).toString() ?? null };
    const { segment, base } = found.find(({ key, all }) => all === 0 && key === String(edge)) ?? NONE;
    return { of: { kind: "days", ...window }, where: { kind: "event", event: event.name, window: daysWindow(window) }, segment, base };
  });
  return { chart: "line", overlapping: true, known: { segment: known.segment, base: known.base }, bars };
}

/** Rows of `key` with customers who have it, and one with `all` 1: those who have any. */
function counted(key: Fragment, where: Fragment, sets: Scene["sets"], from = sql`events`): Fragment {
  return sql`SELECT ifNull(toString(key), '') AS key, all, ${overlaps(sets, sql`members`)} FROM (
      SELECT key, grouping(key) AS all, groupBitmapState(id) AS members
      FROM (SELECT id, ${key} AS key FROM ${from} WHERE ${where}) GROUP BY GROUPING SETS ((key), ()))`;
}

/** Who did an event with which value of a property, at any time up to now. */
export async function propertyTile(event: EventType, property: string, now: number, scene: Scene): Promise<TileData> {
  const [place] = propertyPlaces(property, [event]);
  const bar = (of: BarOf, { segment, base }: Both): Bar => ({ of, where: propertyWhere(event, property, testsOf(of)), segment, base });
  if (place === undefined) return { chart: "bars", overlapping: true, known: NONE, bars: [] };
  const { type } = place;
  const source = valuesOf(event, place, now);
  const scale = await propertyScale(place, source, scene);
  if (scale === undefined) return { chart: "bars", overlapping: true, known: NONE, bars: [] };
  const rows = await scene.rows(counted(barOrRest(type, scale), sql`isNotNull(value)`, scene.sets, source));
  const found = rows.map((row) => foundRow.parse(row));
  const all = found.find((row) => row.all === 1) ?? NONE;
  const known: Both = { segment: all.segment, base: all.base };
  const ofBars = found.filter((row) => row.all === 0);
  const countOf = (key: string): Both => ofBars.find((row) => row.key === key) ?? NONE;
  switch (scale.kind) {
    case "yes_no":
      return { chart: "split", overlapping: true, known, bars: [bar({ kind: "yes" }, countOf("true")), bar({ kind: "no" }, countOf("false"))] };
    case "listed": {
      const bars = scale.values.map((value) => bar({ kind: "value", value: type.of === "number" ? Number(value) : value }, countOf(value)));
      return { chart: "bars", overlapping: true, known, bars: bars.sort((one, other) => other.segment - one.segment || other.base - one.base) };
    }
    case "bands":
      return { chart: chartOf(type.of), overlapping: true, known, bars: bandBars(scale, ofBars, bar) };
  }
}

type PropertyScale = Exclude<Scale, { readonly kind: "values" }> | { readonly kind: "listed"; readonly values: readonly string[] };

/** Rows of `id` and one `value`: of a list one for each item. */
function valuesOf(event: EventType, { type, place }: PropertyPlace, now: number): Fragment {
  const happened = sql`${isEvent([event.name])} AND ${inSpan({ to: now + 1 })}`;
  if (place.kind !== "value") return sql`(SELECT id, arrayJoin(arrayDistinct(${oneZeroEach(type.of, knownItems(place))})) AS value FROM events WHERE ${happened})`;
  const value = identifier(place.column);
  return sql`(SELECT id, ${oneZero(type.of, value)} AS value FROM events WHERE ${happened} AND isNotNull(${value}))`;
}

async function propertyScale({ type, place }: PropertyPlace, source: Fragment, { rows, sets, timeZone, most }: Scene): Promise<PropertyScale | undefined> {
  const { of } = type;
  if (of === "boolean") return { kind: "yes_no" };
  const either = sets.base === undefined ? sql`` : sql` WHERE in_segment OR in_base`;
  const flagged = sql`(SELECT value, ${flags(sets)} FROM ${source}${either})`;
  // No condition says that one item of a list of numbers lies between two.
  const isList = place.kind === "list" || (place.kind === "field" && place.nested);
  if (isMeasured(of) && !(isList && of === "number")) {
    const [row] = await rows(sql`SELECT ${spreadSql(of, sql`value`)} AS spread FROM ${flagged}`);
    const scale = scaleOf(of, row?.["spread"], timeZone);
    return scale?.kind === "bands" ? scale : undefined;
  }
  const found = await rows(sql`SELECT toString(value) AS key FROM ${flagged} WHERE length(key) BETWEEN 1 AND ${bind("UInt32", LONGEST_TEXT)}
    GROUP BY key ORDER BY countIf(in_segment) DESC, count() DESC, key LIMIT ${bind("UInt32", most)}`);
  return { kind: "listed", values: found.map((row) => z.string().parse(row["key"])) };
}

function barOrRest({ of }: ScalarType, scale: PropertyScale): Fragment {
  if (scale.kind !== "listed") return barSql(of, scale, sql`value`);
  return sql`if(has(${bind("Array(String)", scale.values)}, toString(value)), toString(value), '')`;
}
