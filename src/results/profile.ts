import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Workbench } from "./audience.ts";
import { columnOf, readCell } from "./columns.ts";
import { customerId } from "./customer-id.ts";
import type { Cell } from "./data.ts";
import { READ_DIRECTLY } from "./only-customer.ts";

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
    const number = await customerId(bench.storage.engine, key, signal);
    if (number === undefined) return undefined;
    const id = bind("UInt32", number);
    const holder = bench.storage.layout.holderOf(number);

    const ask: Ask = (statement) => holder.rows(render(statement), { signal, settings: READ_DIRECTLY });
    const values = catalog.attributes.map((attribute, index) => sql`, ${columnOf(attribute)} AS ${identifier(`v${index}`)}`);
    const [[customer], { events, counts }] = await Promise.all([
      ask(sql`SELECT key${join(values, sql``)} FROM customers PREWHERE id = ${id}`),
      eventsOf(catalog, id, ask),
    ]);
    if (customer === undefined) return undefined;
    return {
      key: z.string().parse(customer["key"]),
      attributes: Object.fromEntries(
        catalog.attributes.map(({ name, type }, index) => [name, readCell(customer[`v${index}`], type)]),
      ),
      events,
      eventCounts: Object.fromEntries(counts),
    };
  });
}

type Ask = (statement: Fragment) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** How many events of one name there are in one month, which is a part of the table. */
const monthRow = z.object({ event: z.string(), month: z.string(), count: z.number() });
type Month = z.infer<typeof monthRow>;

/** The latest of all, and how many there are of each name. Counting reads the key of the table alone, and tells where to look for the latest. */
async function eventsOf(
  catalog: Catalog,
  id: Fragment,
  ask: Ask,
): Promise<{ readonly events: readonly ProfileEvent[]; readonly counts: ReadonlyMap<string, number> }> {
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  if (types.size === 0) return { events: [], counts: new Map() };
  const found = await ask(sql`SELECT event, _partition_id AS month, count() AS count FROM events
    WHERE ${ofCustomer([...types.keys()], id)} GROUP BY event, month ORDER BY event, month DESC`);
  const months = found.map((row) => monthRow.parse(row));
  const counts = new Map<string, number>();
  for (const { event, count } of months) counts.set(event, (counts.get(event) ?? 0) + count);
  const latest = latestMonths(months);
  const rows = latest.length === 0 ? [] : await ask(latestEvents(latest, types, id));
  return { events: rows.map((row) => readEvent(row, types)), counts };
}

/** The newest months that together hold as many events as are shown. */
function latestMonths(months: readonly Month[]): readonly Month[] {
  const newestFirst = months.toSorted((one, other) => (one.month < other.month ? 1 : one.month > other.month ? -1 : 0));
  let before = 0;
  let last: string | undefined;
  return newestFirst.filter(({ month, count }) => {
    if (before >= LATEST && month !== last) return false;
    before += count;
    last = month;
    return true;
  });
}

/** By `PREWHERE` all other columns are read of this customer's rows alone: left to itself the engine (26.7) takes twice as long. */
function latestEvents(months: readonly Month[], types: ReadonlyMap<string, EventType>, id: Fragment): Fragment {
  const names = [...new Set(months.map(({ event }) => event))];
  const properties = propertyColumns(names, types).map((column) => sql`, ${identifier(column)}`);
  const parts = bind("Array(String)", [...new Set(months.map(({ month }) => month))]);
  return sql`SELECT event, time${join(properties, sql``)} FROM events PREWHERE ${ofCustomer(names, id)} WHERE _partition_id IN ${parts}
    ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", LATEST)}`;
}

/** With the names of events, which come first in the order of the table. */
function ofCustomer(names: readonly string[], id: Fragment): Fragment {
  return sql`event IN ${bind("Array(String)", names)} AND id = ${id}`;
}

/** The columns of the properties of events, each once. */
export function propertyColumns(names: readonly string[], types: ReadonlyMap<string, EventType>): readonly string[] {
  return [...new Set(names.flatMap((name) => types.get(name)?.properties.map(({ column }) => column) ?? []))];
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
