import { type DataType } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { bind, type Fragment, join, sql } from "../compiler/sql.ts";
import { type Cell, isMisfit, textOf } from "./cell.ts";

/** A reason to reject a row, and when it holds. */
export interface Reason {
  readonly when: Fragment;
  /** Text, as SQL. */
  readonly says: Fragment;
}

const MOST_SHOWN = 60;

/** The first reason that holds for a row, '' when none does. */
export function firstReason(broken: Fragment, reasons: readonly Reason[]): Fragment {
  const cases = reasons.map(({ when, says }) => sql`${when}, ${says}`);
  return sql`multiIf(${broken} != '', ${broken}, ${join([...cases, sql`''`], sql`, `)})`;
}

export function missing(cell: Cell, name: string): Reason {
  return { when: sql`${textOf(cell)} IS NULL`, says: bind("String", `no ${name}`) };
}

/** The value of a column is known but not of its type. */
export function misfit(cell: Cell, name: string, type: DataType, among?: Fragment): Reason {
  const wrong = isMisfit(cell, type);
  const shown = sql`toValidUTF8(substringUTF8(assumeNotNull(${textOf(cell)}), 1, ${bind("UInt32", MOST_SHOWN)}))`;
  return {
    when: among === undefined ? wrong : sql`(${among} AND ${wrong})`,
    says: sql`concat(${bind("String", `${name}: "`)}, ${shown}, ${bind("String", `" is not ${withArticle(type)}`)})`,
  };
}

function withArticle(type: DataType): string {
  if (type.kind === "value") return type.of === "text" ? "valid UTF-8 text" : `a ${type.of}`;
  return type.kind === "list" ? `a list of ${type.of}` : `a list of ${typeName(type)} records`;
}
