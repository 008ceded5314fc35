import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Workbench } from "./audience.ts";
import { columnOf, readCell } from "./columns.ts";
import { customerId } from "./customer-id.ts";
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
    const number = await customerId(bench.storage.engine, key, signal);
    if (number === undefined) return undefined;
    const id = bind("UInt32", number);
    const holder = bench.storage.layout.holderOf(number);

    const values = catalog.attributes.map((attribute, index) => sql`, ${columnOf(attribute)} AS ${identifier(`v${index}`)}`);
    const ask = (statement: Fragment) => holder.rows(render(statement), { signal });
    const [[customer], events, counts] = await Promise.all([
      ask(sql`SELECT key${join(values, sql``)} FROM customers WHERE id = ${id}`),
      catalog.events.length === 0 ? [] : ask(latestEvents(catalog, id)),
      catalog.events.length === 0 ? [] : ask(sql`SELECT event, count() AS count FROM events WHERE ${ofCustomer(catalog, id)} GROUP BY event ORDER BY event`),
    ]);
    if (customer === undefined) return undefined;
    const types = new Map<string, EventType>(catalog.events.map((event) => [event.name, event]));
    return {
      key: z.string().parse(customer["key"]),
      attributes: Object.fromEntries(
        catalog.attributes.map(({ name, type }, index) => [name, readCell(customer[`v${index}`], type)]),
      ),
      events: events.map((row) => readEvent(row, types)),
      eventCounts: Object.fromEntries(
        counts.map((row) => [z.string().parse(row["event"]), z.number().parse(row["count"])]),
      ),
    };
  });
}

/** By `PREWHERE` all other columns are read of this customer's rows alone: left to itself the engine (26.7) takes twice as long. */
function latestEvents(catalog: Catalog, id: Fragment): Fragment {
  const columns = [...new Set(catalog.events.flatMap((event) => event.properties.map(({ column }) => column)))];
  const properties = columns.map((column) => sql`, ${identifier(column)}`);
  return sql`SELECT event, time${join(properties, sql``)} FROM events PREWHERE ${ofCustomer(catalog, id)}
    ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", LATEST)}`;
}

/** With the names of all events, which come first in the order of the table. */
function ofCustomer({ events }: Catalog, id: Fragment): Fragment {
  return sql`event IN ${bind("Array(String)", events.map(({ name }) => name))} AND id = ${id}`;
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
