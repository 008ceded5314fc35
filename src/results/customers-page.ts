import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import { AppError } from "../errors.ts";
import { chooseColumns, columnOf, describeColumn, readCell } from "./columns.ts";
import { type CustomerSort, type CustomersOrder, foundOrder, sortedOrder } from "./customers-order.ts";
import type { Cell } from "./data.ts";

/** Which part of a set of customers to give. */
export interface PageRequest {
  /** Names of attributes, in this order; left out: all. */
  readonly columns?: readonly string[] | undefined;
  /** Left out: in the order in which they were first seen. */
  readonly sort?: CustomerSort | undefined;
  /** What they were searched for; then, unless they are sorted, the one whose key it is comes first. */
  readonly search?: string | undefined;
  /** At least 1. */
  readonly limit: number;
  /** `next` of the page before; left out: the first page. */
  readonly cursor?: string | undefined;
}

export interface CustomersPage {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly { readonly key: string; readonly values: readonly Cell[] }[];
  /** The cursor of the next page; null: this was the last. */
  readonly next: string | null;
}

/** A page that was asked for and judged. */
export interface AskedPage {
  /** The part of a set; undefined: of everyone. Every customer of the set must still be there. */
  of(engine: Engine, set: Fragment | undefined, signal: AbortSignal | undefined): Promise<CustomersPage>;
}

/**
 * Judges what was asked for, before anything is evaluated.
 *
 * @throws AppError `unknown_attribute`, `invalid_cursor`
 */
export function customersPage(catalog: Catalog, { columns: names, limit, cursor, sort, search = "" }: PageRequest): AskedPage {
  const columns = chooseColumns(catalog, names);
  const order = orderOf(catalog, sort, search);
  const pageOf = order === undefined ? asFirstSeen(limit, cursor) : inOrder(order, limit, cursor);
  const values = join(columns.map((attribute, index) => sql`, ${columnOf(attribute)} AS ${identifier(`v${index}`)}`), sql``);
  return {
    async of(engine, set, signal) {
      const rowsOf: RowsOf = async (statement) => (await engine.rows(render(statement), { signal })).map((row) => ({ ...row, ...keyed.parse(row) }));
      const { rows, next } = await pageOf(set, rowsOf, (which) => rowsOf(sql`SELECT id, key${values} FROM customers WHERE id IN ${which}`));
      return {
        columns: columns.map(describeColumn),
        rows: rows.map((row) => ({ key: row.key, values: columns.map(({ type }, index) => readCell(row[`v${index}`], type)) })),
        next,
      };
    },
  };
}

const keyed = z.object({ id: z.number(), key: z.string() });
type Row = z.infer<typeof keyed> & Readonly<Record<string, unknown>>;
type RowsOf = (statement: Fragment) => Promise<readonly Row[]>;

/** The customers of a page, whose values `whole` tells of those whose ids are named, and the cursor of the next page. */
type PageOf = (set: Fragment | undefined, rowsOf: RowsOf, whole: RowsOf) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>;

/**
 * The order of customers who are sorted or searched for; undefined: as they were first seen.
 *
 * @throws AppError `unknown_attribute`
 */
export function orderOf(catalog: Catalog, sort: CustomerSort | undefined, search: string): CustomersOrder | undefined {
  if (sort !== undefined) return sortedOrder(catalog, sort);
  return search === "" ? undefined : foundOrder(search);
}

/** First who they are, and then their values: the engine (26.7) would read the other columns of all too. */
function inOrder(order: CustomersOrder, limit: number, cursor: string | undefined): PageOf {
  const place = cursor === undefined ? undefined : order.read(cursor);
  return async (set, rowsOf, whole) => {
    const tests = [...(set === undefined ? [] : [sql`bitmapContains(${set}, id)`]), ...(place === undefined ? [] : [order.behind(place)])];
    const where = tests.length === 0 ? sql`` : sql` WHERE ${join(tests, sql` AND `)}`;
    const found = await rowsOf(sql`SELECT id, key, ${order.unknown} AS unknown, ${order.value} AS value FROM customers${where}
      ORDER BY ${order.by} LIMIT ${bind("UInt64", limit + 1)}`);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const byId = new Map((await whole(bind("Array(UInt32)", shown.map(({ id }) => id)))).map((row) => [row.id, row]));
    return { rows: shown.flatMap(({ id }) => byId.get(id) ?? []), next: last === undefined ? null : order.write(order.placeOf(last)) };
  };
}

function asFirstSeen(limit: number, cursor: string | undefined): PageOf {
  const after = cursor === undefined ? 0 : parseCursor(cursor);
  const most = bind("UInt64", limit + 1);
  return async (set, _, whole) => {
    const part = set && sql`SELECT arrayJoin(bitmapToArray(bitmapSubsetLimit(${set}, ${bind("UInt32", after + 1)}, ${most})))`;
    const found = await whole(sql`(${part ?? sql`SELECT id FROM customers WHERE id > ${bind("UInt32", after)} ORDER BY id LIMIT ${most}`})`);
    const rows = found.toSorted((one, other) => one.id - other.id).slice(0, limit);
    return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? 0).toString(36) : null };
  };
}

function parseCursor(cursor: string): number {
  const id = Number.parseInt(cursor, 36);
  if (Number.isSafeInteger(id) && id > 0 && id < 2 ** 32 && id.toString(36) === cursor) return id;
  throw new AppError("invalid_cursor", `"${cursor}" is not a cursor of this list.`, {
    path: ["cursor"],
    hint: "Use `next` of the page before.",
  });
}
