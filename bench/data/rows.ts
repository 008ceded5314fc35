import { bind, type Fragment, identifier, join, sql } from "../../src/compiler/sql.ts";
import type { KeptRows } from "../messages.ts";
import { ATTRIBUTES, EVENT_NAME, eventCustomer, eventTime, PROPERTIES } from "./schema.ts";

export interface Size {
  readonly customers: number;
  readonly events: number;
}

const KEY = sql`concat('c', leftPad(toString(id), 9, '0'))`;

/** `id, key` and the attributes in their order. */
export function customerRows({ customers }: Size): Fragment {
  const values = ATTRIBUTES.map(({ value }) => sql`, ${value}`);
  return sql`SELECT toUInt32(number + 1) AS id, ${KEY} AS key${join(values, sql``)} FROM numbers(${bind("UInt64", customers)})`;
}

/** `event, id, time, message_id` and the properties in their order. */
export function eventRows({ customers, events }: Size): Fragment {
  const values = PROPERTIES.map(({ value }) => sql`, ${value}`);
  return sql`SELECT ${EVENT_NAME} AS event, toUInt32(${eventCustomer(customers)}) AS id, ${eventTime(events)} AS time,
    concat('event-', toString(number)) AS message_id${join(values, sql``)} FROM numbers(${bind("UInt64", events)})`;
}

/** Rows as they are kept, in the order of their table: for a database that is to hold the same. */
export function keptRows(rows: KeptRows): Fragment {
  if (rows.table === "customers") return sql`SELECT * EXCEPT (import) FROM customers ORDER BY id FORMAT Parquet`;
  return sql`SELECT * EXCEPT (import) REPLACE (toUnixTimestamp64Milli(time) AS time) FROM events
    WHERE event = ${bind("String", rows.event)} AND id >= ${bind("UInt32", rows.from)} AND id < ${bind("UInt32", rows.to)}
    ORDER BY id, time FORMAT Parquet`;
}

/** Events as a file that a shop would hand over: with the customer's key, and without message ids. */
export function eventsCsv({ customers, events }: Size): Fragment {
  const values = PROPERTIES.filter(({ type }) => type.kind === "value").map(({ name, value }) => sql`, ${value} AS ${identifier(name)}`);
  return sql`SELECT ${KEY} AS customer_id, event, formatDateTime(time, '%Y-%m-%dT%H:%i:%SZ') AS time, * EXCEPT (id, event, time)
    FROM (SELECT toUInt32(${eventCustomer(customers)}) AS id, ${EVENT_NAME} AS event, ${eventTime(events)} AS time${join(values, sql``)}
      FROM numbers(${bind("UInt64", events)}))
    FORMAT CSVWithNames`;
}

