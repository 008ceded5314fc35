import { type DataType } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { bind, type Fragment, join, sql } from "../compiler/sql.ts";
import { type Cell, isCompound, isMisfit, textOf } from "./cell.ts";

/** A reason to reject a row, and when it holds. */
export interface Reason {
  readonly when: Fragment;
  /** Text, as SQL. */
  readonly says: Fragment;
}

/** Characters of a value in a message. */
export const MOST_SHOWN = 60;

/** The first reason that holds for a row, '' when none does. */
export function firstReason(broken: Fragment, reasons: readonly Reason[]): Fragment {
  const cases = reasons.map(({ when, says }) => sql`${when}, ${says}`);
  return sql`multiIf(${broken} != '', ${broken}, ${join([...cases, sql`''`], sql`, `)})`;
}

export function missing(cell: Cell, name: string): Reason {
  return { when: sql`${textOf(cell)} IS NULL`, says: bind("String", `no ${name}`) };
}

/** A key that an address takes for a folder: what opens the customer's page would open another. */
export function folderName(cell: Cell): Reason {
  return {
    when: sql`ifNull(${textOf(cell)} IN (${bind("String", ".")}, ${bind("String", "..")}), 0)`,
    says: sql`concat('customer key: ', ${shown(cell)}, ${bind("String", " can't stand in an address")})`,
  };
}

/** No customer has this key. */
export function unknownCustomer(cell: Cell): Reason {
  return {
    when: sql`${textOf(cell)} NOT IN (SELECT key FROM keys)`,
    says: sql`concat('there is no customer ', ${shown(cell)})`,
  };
}

/** A name is a list or an object of JSON. */
export function compound(cell: Cell, name: string): Reason {
  return { when: isCompound(cell), says: bind("String", `${name} is a list or an object`) };
}

/** A column whose properties are opened holds something else than an object. */
export function notAnObject(cell: Cell, name: string): Reason {
  const text = textOf(cell);
  return {
    when: sql`ifNull(${text} IS NOT NULL AND JSONType(assumeNotNull(${text})) != 'Object', 0)`,
    says: sql`concat(${bind("String", `${name}: `)}, ${shown(cell)}, ' is not an object')`,
  };
}

/** A row has a property both beside the opened object and in it, and not the same. */
export function givenTwice(beside: Cell, inside: Cell, name: string, opened: string): Reason {
  return {
    when: sql`ifNull(${textOf(beside)} != ${textOf(inside)}, 0)`,
    says: bind("String", `${name} is given twice: beside ${opened} and in it`),
  };
}

/** The value of a column is known but not of its type. */
export function misfit(cell: Cell, name: string, type: DataType, among?: Fragment): Reason {
  const wrong = isMisfit(cell, type);
  return {
    when: among === undefined ? wrong : sql`(${among} AND ${wrong})`,
    says: sql`concat(${bind("String", `${name}: `)}, ${shown(cell)}, ${bind("String", ` is not ${withArticle(type)}`)})`,
  };
}

/** A value's first characters in quotes, as SQL. */
export function shown(cell: Cell): Fragment {
  const start = sql`substringUTF8(assumeNotNull(${textOf(cell)}), 1, ${bind("UInt32", MOST_SHOWN)})`;
  return sql`concat('"', toValidUTF8(${start}), '"')`;
}

/** `a number` */
export function withArticle(type: DataType): string {
  if (type.kind === "value") return type.of === "text" ? "valid UTF-8 text" : `a ${type.of}`;
  return type.kind === "list" ? `a list of ${type.of}` : `a list of ${typeName(type)} records`;
}
