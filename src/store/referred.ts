import type { Kysely } from "kysely";
import type { KeptSet, Referred, Refreshes, SavedDestination, SavedSegment } from "../segment/checked.ts";
import { referring } from "../segment/referring.ts";
import { savedById, savedSegments } from "./saved-segments.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** What conditions refer to, themselves or by the segments that they refer to; what is not there or in the trash is left out. */
export async function referredBy(db: Kysely<Tables>, conditions: readonly unknown[]): Promise<Referred> {
  const segments = new Map<string, SavedSegment>();
  const asked = new Set<string>();
  const moved = new Set<string>();
  const destinations = new Set<string>();
  const found = [referring(conditions)];
  for (let next = found.pop(); next !== undefined; next = found.pop()) {
    for (const id of next.moved) moved.add(id);
    for (const id of next.destinations) destinations.add(id);
    const ids = [...next.segments, ...next.moved].filter((id) => !asked.has(id));
    if (ids.length === 0) continue;
    for (const id of ids) asked.add(id);
    const rows = await savedSegments(db).where("segments.id", "in", ids.map(storable)).execute();
    for (const [id, saved] of savedById(rows)) segments.set(id, saved);
    found.push(referring(rows.map(({ definition }) => definition)));
  }
  for (const [id, refreshes] of await refreshesOf(db, [...moved].filter((one) => segments.has(one)))) {
    const saved = segments.get(id);
    if (saved !== undefined) segments.set(id, { ...saved, refreshes });
  }
  return { segments, destinations: await destinationsOf(db, [...destinations]) };
}

async function refreshesOf(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, Refreshes>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("refreshes")
    .select(["segment_id", "as_of", "membership", "keeps_moves", "entered", "left"])
    .where("segment_id", "in", ids)
    .where("membership", "is not", null)
    .orderBy("number")
    .execute();
  const found = new Map(ids.map((id): [string, Counted] => [id, { count: 0, entered: [], left: [] }]));
  for (const { segment_id, as_of, membership, keeps_moves, ...moved } of rows) {
    const refreshes = found.get(segment_id);
    if (refreshes === undefined || membership === null) continue;
    refreshes.count += 1;
    for (const way of keeps_moves ? (["entered", "left"] as const) : []) {
      if (Number(moved[way] ?? 0) > 0) refreshes[way].push({ id: membership, at: as_of.getTime() });
    }
  }
  return found;
}

interface Counted {
  count: number;
  readonly entered: KeptSet[];
  readonly left: KeptSet[];
}

async function destinationsOf(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, SavedDestination>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("destinations")
    .leftJoin("sendings", "sendings.destination_id", "destinations.id")
    .select(["destinations.id", "destinations.name", "sendings.id as sending", "sendings.at"])
    .where("destinations.id", "in", ids.map(storable))
    .where("deleted_at", "is", null)
    .orderBy("sendings.at")
    .execute();
  const found = new Map<string, SavedDestination & { readonly sendings: KeptSet[] }>();
  for (const { id, name, sending, at } of rows) {
    const destination = found.get(id) ?? { id, name, sendings: [] };
    found.set(id, destination);
    if (sending !== null && at !== null) destination.sendings.push({ id: sending, at: at.getTime() });
  }
  return found;
}
