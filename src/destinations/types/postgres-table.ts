import { createHash } from "node:crypto";
import type { DataType } from "../../catalog/types.ts";
import type { SentColumn } from "../../results/exports/sent-table.ts";

/** A table, with the columns that are filled. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** The column by which a row is found again. */
  readonly key: string;
}

/** Reads `schema.table`. */
export function tableOf(name: string, key: string, columns: readonly string[]): Table {
  const [first = "", second] = name.split(".");
  return second === undefined
    ? { schema: "public", name: first, key, columns }
    : { schema: first, name: second, key, columns };
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The table as a statement names it. */
export function fullName({ schema, name }: Pick<Table, "schema" | "name">): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

/** Makes the table when it is missing. */
export function createTable(table: Table, columns: readonly SentColumn[]): string {
  const typed = columns.map(({ name, type }) => `${quoted(name)} ${sqlType(type)}`);
  return `CREATE TABLE IF NOT EXISTS ${fullName(table)} (${[...typed, `PRIMARY KEY (${quoted(table.key)})`].join(", ")})`;
}

/** What a value is kept as in a table that Coterie makes. */
function sqlType(type: DataType): string {
  if (type.kind !== "value") return "jsonb";
  return { text: "text", number: "double precision", boolean: "boolean", date: "date", datetime: "timestamptz" }[type.of];
}

/** Puts rows, or writes over those with the same keys; `$1`: a JSON array of objects, whose values the table casts to its columns. */
export function upsert(table: Table): string {
  const names = namesOf(table);
  return `INSERT INTO ${fullName(table)} (${names}) SELECT ${names} FROM ${given(table)} AS given ${onConflict(table)}`;
}

/** Deletes the rows with these keys; `$1`: as for `upsert`. */
export function remove(table: Table): string {
  const key = quoted(table.key);
  return `DELETE FROM ${fullName(table)} AS here USING ${given(table)} AS given WHERE here.${key} = given.${key}`;
}

function given(table: Table): string {
  return `json_populate_recordset(NULL::${fullName(table)}, $1::json)`;
}

function onConflict({ key, columns }: Table): string {
  const others = columns.filter((name) => name !== key).map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  return `ON CONFLICT (${quoted(key)}) DO ${others.length === 0 ? "NOTHING" : `UPDATE SET ${others.join(", ")}`}`;
}

function namesOf({ columns }: Table): string {
  return columns.map(quoted).join(", ");
}

/** How the tables beside one are named that hold what runs of a segment send, until it is all there. */
export function besidePrefix({ schema, name }: Table, segment: string): string {
  return `coterie_${digest(JSON.stringify([schema, name, segment]), 12)}_`;
}

/** The table beside that a run fills, and its name once its content was taken over. */
export function beside(table: Table, segment: string, run: string): { readonly filling: Table; readonly done: Table } {
  const name = `${besidePrefix(table, segment)}${digest(run, 16)}`;
  return { filling: { ...table, name }, done: { ...table, name: `${name}_done` } };
}

function digest(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}

/** Makes an empty table that takes what the other one takes. */
export function createLike(made: Table, like: Table): string {
  return `CREATE TABLE IF NOT EXISTS ${fullName(made)} (LIKE ${fullName(like)} INCLUDING ALL)`;
}

export function dropTable(table: Pick<Table, "schema" | "name">): string {
  return `DROP TABLE IF EXISTS ${fullName(table)}`;
}

/**
 * Makes the content of a table that of the one beside, in one transaction in which others read what was there before. The empty table that
 * stays under another name tells that it is done.
 */
export function replaceContent(table: Table, filling: Table, done: Table): readonly string[] {
  const names = namesOf(table);
  const key = quoted(table.key);
  return [
    "BEGIN",
    `LOCK TABLE ${fullName(table)} IN SHARE ROW EXCLUSIVE MODE`,
    `DELETE FROM ${fullName(table)} AS here
      WHERE NOT EXISTS (SELECT 1 FROM ${fullName(filling)} AS there WHERE there.${key} = here.${key})`,
    `INSERT INTO ${fullName(table)} (${names}) SELECT ${names} FROM ${fullName(filling)} ${onConflict(table)}`,
    `TRUNCATE ${fullName(filling)}`,
    `ALTER TABLE ${fullName(filling)} RENAME TO ${quoted(done.name)}`,
    "COMMIT",
  ];
}

/** Lets the server end what it does for a connection that is gone, from version 14 on; before that it does it to its end, for nothing. */
export const END_WITH_CONNECTION = `SELECT set_config(name, '1000', false) FROM pg_settings WHERE name = 'client_connection_check_interval'`;

/** Whether a table is there; `$1`: its name. */
export const IS_THERE = "SELECT to_regclass($1) IS NOT NULL AS is_there";

/** The columns of a table, and whether it can tell rows apart by one alone; `$1`: its name. */
export const COLUMNS = `SELECT a.attname AS name, EXISTS (
    SELECT 1 FROM pg_index AS i
    WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL
      AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum
  ) AS is_unique
  FROM pg_attribute AS a WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

/** What the user may not do with a table, of what is needed; `$1`: its name. */
export const MISSING_RIGHTS = `SELECT needed AS right FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS needed
  WHERE NOT has_table_privilege(to_regclass($1)::oid, needed)`;

/** Whether the user may make tables in a schema; null: there is no such schema; `$1`: its name. */
export const MAY_CREATE = "SELECT has_schema_privilege(to_regnamespace($1)::oid, 'CREATE') AS may";

/** Tables of a schema whose names begin so; `$1`: the schema, `$2`: the beginning. */
export const TABLES = `SELECT c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind = 'r' AND starts_with(c.relname::text, $2)`;
