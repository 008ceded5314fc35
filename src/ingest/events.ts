import { z } from "zod";
import type { EventType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, sql } from "../compiler/sql.ts";
import type { Manifest } from "../engine/manifest.ts";
import { castTo, textOf } from "./cell.ts";
import { type DecidedProperty, decideProperties } from "./event-properties.ts";
import { firstReason, misfit, missing } from "./reason.ts";
import type { ColumnDecision } from "./request.ts";
import { stageDuplicates } from "./duplicates.ts";
import {
  addColumns,
  createStaging,
  idsOf,
  requireColumn,
  rows,
  run,
  stageKeys,
  type Work,
} from "./work.ts";
import type { Staged } from "./staged.ts";

const MESSAGE_ID = "message_id";
const PROPERTIES = "properties";

/** Judges the rows of a file of events and stages those that hold. */
export async function stageEvents(work: Work): Promise<Staged> {
  const names = work.columns;
  requireColumn(work, names.customer, "the customer's key", "--customer");
  requireColumn(work, names.event, "the event's name", "--event");
  requireColumn(work, names.time, "the time", "--time");

  const customer = work.raw.cell(names.customer);
  const event = work.raw.cell(names.event);
  const time = work.raw.cell(names.time);
  const messageId = messageIdOf(work);
  const properties = await decideProperties(work, textOf(event), {
    reserved: [names.customer, names.event, names.time, MESSAGE_ID],
    opened: PROPERTIES,
  });

  const reason = firstReason(work.raw.broken, [
    missing(customer, "customer key"),
    missing(event, "event name"),
    missing(time, "time"),
    misfit(time, names.time, { kind: "value", of: "datetime" }),
    misfit(customer, names.customer, { kind: "value", of: "text" }),
    misfit(event, names.event, { kind: "value", of: "text" }),
    ...properties.columns.map(({ cell, name, type, events }) =>
      misfit(cell, name, type, events === "all" ? undefined : among(textOf(event), events)),
    ),
  ]);
  const judged = sql`SELECT row, ${textOf(customer)} AS key, ${messageId} AS message FROM ${work.raw.table} WHERE ${reason} = ''`;
  const duplicates = await stageDuplicates(work, judged);
  const accepted = sql`${judged} AND row NOT IN (SELECT row FROM ${identifier(duplicates)})`;

  const keys = await stageKeys(work, accepted);
  await addColumns(work, "events", properties.columns.filter((column) => column.isNew));
  const events = await createStaging(work, "events");
  await run(work, insertEvents(work, events, { key: textOf(customer), event: textOf(event), time: castTo(time, { kind: "value", of: "datetime" }), messageId, reason, duplicates }, properties.columns, idsOf(accepted, keys.table)));
  const customers = await createStaging(work, "customers");
  await run(
    work,
    sql`INSERT INTO ${identifier(customers)} (id, key, import) SELECT id, key, import FROM ${identifier(keys.table)}`,
  );

  return {
    reason,
    customers: sql`SELECT DISTINCT id FROM ${identifier(events)}`,
    accepted: sql`SELECT id FROM ${identifier(events)}`,
    duplicates: sql`SELECT row FROM ${identifier(duplicates)}`,
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

interface EventCells {
  readonly key: Fragment;
  readonly event: Fragment;
  readonly time: Fragment;
  readonly messageId: Fragment;
  readonly reason: Fragment;
  readonly duplicates: string;
}

function insertEvents(
  work: Work,
  table: string,
  cells: EventCells,
  properties: readonly DecidedProperty[],
  ids: Fragment,
): Fragment {
  const columns = properties.map(({ column }) => identifier(column));
  const values = properties.map(({ cell, type, events }) => {
    const value = castTo(cell, type);
    const unknown = type.kind === "value" ? sql`NULL` : sql`[]`;
    return events === "all" ? value : sql`if(${among(cells.event, events)}, ${value}, ${unknown})`;
  });
  const list = (items: readonly Fragment[]): Fragment => (items.length === 0 ? sql`` : sql`, ${join(items, sql`, `)}`);
  return sql`INSERT INTO ${identifier(table)} (event, id, time, message_id, import${list(columns)})
    SELECT assumeNotNull(${cells.event}), ids.id, assumeNotNull(${cells.time}), ${cells.messageId}, ${bind("UInt32", work.number)}${list(values)}
    FROM ${work.raw.table} AS raw INNER JOIN (${ids}) AS ids ON ids.key = ${cells.key}
    WHERE ${cells.reason} = '' AND row NOT IN (SELECT row FROM ${identifier(cells.duplicates)})`;
}

/** An event without a message id is named by its file and row: the same file again adds nothing, equal rows stay apart. */
function messageIdOf(work: Work): Fragment {
  const made = sql`concat(${bind("String", `file:${work.fileHash}:`)}, toString(row))`;
  if (!work.raw.names.includes(MESSAGE_ID)) return made;
  return sql`ifNull(${textOf(work.raw.cell(MESSAGE_ID))}, ${made})`;
}

function among(event: Fragment, events: readonly string[]): Fragment {
  return sql`${event} IN (${join(events.map((name) => bind("String", name)), sql`, `)})`;
}

function role(name: string, type: string): ColumnDecision {
  return { name, type, decided: "role" };
}

const countedSchema = z.object({ event: z.string(), count: z.number(), oldest: z.number(), newest: z.number() });
type Counted = z.infer<typeof countedSchema>;

async function countEvents(work: Work, table: string): Promise<readonly Counted[]> {
  const result = await rows(
    work,
    sql`SELECT event, count() AS count, toUnixTimestamp64Milli(min(time)) AS oldest, toUnixTimestamp64Milli(max(time)) AS newest
      FROM ${identifier(table)} GROUP BY event ORDER BY event`,
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
  const events = new Map<string, EventType>(catalog.events.map((event) => [event.name, event]));
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
