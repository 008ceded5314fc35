import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { instant } from "../compiler/print-test.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import type { Workbench } from "./audience.ts";
import { columnOf, readCell } from "./columns.ts";
import type { Cell } from "./data.ts";

/** What is known of one customer. */
export interface Profile {
  readonly key: string;
  readonly attributes: Readonly<Record<string, Cell>>;
  /** The latest, newest first; `time` is RFC 3339 UTC. */
  readonly events: readonly ProfileEvent[];
  /** How many events of each name the customer has. */
  readonly eventCounts: Readonly<Record<string, number>>;
}

export interface ProfileEvent {
  readonly event: string;
  readonly time: string;
  /** The known ones. */
  readonly properties: Readonly<Record<string, Cell>>;
}

const LATEST = 50;

/** Everything known of one customer; undefined when there is none of this key. */
export function profile(bench: Workbench, key: string, signal?: AbortSignal): Promise<Profile | undefined> {
  return bench.storage.read(async (catalog) => {
    const { engine } = bench.storage;
    const [found] = await engine.rows(render(sql`SELECT id FROM keys WHERE key = ${bind("String", key)}`), { signal });
    if (found === undefined) return undefined;
    const number = z.number().parse(found["id"]);
    const id = bind("UInt32", number);
    const holder = bench.storage.layout.holderOf(number);

    const values = catalog.attributes.map((attribute, index) => sql`, ${columnOf(attribute)} AS ${identifier(`v${index}`)}`);
    const [[customer], counted] = await Promise.all([
      holder.rows(render(sql`SELECT key${join(values, sql``)} FROM customers WHERE id = ${id}`), { signal }),
      catalog.events.length === 0 ? [] : countEvents(holder, catalog, id, signal),
    ]);
    if (customer === undefined) return undefined;
    const events = await latestEvents(holder, catalog, id, counted, signal);
    const types = new Map<string, EventType>(catalog.events.map((event) => [event.name, event]));
    return {
      key: z.string().parse(customer["key"]),
      attributes: Object.fromEntries(
        catalog.attributes.map(({ name, type }, index) => [name, readCell(customer[`v${index}`], type)]),
      ),
      events: events.map((row) => readEvent(row, types)),
      eventCounts: Object.fromEntries(
        counted.map(({ event, count }) => [event, count]),
      ),
    };
  });
}

const countedRow = z.object({ event: z.string(), count: z.number(), latest: z.array(z.number()) });
type Counted = z.infer<typeof countedRow>;

/** How many events of each name, and when the latest of them were, in epoch milliseconds: all that can be told without reading more. */
async function countEvents(holder: Engine, { events }: Catalog, id: Fragment, signal: AbortSignal | undefined): Promise<readonly Counted[]> {
  const names = bind("Array(String)", events.map(({ name }) => name));
  const rows = await holder.rows(
    render(sql`SELECT event, count() AS count, groupArraySorted(${bind("UInt64", LATEST)})(-toUnixTimestamp64Milli(time)) AS latest
      FROM events WHERE event IN ${names} AND id = ${id} GROUP BY event ORDER BY event`),
    { signal },
  );
  return rows.map((row) => countedRow.parse(row));
}

/** The latest events of any name. What they say is read of the time alone in which they were. */
async function latestEvents(
  holder: Engine,
  { events }: Catalog,
  id: Fragment,
  counted: readonly Counted[],
  signal: AbortSignal | undefined,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const times = counted.flatMap(({ latest }) => latest).toSorted((one, other) => one - other);
  const first = times[Math.min(LATEST, times.length) - 1];
  if (first === undefined) return [];
  const since = -first;
  const names = counted.filter(({ latest }) => latest.some((time) => -time >= since)).map(({ event }) => event);
  const properties = events.filter(({ name }) => names.includes(name)).flatMap((event) => event.properties.map(({ column }) => column));
  const columns = [...new Set(properties)].map((column) => sql`, ${identifier(column)}`);
  return holder.rows(
    render(sql`SELECT event, time${join(columns, sql``)} FROM events
      WHERE event IN ${bind("Array(String)", names)} AND id = ${id} AND time >= ${instant(since)}
      ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", LATEST)}`),
    { signal },
  );
}

/** An event from a row with the columns of its properties. */
export function readEvent(row: Readonly<Record<string, unknown>>, types: ReadonlyMap<string, EventType>): ProfileEvent {
  const event = z.string().parse(row["event"]);
  const cells = (types.get(event)?.properties ?? []).map(
    ({ name, type, column }): [string, Cell] => [name, readCell(row[column], type)],
  );
  const known = cells.filter(([, cell]) => cell !== null && !(Array.isArray(cell) && cell.length === 0));
  return { event, time: z.string().parse(row["time"]), properties: Object.fromEntries(known) };
}
