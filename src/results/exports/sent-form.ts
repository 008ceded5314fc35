import { z } from "zod";
import type { DataType } from "../../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../../compiler/sql.ts";
import type { Engine } from "../../engine/engine.ts";
import { columnType, FEW_TEXTS_TYPE, typeText } from "../../engine/schema.ts";
import type { SentField } from "./fields.ts";

/** How a table of rows is laid out: what can be made of other columns is not written. It reads the same whatever its form. */
export interface SentForm {
  readonly columns: readonly FormColumn[];
  /** Whether rows have a hash to be compared by; else it is zeros. */
  readonly isHashed: boolean;
}

/** How one column of it is kept. */
export type FormColumn =
  | { readonly kind: "written"; readonly type: string }
  /** The customer's key, which each row has already. */
  | { readonly kind: "key" };

/** The form of rows that may be written by several statements, from tables of any form. */
export function plainForm(columns: readonly { readonly type: DataType }[]): SentForm {
  return { columns: columns.map(({ type }) => ({ kind: "written", type: columnType(type) })), isHashed: true };
}

/** The form of what one statement reads of `customers`: texts with a dictionary keep it. `isCompared`: a run before or after it is looked at beside it. */
export async function formOf(engine: Engine, fields: readonly SentField[], isCompared: boolean, signal: AbortSignal | undefined): Promise<SentForm> {
  const values = fields.map(({ value }, at) => sql`${value} AS ${sentColumn(at)}`);
  const described = await engine.rows(render(sql`DESCRIBE TABLE (SELECT ${join(values, sql`, `)} FROM customers)`), { signal });
  const types = described.map((row) => typeSchema.parse(row).type);
  const columns = fields.map(({ type, isKey = false }, at): FormColumn => {
    if (isKey && !isCompared) return { kind: "key" };
    return { kind: "written", type: types[at] === FEW_TEXTS_TYPE ? FEW_TEXTS_TYPE : columnType(type) };
  });
  return { columns, isHashed: isCompared };
}

const typeSchema = z.object({ type: z.string() });

/** Few are written at a time, and they are read once or twice: to merge them would take the time in which they are sent. */
const KEPT = "fsync_after_insert = 1, fsync_part_directory = 1, max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1";

export function createTable(table: string, { columns, isHashed }: SentForm): Fragment {
  const typed = columns.map((column, at) => sql`, ${sentColumn(at)} ${column.kind === "key" ? sql`Nullable(String) ALIAS CAST(key, 'Nullable(String)')` : typeText(column.type)}`);
  const hash = isHashed ? sql`` : sql` ALIAS toFixedString('', 16)`;
  return sql`CREATE TABLE ${identifier(table)} (
      change Enum8('same' = 0, 'added' = 1, 'updated' = 2, 'removed' = 3), id UInt32, key String, hash FixedString(16)${hash}${join(typed, sql``)}
    ) ENGINE = MergeTree ORDER BY (change, id) SETTINGS ${typeText(KEPT)}`;
}

/** The values of the columns that are written, each with its name, with a comma before each. */
export function writtenValues(fields: readonly SentField[], { columns }: SentForm): Fragment {
  const values = fields.flatMap(({ value }, at) => {
    const column = columns[at];
    return column?.kind === "written" ? [sql`, CAST(${value}, ${bind("String", column.type)}) AS ${sentColumn(at)}`] : [];
  });
  return join(values, sql``);
}

/** The names of the columns that are written, with a comma before each. */
export function writtenNames({ columns }: SentForm): Fragment {
  return join(columns.flatMap(({ kind }, at) => (kind === "written" ? [sql`, ${sentColumn(at)}`] : [])), sql``);
}

export function sentColumn(at: number): Fragment {
  return identifier(`c${at + 1}`);
}
