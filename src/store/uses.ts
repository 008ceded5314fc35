import { type Kysely, sql } from "kysely";
import type { SavedSegment } from "../segment/checked.ts";
import { referredSegments } from "../segment/referring.ts";
import { type Askers, askersOf, byName, type Use } from "./askers.ts";
import { sourceKey } from "./export-source.ts";
import type { Tables } from "./tables.ts";
import type { Timing } from "./timing.ts";

/** An export that is made again and again. */
export interface ScheduleUse {
  readonly id: string;
  /** The name of its destination. */
  readonly destination: string;
  /** The name of the segment or card that it exports. */
  readonly of: string;
  /** Whether that is one of the segments themselves; else it is what uses them, itself or by others. */
  readonly own: boolean;
  readonly paused: boolean;
  readonly timing: Timing;
}

/** All that uses some segments, each kind by name. */
export interface Uses extends Askers {
  /** By the ids of the segments. */
  readonly featured: readonly Use[];
  /** By their destinations, those of the segments themselves first. */
  readonly schedules: readonly ScheduleUse[];
}

/** What refers to one of the segments, and is not one of them; what is in the trash does not count. `definitions` are those of all. */
export async function usesOf(db: Kysely<Tables>, ids: readonly string[], definitions: ReadonlyMap<string, SavedSegment>): Promise<Uses> {
  const asked = new Set(ids);
  const refers = (where: unknown) => [...referredSegments(where)].some((id) => asked.has(id));
  const askers = await askersOf(db, refers, [...definitions.values()].filter(({ id }) => !asked.has(id)));
  const featured = await db
    .selectFrom("featured")
    .innerJoin("segments", "segments.id", "featured.segment_id")
    .where("segments.deleted_at", "is", null)
    .select((eb) => ["segments.id", eb.fn.coalesce("featured.name", "segments.name").as("name")])
    .execute();
  return {
    ...askers,
    featured: byName(featured.filter(({ id }) => asked.has(id))),
    schedules: await schedulesThat(db, asked, definitions, askers.smartCards),
  };
}

async function schedulesThat(
  db: Kysely<Tables>,
  asked: ReadonlySet<string>,
  definitions: ReadonlyMap<string, SavedSegment>,
  smartCards: readonly Use[],
): Promise<readonly ScheduleUse[]> {
  const all = await db
    .selectFrom("export_schedules")
    .innerJoin("destinations", "destinations.id", "export_schedules.destination_id")
    .select(["export_schedules.id", "source", "destinations.name as destination", "paused", "timing"])
    .orderBy(sql`lower(destinations.name) COLLATE "C"`)
    .orderBy("export_schedules.created_at")
    .execute();
  if (all.length === 0) return [];
  const fed = new Map(smartCards.map(({ id, name }) => [`smart/${id}`, name]));
  for (const id of reached(asked, definitions)) fed.set(sourceKey({ kind: "segment", segment: id }), definitions.get(id)?.name ?? "");
  const own = new Set([...asked].map((segment) => sourceKey({ kind: "segment", segment })));
  const found = all.flatMap(({ source, ...rest }) => {
    const of = fed.get(source);
    return of === undefined ? [] : [{ ...rest, of, own: own.has(source) }];
  });
  return [...found.filter((one) => one.own), ...found.filter((one) => !one.own)];
}

/** The segments and all that refer to them, themselves or by others. */
function reached(asked: ReadonlySet<string>, definitions: ReadonlyMap<string, SavedSegment>): ReadonlySet<string> {
  const referred = [...definitions.values()].map(({ id, where }) => ({ id, names: [...referredSegments(where)] }));
  const found = new Set(asked);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, names } of referred) if (names.some((name) => found.has(name))) found.add(id);
  }
  return found;
}
