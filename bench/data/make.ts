import { createHash } from "node:crypto";
import { z } from "zod";
import type { EventType } from "../../src/catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../../src/compiler/sql.ts";
import { columnType, CREATE_CUSTOMER_TABLES, FEW_TEXTS_TYPE } from "../../src/engine/schema.ts";
import { STAGING_PREFIX, type Storage } from "../../src/engine/storage.ts";
import { customerRows, eventRows, type Size } from "./rows.ts";
import { ATTRIBUTES, type Made, NEXT_COLUMN, PROPERTIES } from "./schema.ts";

const IMPORT = 1;
const VERSION = 1;

/** Changes when other rows would be made, or kept in another form. */
export function recipe(size: Size): string {
  const statements = [customerRows(size), eventRows(size)].map(render);
  const types = [...ATTRIBUTES, ...PROPERTIES].map((made) => [made.name, made.column, storedType(made)]);
  return createHash("sha256").update(JSON.stringify([statements, types, CREATE_CUSTOMER_TABLES])).digest("hex");
}

/** Fills an empty storage with customers and events, made inside the engine and committed as an import is. */
export async function makeData(storage: Storage, size: Size): Promise<void> {
  const { manifest } = storage;
  if (manifest.catalog.version !== 0) throw new Error("the benchmark's data is made in an empty storage only");
  await storage.dropLeftovers();
  await addColumns(storage, "customers", ATTRIBUTES);
  await addColumns(storage, "events", PROPERTIES);
  const customers = await stage(storage, "customers", ["id", "key"], ATTRIBUTES, customerRows(size));
  const keys = await createStaging(storage, "keys");
  await run(storage, sql`INSERT INTO ${identifier(keys)} SELECT key, id, import FROM ${identifier(customers)}`);
  const events = await stage(storage, "events", ["event", "id", "time", "message_id"], PROPERTIES, eventRows(size));

  await storage.commit(
    {
      catalog: {
        version: VERSION,
        customersVersion: VERSION,
        customers: size.customers,
        attributes: ATTRIBUTES.map(({ name, type, column }) => ({ name, type, column, version: VERSION })),
        events: await eventTypes(storage, events),
        lists: [],
      },
      nextId: size.customers + 1,
      nextColumn: NEXT_COLUMN,
      nextImport: IMPORT + 1,
    },
    { import: IMPORT, staged: { keys, customers, events } },
  );
}

type Table = "keys" | "customers" | "events";

async function stage(
  storage: Storage,
  table: Table,
  columns: readonly string[],
  made: readonly Made[],
  rows: Fragment,
): Promise<string> {
  const name = await createStaging(storage, table);
  const names = [...columns, ...made.map(({ column }) => column)].map((column) => identifier(column));
  await run(
    storage,
    sql`INSERT INTO ${identifier(name)} (${join(names, sql`, `)}, import) SELECT *, ${bind("UInt32", IMPORT)} FROM (${rows})`,
  );
  // As the engine leaves it after a while: no merge runs beside the questions.
  await run(storage, sql`OPTIMIZE TABLE ${identifier(name)} FINAL`);
  return name;
}

async function createStaging(storage: Storage, table: Table): Promise<string> {
  const name = `${STAGING_PREFIX}${IMPORT}_${table}`;
  await run(storage, sql`CREATE TABLE ${identifier(name)} AS ${identifier(table)}`);
  return name;
}

async function addColumns(storage: Storage, table: Table, made: readonly Made[]): Promise<void> {
  const additions = made.map(
    (each) => sql`ADD COLUMN ${identifier(each.column)} ${{ parts: [{ kind: "text", text: storedType(each) }] }}`,
  );
  await run(storage, sql`ALTER TABLE ${identifier(table)} ${join(additions, sql`, `)}`);
}

/** As an import would choose it: no two customers have one e-mail address, all other texts are among few. */
function storedType({ name, type }: Made): string {
  return type.kind === "value" && type.of === "text" && name !== "email" ? FEW_TEXTS_TYPE : columnType(type);
}

const countedSchema = z.object({ name: z.string(), count: z.number(), oldest: z.number(), newest: z.number() });

async function eventTypes(storage: Storage, staged: string): Promise<readonly EventType[]> {
  const rows = await storage.engine.rows(
    render(sql`SELECT event AS name, count() AS count, min(toUnixTimestamp64Milli(time)) AS oldest, max(toUnixTimestamp64Milli(time)) AS newest
      FROM ${identifier(staged)} GROUP BY event ORDER BY event`),
  );
  return rows.map((row) => {
    const counted = countedSchema.parse(row);
    const properties = PROPERTIES.filter(({ events }) => events.includes(counted.name));
    return { ...counted, properties: properties.map(({ name, type, column }) => ({ name, type, column })), version: VERSION };
  });
}

function run(storage: Storage, statement: Fragment): Promise<void> {
  return storage.engine.run(render(statement));
}
