import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Catalog, type DataType, EMPTY_CATALOG } from "../../src/catalog/types.ts";
import type { Leaf, SetExpr } from "../../src/compiler/plan.ts";
import { leafSql } from "../../src/compiler/print-leaf.ts";
import type { Sql } from "../../src/compiler/sql.ts";
import { once } from "../../src/engine/byte-stream.ts";
import { openLocalEngine } from "../../src/engine/local-engine.ts";
import { columnType } from "../../src/engine/schema.ts";
import { assertNever } from "../../src/errors.ts";

/** A row as the engine reads it: columns by name, records as objects with the fields `f1`, `f2`, … */
export type Row = Readonly<Record<string, unknown>>;

/** An event of a customer; `at` is an instant, `message` the message id. */
export interface EventRow {
  readonly event: string;
  readonly id: number;
  readonly at: string;
  readonly message?: string;
  readonly values?: Row;
}

export interface Contents {
  /** By attribute: the column of the n-th is `an`. */
  readonly attributes?: Readonly<Record<string, DataType>>;
  /** By event, then by property: equal names and types share a column, those are `p1`, `p2`, … in order. */
  readonly events?: Readonly<Record<string, Readonly<Record<string, DataType>>>>;
  readonly customers: readonly Row[];
  readonly happened?: readonly EventRow[];
  readonly lists?: readonly { readonly list: string; readonly version: number; readonly ids: readonly number[] }[];
}

/** Tables of a real engine. */
export interface Tables {
  /** Replaces what is in them; returns what there is. */
  fill(contents: Contents): Promise<Catalog>;
  /** The ids of a set, in order, its leaves as `printed`: as the product prints them when left out. */
  members(set: SetExpr, printed?: (leaf: Leaf) => Sql): Promise<number[]>;
  /** The ids of each place that a scan answers, in order. */
  places(scan: Sql): Promise<number[][]>;
  close(): Promise<void>;
}

/** Empty tables, without the importer: what is stored is what a test says. */
export async function openTables(): Promise<Tables> {
  const directory = await mkdtemp(join(tmpdir(), "coterie-tables-"));
  const local = await openLocalEngine({ directory, threads: 2 });
  const { engine } = local;
  const run = (text: string): Promise<void> => engine.run({ text, params: {}, lists: [] });
  const insert = (table: string, rows: readonly Row[]): Promise<void> =>
    engine.load(
      { text: `INSERT INTO ${table} FORMAT JSONEachRow`, params: {}, lists: [] },
      once(new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join("\n"))),
      { settings: { date_time_input_format: "best_effort" } },
    );
  let everyone: readonly number[] = [];

  async function ofLeaf(leaf: Leaf, printed: (leaf: Leaf) => Sql): Promise<Set<number>> {
    const { text, params, lists } = printed(leaf);
    const [row] = await engine.rows({ text: `SELECT bitmapToArray(members) AS ids FROM (${text})`, params, lists });
    return new Set(z.array(z.number()).parse(row?.["ids"]));
  }

  async function of(set: SetExpr, printed: (leaf: Leaf) => Sql): Promise<Set<number>> {
    switch (set.kind) {
      case "everyone":
        return new Set(everyone);
      case "nobody":
        return new Set();
      case "leaf":
        return ofLeaf(set.leaf, printed);
      case "and":
      case "or": {
        const members = await Promise.all(set.of.map((each) => of(each, printed)));
        const isIn = (id: number): boolean => (set.kind === "and" ? members.every((one) => one.has(id)) : members.some((one) => one.has(id)));
        return new Set(everyone.filter(isIn));
      }
      case "minus": {
        const [from, take] = await Promise.all([of(set.from, printed), of(set.take, printed)]);
        return new Set([...from].filter((id) => !take.has(id)));
      }
      default:
        return assertNever(set);
    }
  }

  return {
    async fill(contents) {
      const catalog = catalogOf(contents);
      everyone = contents.customers.map((row) => Number(row["id"]));
      const attributes = catalog.attributes.map(({ column, type }) => `, ${column} ${columnType(type)}`);
      const properties = new Map(catalog.events.flatMap((event) => event.properties.map(({ column, type }) => [column, columnType(type)])));
      for (const table of ["customers", "events", "lists"]) await run(`DROP TABLE IF EXISTS ${table}`);
      await run(`CREATE TABLE customers (id UInt32, key String${attributes.join("")}) ENGINE = MergeTree ORDER BY id`);
      await run(
        `CREATE TABLE events (event LowCardinality(String), id UInt32, time DateTime64(3, 'UTC'), message_id String${[...properties].map((column) => `, ${column.join(" ")}`).join("")})
         ENGINE = MergeTree ORDER BY (event, id, time) PARTITION BY toYYYYMM(time)`,
      );
      await run("CREATE TABLE lists (list String, version UInt64, id UInt32) ENGINE = MergeTree ORDER BY (list, version, id)");
      await insert("customers", contents.customers);
      await insert(
        "events",
        (contents.happened ?? []).map(({ event, id, at, message, values }, index) => ({ event, id, time: at, message_id: message ?? `m${index}`, ...values })),
      );
      await insert("lists", (contents.lists ?? []).flatMap(({ list, version, ids }) => ids.map((id) => ({ list, version, id }))));
      return catalog;
    },
    members: async (set, printed = leafSql) => [...(await of(set, printed))].sort((a, b) => a - b),
    async places({ text, params, lists }) {
      const rows = await engine.rows({ text: `SELECT bitmapToArray(members) AS ids FROM (${text}) ORDER BY place`, params, lists });
      return rows.map((row) => z.array(z.number()).parse(row["ids"]).sort((a, b) => a - b));
    },
    async close() {
      await local.close();
      await rm(directory, { recursive: true });
    },
  };
}

function catalogOf({ attributes = {}, events = {}, customers, happened = [], lists = [] }: Contents): Catalog {
  const columns = new Map<string, string>();
  const columnOf = (name: string, type: DataType): string => {
    const key = JSON.stringify([name, type]);
    const column = columns.get(key) ?? `p${columns.size + 1}`;
    columns.set(key, column);
    return column;
  };
  return {
    ...EMPTY_CATALOG,
    version: 1,
    customersVersion: 1,
    customers: customers.length,
    attributes: Object.entries(attributes).map(([name, type], index) => ({ name, type, column: `a${index + 1}`, version: 1 })),
    events: Object.entries(events).map(([name, properties]) => {
      const times = happened.filter(({ event }) => event === name).map(({ at }) => Date.parse(at));
      return {
        name,
        properties: Object.entries(properties).map(([property, type]) => ({ name: property, type, column: columnOf(property, type) })),
        count: times.length,
        oldest: times.length === 0 ? 0 : Math.min(...times),
        newest: times.length === 0 ? 0 : Math.max(...times),
        version: 1,
      };
    }),
    lists: lists.map(({ list, version, ids }) => ({ id: list, name: list, size: ids.length, version })),
  };
}
