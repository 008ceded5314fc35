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
  /** When the oldest and the newest event happened, RFC 3339 UTC; null without events. */
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  /** Null: nobody said which events are orders. */
  readonly orders: Orders | null;
}

export interface Orders {
  readonly count: number;
  /** Of all orders together; null: nobody said which property it is, or none has a value. */
  readonly value: number | null;
  /** When the newest was, RFC 3339 UTC; null without orders. */
  readonly last: string | null;
}

/** Which events are orders, and which property of theirs, a number, is what was paid. */
export interface OrderRoles {
  readonly events: readonly string[];
  readonly value?: string | undefined;
}

export interface ProfileEvent {
  readonly event: string;
  readonly time: string;
  /** The known ones. */
  readonly properties: Readonly<Record<string, Cell>>;
}

const LATEST = 50;

/** Everything known of one customer; undefined when there is none of this key. */
export function profile(
  bench: Workbench,
  key: string,
  roles: OrderRoles = { events: [] },
  signal?: AbortSignal,
): Promise<Profile | undefined> {
  return bench.storage.read(async (catalog) => {
    const number = await customerId(bench.storage.engine, key, signal);
    if (number === undefined) return undefined;
    const id = bind("UInt32", number);
    const holder = bench.storage.layout.holderOf(number);

    const ask: Ask = (statement) => holder.rows(render(statement), { signal, settings: READ_DIRECTLY });
    const values = catalog.attributes.map((attribute, index) => sql`, ${columnOf(attribute)} AS ${identifier(`v${index}`)}`);
    const [[customer], { events, months }, value] = await Promise.all([
      ask(sql`SELECT key${join(values, sql``)} FROM customers PREWHERE id = ${id}`),
      eventsOf(catalog, id, ask),
      orderValue(catalog, id, roles, ask),
    ]);
    if (customer === undefined) return undefined;
    return {
      key: z.string().parse(customer["key"]),
      attributes: Object.fromEntries(
        catalog.attributes.map(({ name, type }, index) => [name, readCell(customer[`v${index}`], type)]),
      ),
      events,
      eventCounts: countsOf(months),
      firstEvent: edge(months.map(({ first }) => first), 1),
      lastEvent: edge(months.map(({ last }) => last), -1),
      orders: ordersOf(months, roles, value),
    };
  });
}

function countsOf(months: readonly Month[]): Profile["eventCounts"] {
  const counts = new Map<string, number>();
  for (const { event, count } of months) counts.set(event, (counts.get(event) ?? 0) + count);
  return Object.fromEntries(counts);
}

/** The earliest (1) or the latest (-1) of instants. */
function edge(instants: readonly string[], side: 1 | -1): string | null {
  return instants.toSorted((one, other) => side * (Date.parse(one) - Date.parse(other)))[0] ?? null;
}

function ordersOf(months: readonly Month[], { events }: OrderRoles, value: number | null): Orders | null {
  if (events.length === 0) return null;
  const orders = months.filter(({ event }) => events.includes(event));
  return { count: orders.reduce((sum, { count }) => sum + count, 0), value, last: edge(orders.map(({ last }) => last), -1) };
}

/** A column holds the property of one event or of several, and keeps what was of another type before: of each event what is a number now. */
async function orderValue(catalog: Catalog, id: Fragment, { events, value }: OrderRoles, ask: Ask): Promise<number | null> {
  const types = catalog.events.filter(({ name }) => events.includes(name));
  const holders = new Map<string, string[]>();
  for (const { name: event, properties } of types) {
    const found = properties.find(({ name, type }) => name === value && type.kind === "value" && type.of === "number");
    if (found !== undefined) holders.set(found.column, [...(holders.get(found.column) ?? []), event]);
  }
  if (holders.size === 0) return null;
  const sums = [...holders].map(([column, names], index) => {
    return sql`sumIf(${identifier(column)}, event IN ${bind("Array(String)", names)}) AS ${identifier(`v${index}`)}`;
  });
  const [row = {}] = await ask(sql`SELECT ${join(sums, sql`, `)} FROM events PREWHERE ${ofCustomer([...holders.values()].flat(), id)}`);
  const known = Object.values(row).flatMap((sum) => z.number().nullable().parse(sum) ?? []);
  return known.length === 0 ? null : known.reduce((one, other) => one + other);
}

export type Ask = (statement: Fragment) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** How many events of one name there are in one month, which is a part of the table, and when the first and the last of them were. */
const monthRow = z.object({ event: z.string(), month: z.string(), count: z.number(), first: z.string(), last: z.string() });
type Month = z.infer<typeof monthRow>;

/** The latest of all, and how many there are of each name. Counting reads the key of the table alone, and tells where to look for the latest. */
async function eventsOf(
  catalog: Catalog,
  id: Fragment,
  ask: Ask,
): Promise<{ readonly events: readonly ProfileEvent[]; readonly months: readonly Month[] }> {
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  if (types.size === 0) return { events: [], months: [] };
  const which = ofCustomer([...types.keys()], id);
  const months = await monthsOf(which, ask);
  return { events: await latestOf(months, which, types, { limit: LATEST, offset: 0 }, ask), months };
}

/** The events that meet a condition on the key of the table, by name and month. */
export async function monthsOf(which: Fragment, ask: Ask): Promise<readonly Month[]> {
  const found = await ask(sql`SELECT event, _partition_id AS month, count() AS count, min(time) AS first, max(time) AS last FROM events
    WHERE ${which} GROUP BY event, month ORDER BY event, month DESC`);
  return found.map((row) => monthRow.parse(row));
}

/** Of the events in these months that meet the condition the newest but for the first `offset`, newest first. */
export async function latestOf(
  months: readonly Month[],
  which: Fragment,
  types: ReadonlyMap<string, EventType>,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  ask: Ask,
): Promise<readonly ProfileEvent[]> {
  const latest = latestMonths(months, limit + offset);
  if (latest.length === 0) return [];
  const columns = propertyColumns(latest.map(({ event }) => event), types).map((column) => sql`, ${identifier(column)}`);
  const parts = bind("Array(String)", [...new Set(latest.map(({ month }) => month))]);
  // By `PREWHERE` all other columns are read of this customer's rows alone: left to itself the engine (26.7) takes twice as long.
  const rows = await ask(sql`SELECT event, time${join(columns, sql``)} FROM events PREWHERE ${which} WHERE _partition_id IN ${parts}
    ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", limit)} OFFSET ${bind("UInt64", offset)}`);
  return rows.map((row) => readEvent(row, types));
}

/** The newest months that together hold so many events. */
function latestMonths(months: readonly Month[], wanted: number): readonly Month[] {
  const newestFirst = months.toSorted((one, other) => (one.month < other.month ? 1 : one.month > other.month ? -1 : 0));
  let before = 0;
  let last: string | undefined;
  return newestFirst.filter(({ month, count }) => {
    if (before >= wanted && month !== last) return false;
    before += count;
    last = month;
    return true;
  });
}

/** With the names of events, which come first in the order of the table. */
export function ofCustomer(names: readonly string[], id: Fragment): Fragment {
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
