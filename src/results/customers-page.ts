import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import { AppError } from "../errors.ts";
import { chooseColumns, columnOf, describeColumn, readCell } from "./columns.ts";
import type { Cell } from "./data.ts";

/** Which part of a set of customers to give. */
export interface PageRequest {
  /** Names of attributes, in this order; left out: all. */
  readonly columns?: readonly string[] | undefined;
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
  /** The part of a set, in the order in which the customers were first seen. Every customer of the set must still be there. */
  of(engine: Engine, set: Fragment, signal: AbortSignal | undefined): Promise<CustomersPage>;
}

/**
 * Judges what was asked for, before anything is evaluated.
 *
 * @throws AppError `unknown_attribute`, `invalid_cursor`
 */
export function customersPage(catalog: Catalog, { columns: names, limit, cursor }: PageRequest): AskedPage {
  const columns = chooseColumns(catalog, names);
  const after = cursor === undefined ? 0 : parseCursor(cursor);
  return {
    async of(engine, set, signal) {
      const ids = sql`SELECT arrayJoin(bitmapToArray(bitmapSubsetLimit(${set}, ${bind("UInt32", after + 1)}, ${bind("UInt64", limit + 1)})))`;
      const values = columns.map((attribute, index) => sql`, ${columnOf(attribute)} AS ${identifier(`v${index}`)}`);
      const statement = sql`SELECT id, key${join(values, sql``)} FROM customers WHERE id IN (${ids}) ORDER BY id`;
      const rows = await engine.rows(render(statement), { signal });
      const shown = rows.slice(0, limit);
      return {
        columns: columns.map(describeColumn),
        rows: shown.map((row) => ({
          key: z.string().parse(row["key"]),
          values: columns.map(({ type }, index) => readCell(row[`v${index}`], type)),
        })),
        next: rows.length > limit ? z.number().parse(shown.at(-1)?.["id"]).toString(36) : null,
      };
    },
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
