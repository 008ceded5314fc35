import { createHash } from "node:crypto";
import type { DataType } from "../../src/catalog/types.ts";
import { type Cell, cellText, cellValue, instantOf, MISFIT } from "./cell-value.ts";
import type { Customer, Dataset, Happening, Stored } from "./dataset.ts";
import { readJson } from "./json.ts";

/** A file to import, in which every column but those with a meaning of their own has a type. */
export interface SourceFile {
  readonly kind: "customers" | "events";
  readonly format: "csv" | "ndjson";
  readonly text: string;
  readonly types: Readonly<Record<string, DataType>>;
}

/** What became of the rows of one file. */
export interface Judged {
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  /** The lines of those that were rejected. */
  readonly rejected: readonly number[];
}

interface Row {
  readonly line: number;
  /** Undefined: it can't be read. */
  readonly cells: ReadonlyMap<string, Cell> | undefined;
}

type Types = Record<string, DataType>;

/** Reads files one after the other as `docs/importing.md` says, a row at a time. */
export function readFiles(files: readonly SourceFile[]): { readonly dataset: Dataset; readonly judged: readonly Judged[] } {
  const attributes: Types = {};
  const eventTypes: Record<string, Types> = {};
  const customers = new Map<string, Record<string, Stored>>();
  const events: Happening[] = [];
  const seen = new Set<string>();
  const judged = files.map((file) => (file.kind === "customers" ? readCustomers(file) : readEvents(file)));
  return {
    dataset: {
      types: { attributes, events: eventTypes },
      customers: [...customers].map(([key, values]): Customer => ({ key, attributes: values })),
      events,
    },
    judged,
  };

  function readCustomers(file: SourceFile): Judged {
    const rejected: number[] = [];
    const rows = rowsOf(file);
    for (const { line, cells } of rows) {
      const key = cells && customerOf(cells.get("customer_id"));
      for (const name of cells?.keys() ?? []) {
        const type = file.types[name];
        if (type !== undefined) attributes[name] = type;
      }
      const values = cells && valuesOf(cells, file.types);
      if (!key || !values) {
        rejected.push(line);
        continue;
      }
      customers.set(key, { ...customers.get(key), ...values });
    }
    return { read: rows.length, accepted: rows.length - rejected.length, duplicates: 0, rejected };
  }

  function readEvents(file: SourceFile): Judged {
    const hash = createHash("sha256").update(file.text).digest("hex");
    const rejected: number[] = [];
    const known: Record<string, Set<string>> = {};
    const taken = new Set<string>();
    let duplicates = 0;
    const rows = rowsOf(file);
    for (const [at, { line, cells }] of rows.entries()) {
      const all = cells && opened(cells);
      const event = cells && keyOf(cells.get("event"));
      for (const [name, cell] of event && all ? all : []) if (cellText(cell) !== null) (known[event ?? ""] ??= new Set()).add(name);
      const customer = cells && customerOf(cells.get("customer_id"));
      const time = instantOf(cellText(cells?.get("time")) ?? "");
      const properties = all && valuesOf(all, file.types);
      if (!event || !customer || time === MISFIT || !properties) {
        rejected.push(line);
        continue;
      }
      const row = file.format === "csv" ? at + 1 : line;
      const messageId = cellText(cells?.get("message_id")) ?? `file:${hash}:${row}`;
      if (seen.has(messageId)) {
        duplicates += 1;
        continue;
      }
      seen.add(messageId);
      taken.add(event);
      events.push({ customer, event, time, messageId, properties });
    }
    for (const event of taken) {
      const types = (eventTypes[event] ??= {});
      for (const name of known[event] ?? []) {
        const type = file.types[name];
        if (type !== undefined) types[name] ??= type;
      }
    }
    return { read: rows.length, accepted: rows.length - rejected.length - duplicates, duplicates, rejected };
  }
}

/** The values of the columns with a type; undefined when one is not of it. */
function valuesOf(cells: ReadonlyMap<string, Cell>, types: Readonly<Record<string, DataType>>): Record<string, Stored> | undefined {
  const values: Record<string, Stored> = {};
  for (const [name, cell] of cells) {
    const type = types[name];
    if (type === undefined) continue;
    const value = cellValue(cell, type);
    if (value === MISFIT) return undefined;
    values[name] = value;
  }
  return values;
}

/** The columns of an event with what is in its object `properties`; undefined when that is no object. */
function opened(cells: ReadonlyMap<string, Cell>): ReadonlyMap<string, Cell> | undefined {
  const inside = cells.get("properties") ?? {};
  if (typeof inside !== "object" || Array.isArray(inside)) return undefined;
  return new Map([...cells, ...Object.entries(inside)]);
}

function keyOf(cell: Cell): string | undefined {
  return typeof cell === "object" ? undefined : (cellText(cell) ?? undefined);
}

/** `.` and `..` are no customers: no address can hold them. */
function customerOf(cell: Cell): string | undefined {
  const key = keyOf(cell);
  return key === "." || key === ".." ? undefined : key;
}

function rowsOf({ format, text }: SourceFile): Row[] {
  return format === "ndjson" ? objectsOf(text) : recordsOf(text);
}

function objectsOf(text: string): Row[] {
  return text
    .split("\n")
    .map((line, at): Row | undefined => (line.trim() === "" ? undefined : { line: at + 1, cells: objectOf(line) }))
    .filter((row) => row !== undefined);
}

function objectOf(line: string): ReadonlyMap<string, Cell> | undefined {
  const object = readJson(line);
  return typeof object === "object" && object !== null && !Array.isArray(object) ? new Map(Object.entries(object)) : undefined;
}

/** CSV as the generator writes it: every cell in quotes, one record a line unless a cell breaks it. */
function recordsOf(text: string): Row[] {
  const records: { line: number; values: string[] }[] = [];
  let line = 1;
  let record: { line: number; values: string[] } = { line, values: [] };
  for (const [found, quoted = "", end] of text.matchAll(/"((?:[^"]|"")*)"(,|\n)/g)) {
    record.values.push(quoted.replaceAll('""', '"'));
    line += found.split("\n").length - 1;
    if (end !== "\n") continue;
    records.push(record);
    record = { line, values: [] };
  }
  const [header, ...rows] = records;
  return rows.map(({ line, values }) => ({
    line,
    cells: values.length === header?.values.length ? new Map(header.values.map((name, at) => [name, values[at]])) : undefined,
  }));
}
