import { z } from "zod";
import type { DataType, Field, ScalarType, ValueType } from "../catalog/types.ts";
import { bind, type Fragment, join, render, sql } from "../compiler/sql.ts";
import type { Engine, QueryOptions } from "../engine/engine.ts";
import { type Cell, fieldOf, isDay, isInstant, itemsOf, nameCells, recordsOf, textOf } from "./cell.ts";

/** What a value can be read as, one bit a kind; the union over a column decides its type. */
export const BITS = { number: 1, boolean: 2, date: 4, datetime: 8, list: 16, record: 32, text: 64, yes: 128, no: 256 } as const;
const WORDS = BITS.boolean | BITS.yes | BITS.no;

/** A column to infer, and the rows that count. */
export interface Sample {
  readonly engine: Engine;
  readonly table: Fragment;
  readonly options: QueryOptions;
}

/** Cells judged in one statement: the engine needs memory for each. */
const CELLS_AT_A_TIME = 200;

/** The union of the kinds of all values of each cell, in the order given, for each value of `by`. */
export async function kindsBy(
  sample: Sample,
  by: Fragment,
  cells: readonly Cell[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const all = new Map<string, number[]>();
  for (let first = 0; first === 0 || first < cells.length; first += CELLS_AT_A_TIME) {
    const some = cells.slice(first, first + CELLS_AT_A_TIME);
    const named = nameCells(sample.table, some);
    const kinds = some.map((cell) => sql`groupBitOr(${kindOf(named.of(cell))})`);
    const statement = sql`SELECT ${by} AS name, [${join(kinds, sql`, `)}] AS kinds FROM ${named.table} GROUP BY name`;
    for (const row of await sample.engine.rows(render(statement), sample.options)) {
      const name = z.string().parse(row["name"]);
      all.set(name, [...(all.get(name) ?? []), ...z.array(z.number()).parse(row["kinds"])]);
    }
  }
  return all;
}

/**
 * The type that fits every known value of a column, from the union of their kinds; undefined when none is known.
 * Lists and records are looked into, which reads the column again.
 */
export async function typeOfKinds(sample: Sample, cell: Cell, kinds: number): Promise<DataType | undefined> {
  if (kinds === 0) return undefined;
  if (kinds === BITS.list) {
    const items = await nested(sample, sql`arrayJoin(${itemsOf(cell)})`);
    if (items === 0) return undefined;
    return (items & ~BITS.record) === 0 ? records(sample, cell) : { kind: "list", of: scalar(items) };
  }
  if ((kinds & ~(BITS.record | BITS.list)) === 0) return records(sample, cell);
  return { kind: "value", of: scalar(kinds) };
}

/** The fields that records of a column have beyond those that are known. */
export async function newFields(sample: Sample, cell: Cell, known: readonly Field[]): Promise<readonly Field[]> {
  const statement = sql`SELECT DISTINCT arrayJoin(JSONExtractKeys(arrayJoin(${recordsOf(cell)}))) AS name
    FROM ${sample.table} ORDER BY name`;
  const rows = await sample.engine.rows(render(statement), sample.options);
  const fields: Field[] = [];
  for (const row of rows) {
    const name = z.string().parse(row["name"]);
    if (known.some((field) => field.name === name)) continue;
    const type = await fieldType(sample, fieldOf(sql`arrayJoin(${recordsOf(cell)})`, name).raw);
    if (type !== undefined) fields.push({ name, type });
  }
  return fields;
}

async function nested(sample: Sample, items: Fragment): Promise<number> {
  const kind = kindOf({ raw: sql`item`, encoding: "json" });
  const statement = sql`SELECT groupBitOr(${kind}) AS kinds FROM (SELECT toNullable(${items}) AS item FROM ${sample.table})`;
  const [row] = await sample.engine.rows(render(statement), sample.options);
  return z.number().parse(row?.["kinds"]);
}

async function records(sample: Sample, cell: Cell): Promise<DataType | undefined> {
  const fields = await newFields(sample, cell, []);
  return fields.length === 0 ? undefined : { kind: "records", fields };
}

async function fieldType(sample: Sample, value: Fragment): Promise<ScalarType | undefined> {
  const kinds = await nested(sample, value);
  if (kinds === 0) return undefined;
  if (kinds !== BITS.list) return { kind: "value", of: scalar(kinds) };
  const items = await nested(sample, sql`arrayJoin(JSONExtractArrayRaw(ifNull(${value}, '[]')))`);
  return items === 0 ? undefined : { kind: "list", of: scalar(items) };
}

/** The narrowest value type for a union of kinds. */
function scalar(kinds: number): ValueType {
  if (kinds === BITS.number) return "number";
  if (isBoolean(kinds)) return "boolean";
  if (kinds === BITS.date) return "date";
  if (kinds !== 0 && (kinds & ~(BITS.date | BITS.datetime)) === 0) return "datetime";
  return "text";
}

/** Both words must occur: a column of `NO` alone may be Norway. */
function isBoolean(kinds: number): boolean {
  if (kinds === 0 || (kinds & ~WORDS) !== 0) return false;
  return (kinds & BITS.boolean) !== 0 || kinds === (BITS.yes | BITS.no);
}

/** Which of `BITS` a value is; 0: it is unknown. */
export function kindOf(cell: Cell): Fragment {
  return cell.encoding === "text" ? kindOfText(cell) : kindOfJson(cell);
}

function kindOfText(cell: Cell): Fragment {
  const text = textOf(cell);
  return kind([
    [sql`${text} IS NULL`, 0],
    [isPlainNumber(text), BITS.number],
    [sql`lower(${text}) IN ('true', 'false')`, BITS.boolean],
    [sql`lower(${text}) IN ('yes', 'y')`, BITS.yes],
    [sql`lower(${text}) IN ('no', 'n')`, BITS.no],
    [isDay(text), BITS.date],
    [isInstant(text), BITS.datetime],
    [sql`startsWith(${text}, '[') AND isValidJSON(assumeNotNull(${text}))`, BITS.list],
    [sql`startsWith(${text}, '{') AND isValidJSON(assumeNotNull(${text}))`, BITS.record],
  ]);
}

function kindOfJson(cell: Cell): Fragment {
  const text = textOf(cell);
  return kind([
    [sql`${text} IS NULL`, 0],
    [sql`startsWith(${cell.raw}, '"') AND ${isDay(text)}`, BITS.date],
    [sql`startsWith(${cell.raw}, '"') AND ${isInstant(text)}`, BITS.datetime],
    [sql`startsWith(${cell.raw}, '"')`, BITS.text],
    [sql`${text} IN ('true', 'false')`, BITS.boolean],
    [sql`startsWith(${text}, '[')`, BITS.list],
    [sql`startsWith(${text}, '{')`, BITS.record],
    [sql`match(${text}, '^-?[0-9]{16,}$')`, BITS.text],
    [sql`toFloat64OrNull(${text}) IS NOT NULL`, BITS.number],
  ]);
}

function kind(branches: readonly (readonly [Fragment, number])[]): Fragment {
  const cases = branches.map(([condition, bit]) => sql`ifNull(${condition}, 0), ${bind("UInt16", bit)}`);
  return sql`multiIf(${join(cases, sql`, `)}, ${bind("UInt16", BITS.text)})`;
}

/**
 * Text that is meant as a number. `007`, `+65…` and digits beyond what a double holds are names and codes: read as
 * numbers they would lose something.
 */
function isPlainNumber(text: Fragment): Fragment {
  return sql`(isFinite(toFloat64OrNull(${text})) AND match(${text}, '^-?(0|[1-9][0-9]*)([.][0-9]*)?([eE][-+]?[0-9]+)?$')
    AND (length(${text}) <= 15 OR position(${text}, '.') > 0 OR positionCaseInsensitive(${text}, 'e') > 0))`;
}
