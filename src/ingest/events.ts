import { z } from "zod";
import type { DataType, EventType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, sql } from "../compiler/sql.ts";
import type { Manifest } from "../engine/manifest.ts";
import { columnType } from "../engine/schema.ts";
import { castTo, nameCells, textOf } from "./cell.ts";
import { fitColumns } from "./columns.ts";
import { among, type DecidedProperty, decideProperties } from "./event-properties.ts";
import { compound, firstReason, folderName, misfit, missing } from "./reason.ts";
import type { ColumnDecision } from "./request.ts";
import { stageDuplicates } from "./duplicates.ts";
import {
  createStaging,
  idsOf,
  judge,
  requireColumn,
  rows,
  run,
  stageKeys,
  type Work,
} from "./work.ts";
import type { Staged } from "./staged.ts";

const MESSAGE_ID = "message_id";
const PROPERTIES = "properties";
const TEXT: DataType = { kind: "value", of: "text" };
const INSTANT: DataType = { kind: "value", of: "datetime" };

/** Judges the rows of a file of events and stages those that hold. */
export async function stageEvents(work: Work): Promise<Staged> {
  const names = work.columns;
  requireColumn(work, names.customer, "the customer's key", "--customer");
  requireColumn(work, names.event, "the event's name", "--event");
  requireColumn(work, names.time, "the time", "--time");

  const messageId = messageIdOf(work);
  const customerCell = work.raw.cell(names.customer);
  const eventCell = work.raw.cell(names.event);
  const timeCell = work.raw.cell(names.time);
  const properties = await decideProperties(work, textOf(eventCell), {
    reserved: [names.customer, names.event, names.time, MESSAGE_ID],
    opened: PROPERTIES,
  });

  const named = nameCells(work.raw.table, [customerCell, eventCell, timeCell, ...properties.columns.map(({ cell }) => cell)]);
  const [customer, event, time] = [named.of(customerCell), named.of(eventCell), named.of(timeCell)];
  const reason = firstReason(work.raw.broken, [
    missing(customer, "customer key"),
    missing(event, "event name"),
    missing(time, "time"),
    compound(customer, names.customer),
    compound(event, names.event),
    misfit(time, names.time, INSTANT),
    misfit(customer, names.customer, TEXT),
    folderName(customer),
    misfit(event, names.event, TEXT),
    ...properties.reasons,
    ...properties.columns.map(({ cell, name, type, events }) =>
      misfit(named.of(cell), name, type, events === "all" ? undefined : among(textOf(event), events)),
    ),
  ]);
  const judged = await judge(work, named, reason, [
    { name: "key", type: "Nullable(String)", value: textOf(customer) },
    { name: "event", type: "LowCardinality(Nullable(String))", value: textOf(event) },
    { name: "time", type: "Nullable(DateTime64(3, 'UTC'))", value: castTo(time, INSTANT) },
    { name: "message", type: "String CODEC(ZSTD(1))", value: messageId },
    ...properties.columns.map((property) => ({
      name: property.column,
      type: columnType(property.type),
      value: valueOf({ ...property, cell: named.of(property.cell) }, textOf(event)),
    })),
  ]);
  const sound = sql`SELECT row, key, message FROM ${judged} WHERE reason = ''`;
  const duplicates = identifier(await stageDuplicates(work, sound));
  const accepted = sql`${sound} AND row NOT IN (SELECT row FROM ${duplicates})`;

  const keys = await stageKeys(work, accepted);
  await fitColumns(work, "events", properties.columns, judged);
  const events = await createStaging(work, "events", properties.columns.filter((column) => column.grows));
  const columns = properties.columns.map(({ column }) => sql`, ${identifier(column)}`);
  await run(
    work,
    sql`INSERT INTO ${identifier(events)} (event, id, time, message_id, import${join(columns, sql``)})
      SELECT assumeNotNull(event), ids.id, assumeNotNull(time), message, ${bind("UInt32", work.number)}${join(columns, sql``)}
      FROM ${judged} AS judged INNER JOIN (${idsOf(accepted, keys.table)}) AS ids ON ids.key = judged.key
      WHERE reason = '' AND row NOT IN (SELECT row FROM ${duplicates})`,
  );
  const customers = await createStaging(work, "customers");
  await run(
    work,
    sql`INSERT INTO ${identifier(customers)} (id, key, import) SELECT id, key, import FROM ${identifier(keys.table)}`,
  );

  return {
    judged,
    customers: sql`SELECT DISTINCT id FROM ${identifier(events)}`,
    accepted: sql`SELECT id FROM ${identifier(events)}`,
    duplicates: sql`SELECT row FROM ${duplicates}`,
    newCustomers: keys.count,
    staged: { keys: keys.table, customers, events },
    columns: [
      role(names.customer, "customer key"),
      role(names.event, "event name"),
      role(names.time, "time"),
      ...(work.raw.names.includes(MESSAGE_ID) ? [role(MESSAGE_ID, "message id")] : []),
      ...properties.decisions,
    ],
    async next(manifest) {
      const counted = await countEvents(work, events);
      return withEvents(manifest, counted, properties.columns);
    },
  };
}

/** The property's values, of the events whose values have its type. */
function valueOf({ cell, type, events }: DecidedProperty, event: Fragment): Fragment {
  const value = castTo(cell, type);
  if (events === "all") return value;
  return sql`if(${among(event, events)}, ${value}, ${type.kind === "value" ? sql`NULL` : sql`[]`})`;
}

/** An event without a message id is named by its file and row: the same file again adds nothing, equal rows stay apart. */
function messageIdOf(work: Work): Fragment {
  const made = sql`concat(${bind("String", `file:${work.fileHash}:`)}, toString(row))`;
  if (!work.raw.names.includes(MESSAGE_ID)) return made;
  return sql`ifNull(${textOf(work.raw.cell(MESSAGE_ID))}, ${made})`;
}

function role(name: string, type: string): ColumnDecision {
  return { name, type, decided: "role" };
}

const countedSchema = z.object({ event: z.string(), count: z.number(), oldest: z.number(), newest: z.number() });
type Counted = z.infer<typeof countedSchema>;

async function countEvents(work: Work, table: string): Promise<readonly Counted[]> {
  // A time before 1970 is the greatest of all to `max(time)` once the engine (26.7) has compiled it, after a few runs: numbers are not.
  const at = sql`toUnixTimestamp64Milli(time)`;
  const result = await rows(
    work,
    sql`SELECT event, count() AS count, min(${at}) AS oldest, max(${at}) AS newest FROM ${identifier(table)} GROUP BY event ORDER BY event`,
  );
  return result.map((row) => countedSchema.parse(row));
}

/** The catalog after the events are in: counts, times, versions and properties of each event type that has new ones. */
function withEvents(
  manifest: Manifest,
  counted: readonly Counted[],
  properties: readonly DecidedProperty[],
): Pick<Manifest, "catalog" | "nextColumn"> {
  const { catalog } = manifest;
  const version = catalog.version + 1;
  const types = new Map(properties.map(({ column, type }) => [column, type]));
  const grown = (event: EventType): EventType => ({
    ...event,
    properties: event.properties.map((property) => ({ ...property, type: types.get(property.column) ?? property.type })),
  });
  const events = new Map<string, EventType>(catalog.events.map((event) => [event.name, grown(event)]));
  for (const { event: name, count, oldest, newest } of counted) {
    const before = events.get(name);
    events.set(name, {
      name,
      properties: [
        ...(before?.properties ?? []),
        ...properties
          .filter((property) => property.declaredBy.includes(name))
          .map(({ name: propertyName, type, column }) => ({ name: propertyName, type, column })),
      ],
      count: (before?.count ?? 0) + count,
      oldest: Math.min(before?.oldest ?? oldest, oldest),
      newest: Math.max(before?.newest ?? newest, newest),
      version,
    });
  }
  return {
    catalog: { ...catalog, version, events: [...events.values()] },
    nextColumn: manifest.nextColumn + properties.filter((property) => property.isNew).length,
  };
}
