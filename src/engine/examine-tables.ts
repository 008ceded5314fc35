import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import { render, sql } from "../compiler/sql.ts";
import { type Diagnosis, diagnose, type Seen } from "./diagnosis.ts";
import { type Engine, oneRow } from "./engine.ts";
import type { Layout } from "./layout.ts";
import { readManifest } from "./manifest.ts";
import { columnType, CREATE_CUSTOMER_TABLES, CREATE_HOME_TABLES, FEW_TEXTS_TYPE } from "./schema.ts";
import { type TableForm, tableForm } from "./table-forms.ts";

const MEND = "Restore the table from a backup, or make it as docs/operations.md says and import again.";

/** Looks at what is stored: whether tables and rows are what the manifest says. Changes nothing. */
export async function* examineTables(layout: Layout): AsyncIterable<Diagnosis> {
  const { home } = layout;
  if (!(await tablesOf(home)).has("manifest")) {
    yield diagnose("tables", () => "none yet: they are made at the first start");
    return;
  }
  yield diagnose("tables: where rows lie", async () => {
    await layout.verify();
    return layout.holders("customers").length === 1 ? "all on one node" : `on ${layout.holders("customers").length} shards`;
  });
  const { catalog } = (await readManifest(home)).manifest;
  yield diagnose("tables: at home", () => formsAt(home, CREATE_HOME_TABLES));
  for (const [at, engine] of layout.holders("customers").entries()) {
    yield diagnose(`tables: customers, shard ${at + 1}`, () => formsAt(engine, CREATE_CUSTOMER_TABLES));
  }
  for (const [at, engine] of layout.engines.entries()) {
    yield diagnose(`columns: ${at === 0 ? "at home" : `shard ${at}`}`, () => columnsAt(engine, catalog));
  }
  yield diagnose("rows: customers", () => customersAt(layout, catalog));
}

const tableRow = z.object({ name: z.string(), sortingKey: z.string(), partitionKey: z.string() });

async function tablesOf(engine: Engine): Promise<ReadonlyMap<string, z.infer<typeof tableRow>>> {
  const rows = await engine.rows(
    render(sql`SELECT name, sorting_key AS sortingKey, partition_key AS partitionKey
      FROM system.tables WHERE database = currentDatabase()`),
  );
  return new Map(rows.map((row) => tableRow.parse(row)).map((row) => [row.name, row]));
}

const columnRow = z.object({ table: z.string(), name: z.string(), type: z.string() });

/** Types by table and column. */
async function columnsOf(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.rows(render(sql`SELECT table, name, type FROM system.columns WHERE database = currentDatabase()`));
  return new Map(rows.map((row) => columnRow.parse(row)).map(({ table, name, type }) => [`${table}.${name}`, type]));
}

async function formsAt(engine: Engine, statements: readonly string[]): Promise<Seen> {
  const [tables, columns] = await Promise.all([tablesOf(engine), columnsOf(engine)]);
  const forms = statements.map(tableForm);
  const wrong = forms.flatMap((form) => misfits(form, tables.get(form.name), columns));
  if (wrong.length === 0) return forms.map(({ name }) => name).join(", ");
  return { state: "wrong", said: `${wrong.join("; ")}.`, hint: MEND };
}

function misfits(form: TableForm, table: z.infer<typeof tableRow> | undefined, columns: ReadonlyMap<string, string>): readonly string[] {
  if (table === undefined) return [`there is no table ${form.name}`];
  const { name } = form;
  return [
    ...different(`the sorting key of ${name}`, table.sortingKey, form.sortingKey),
    ...different(`the partition key of ${name}`, table.partitionKey, form.partitionKey),
    ...[...form.columns].flatMap(([column, type]) => different(`${name}.${column}`, columns.get(`${name}.${column}`) ?? "missing", type)),
  ];
}

function different(what: string, found: string, wanted: string): readonly string[] {
  return found === wanted ? [] : [`${what} is ${found === "" ? "none" : found} instead of ${wanted === "" ? "none" : wanted}`];
}

/** Columns of attributes and properties: home has them too when it stands for shards. */
async function columnsAt(engine: Engine, catalog: Catalog): Promise<Seen> {
  const columns = await columnsOf(engine);
  const properties = new Map(catalog.events.flatMap((event) => event.properties).map((property) => [property.column, property]));
  const wanted = [
    ...catalog.attributes.map(({ column, type }) => [`customers.${column}`, columnType(type)] as const),
    ...[...properties.values()].map(({ column, type }) => [`events.${column}`, columnType(type)] as const),
  ];
  const wrong = wanted.flatMap(([column, type]) => different(column, plain(columns.get(column) ?? "missing"), type));
  if (wrong.length === 0) return `${wanted.length} of attributes and properties`;
  return { state: "wrong", said: `${wrong.join("; ")}.`, hint: MEND };
}

/** Texts may be stored with a dictionary or without. */
function plain(type: string): string {
  return type === FEW_TEXTS_TYPE ? columnType({ kind: "value", of: "text" }) : type;
}

async function customersAt(layout: Layout, catalog: Catalog): Promise<Seen> {
  let stored = 0;
  for (const engine of layout.holders("customers")) {
    stored += z.number().parse((await oneRow(engine, render(sql`SELECT count() AS stored FROM customers`)))["stored"]);
  }
  if (stored === catalog.customers) return `${stored}, as many as the catalog says`;
  return {
    state: "wrong",
    said: `${stored} are stored, and the catalog says ${catalog.customers}.`,
    hint: "When an import is at work, look again after it. Otherwise a shard has lost rows: restore all shards from the same backup.",
  };
}
