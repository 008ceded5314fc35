import { z } from "zod";
import type { Catalog, DataType, ScalarType } from "../catalog/types.ts";
import { text } from "../compiler/print-test.ts";
import { bind, type Fragment, identifier, sql } from "../compiler/sql.ts";
import { AppError, assertNever } from "../errors.ts";
import { didYouMean } from "../segment/closest.ts";
import { columnOf, oneZero } from "./columns.ts";

/** What customers are sorted by. */
export interface CustomerSort {
  /** The name of an attribute; null: the customer's key. */
  readonly attribute: string | null;
  readonly order: "asc" | "desc";
}

/** Where a page ended: by what its last customer was sorted, null when that is unknown, and their key. */
export interface Place {
  readonly value: Value | null;
  readonly key: string;
}

type Value = string | number | readonly string[] | readonly number[];

/** An order in which every customer has one place, as expressions over `customers`. */
export interface CustomersOrder {
  /** What they are sorted by, and 1 where that is unknown. */
  readonly value: Fragment;
  readonly unknown: Fragment;
  /** For `ORDER BY`. */
  readonly by: Fragment;
  /** Whether a customer comes after a place. */
  behind(place: Place): Fragment;
  /** A place from what was selected. */
  placeOf(row: Readonly<Record<string, unknown>> & { readonly key: string }): Place;
  /** @throws AppError `invalid_cursor` when it is not one of this order */
  read(cursor: string): Place;
  write(place: Place): string;
}

/**
 * By an attribute or the key: texts in lower case, numbers, days and times by size, no before yes, lists by their first items, records by how many
 * there are. What is unknown comes last in both directions; customers with equal values come by their key.
 *
 * @throws AppError `unknown_attribute`
 */
export function sortedOrder(catalog: Catalog, { attribute: name, order }: CustomerSort): CustomersOrder {
  if (name === null) return orderOf({ id: null, order, ...sortKey({ kind: "value", of: "text" }, identifier("key")), unknown: undefined });
  const attribute = catalog.attributes.find((each) => each.name === name);
  if (attribute === undefined) {
    throw new AppError("unknown_attribute", `There is no attribute ${JSON.stringify(name)} to sort by.`, {
      path: ["sort", "attribute"],
      hint: didYouMean(name, catalog.attributes.map((each) => each.name)) ?? "Name one that there is, or null for the key.",
    });
  }
  const column = columnOf(attribute);
  return orderOf({ id: name, order, ...sortKey(attribute.type, column), unknown: attribute.type.kind === "value" ? sql`isNull(${column})` : sql`empty(${column})` });
}

/** The customer first whose key this is, then in the order in which they were first seen. */
export function foundOrder(key: string): CustomersOrder {
  return orderOf({ id: ["found"], order: "asc", value: sql`if(key = ${text(key)}, 0, id)`, kind: NUMBER, unknown: undefined });
}

interface SortKey {
  readonly value: Fragment;
  readonly kind: Kind;
}

interface OrderParts extends SortKey {
  /** By what a cursor tells its order from others. */
  readonly id: string | null | readonly string[];
  readonly order: "asc" | "desc";
  /** Left out: it is always known. */
  readonly unknown: Fragment | undefined;
}

/** How a value is read from a cursor and bound. */
interface Kind {
  readonly schema: z.ZodType<Value>;
  readonly bound: (value: Value) => Fragment;
}

const NUMBER: Kind = { schema: z.number(), bound: (value) => bind("Float64", value) };
const TEXT: Kind = { schema: z.string(), bound: (value) => text(String(value)) };
const NUMBERS: Kind = { schema: z.array(z.number()).readonly(), bound: (value) => bind("Array(Float64)", value) };
const TEXTS: Kind = { schema: z.array(z.string()).readonly(), bound: (value) => bind("Array(String)", value) };

/** Of a list so many items tell its place: the engine (26.7) compares lists slowly, and a cursor holds them. */
const ITEMS = 8;

function sortKey(type: DataType, column: Fragment): SortKey {
  if (type.kind === "records") return { value: sql`toFloat64(length(${column}))`, kind: NUMBER };
  const isText = type.of === "text";
  if (type.kind === "value") return { value: oneKey(type.of, column), kind: isText ? TEXT : NUMBER };
  return { value: sql`arrayMap(each -> ${oneKey(type.of, sql`each`)}, arraySlice(${column}, 1, ${bind("UInt8", ITEMS)}))`, kind: isText ? TEXTS : NUMBERS };
}

function oneKey(of: ScalarType["of"], value: Fragment): Fragment {
  switch (of) {
    case "text":
      return sql`lowerUTF8(${value})`;
    case "number":
      return oneZero(of, value);
    case "boolean":
      return sql`toFloat64(${value})`;
    case "date":
      return sql`toFloat64(toInt32(${value}))`;
    case "datetime":
      return sql`toFloat64(toUnixTimestamp64Milli(${value}))`;
    default:
      return assertNever(of);
  }
}

function orderOf({ id, order, value, kind, unknown }: OrderParts): CustomersOrder {
  const [direction, after] = order === "asc" ? [sql`ASC`, sql`>`] : [sql`DESC`, sql`<`];
  return {
    value,
    unknown: unknown ?? sql`0`,
    by: sql`${unknown === undefined ? sql`` : sql`${unknown}, `}${value} ${direction}, key`,
    behind(place) {
      const laterKey = sql`key > ${text(place.key)}`;
      if (place.value === null) return sql`(${unknown ?? sql`0`} AND ${laterKey})`;
      const bound = kind.bound(place.value);
      const behind = sql`${value} ${after} ${bound} OR (${value} = ${bound} AND ${laterKey})`;
      return unknown === undefined ? sql`(${behind})` : sql`(${unknown} OR ${behind})`;
    },
    placeOf: (row) => ({ value: row["unknown"] === 1 ? null : kind.schema.parse(row["value"]), key: row.key }),
    read(cursor) {
      const [itsId, itsOrder, at, key] = cursorSchema.safeParse(jsonOf(cursor)).data ?? notACursor();
      if (JSON.stringify([itsId, itsOrder]) !== JSON.stringify([id, order])) {
        throw invalidCursor("This cursor is of this list in another order.", "Keep `sort` as it was, or leave the cursor out to start again.");
      }
      return { value: kind.schema.nullable().safeParse(at).data ?? (at === null ? null : notACursor()), key };
    },
    write: ({ value: at, key }) => Buffer.from(JSON.stringify([id, order, at, key])).toString("base64url"),
  };
}

const idSchema = z.union([z.string(), z.null(), z.array(z.string())]);
const cursorSchema = z.tuple([idSchema, z.string(), z.unknown(), z.string()]);

/** Undefined for what is none. */
function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

function notACursor(): never {
  throw invalidCursor("This is not a cursor of this list.", "Use `next` of the page before.");
}

function invalidCursor(message: string, hint: string): AppError {
  return new AppError("invalid_cursor", message, { path: ["cursor"], hint });
}
