import type { DataType, ScalarType, ValueType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, sql } from "../compiler/sql.ts";
import { assertNever, invariant } from "../errors.ts";

/**
 * A value as the file has it, as SQL: plain text, or a piece of JSON. Nullable; NULL, empty text and JSON's null are
 * unknown values.
 */
export interface Cell {
  readonly raw: Fragment;
  readonly encoding: "text" | "json";
  /** The value as text, where a query has named it. */
  readonly text?: Fragment;
}

/** Cells under short names, and the query that gives them beside the columns of a table. */
export interface NamedCells {
  readonly table: Fragment;
  readonly of: (cell: Cell) => Cell;
}

/** Names cells, so that a statement writes the long expression of each, and the engine computes it, once. */
export function nameCells(table: Fragment, cells: readonly Cell[]): NamedCells {
  const named = new Map<Cell, Cell>();
  const columns: Fragment[] = [];
  for (const cell of cells) {
    if (named.has(cell)) continue;
    const raw = identifier(`raw_${named.size}`);
    const text = identifier(`text_${named.size}`);
    columns.push(sql`, ${cell.raw} AS ${raw}, ${textOf(cell)} AS ${text}`);
    named.set(cell, { raw, text, encoding: cell.encoding });
  }
  return {
    table: sql`(SELECT *${join(columns, sql``)} FROM ${table})`,
    of(cell) {
      const found = named.get(cell);
      invariant(found !== undefined, "a cell is named before it is used");
      return found;
    },
  };
}

/** The value as text: JSON strings without their quotes. NULL when it is unknown. */
export function textOf(cell: Cell): Fragment {
  const { raw } = cell;
  if (cell.text !== undefined) return cell.text;
  if (cell.encoding === "text") return sql`nullIf(${raw}, '')`;
  return sql`if(startsWith(${raw}, '"'), nullIf(JSONExtractString(assumeNotNull(${raw})), ''), nullIf(nullIf(${raw}, 'null'), ''))`;
}

/** Whether the value is a list or an object of JSON. */
export function isCompound(cell: Cell): Fragment {
  if (cell.encoding === "text") return sql`0`;
  return sql`ifNull(startsWith(${cell.raw}, '{') OR startsWith(${cell.raw}, '['), 0)`;
}

/** The value as the type says: NULL (an empty list) when it is unknown or can't be one. */
export function castTo(cell: Cell, type: DataType): Fragment {
  switch (type.kind) {
    case "value":
      return castValue(textOf(cell), type.of);
    case "list":
      return castList(cell, type.of);
    case "records": {
      const fields = type.fields.map((field) => castTo(fieldOf(sql`r`, field.name), field.type));
      return sql`arrayMap(r -> tuple(${join(fields, sql`, `)}), ${recordsOf(cell)})`;
    }
    default:
      return assertNever(type);
  }
}

/** Whether the value is known and yet can't be read as the type. */
export function isMisfit(cell: Cell, type: DataType): Fragment {
  switch (type.kind) {
    case "value":
      return misfitValue(textOf(cell), type.of);
    case "list": {
      const item = misfitValue(textOf({ raw: sql`i`, encoding: "json" }), type.of);
      return sql`ifNull(${textOf(cell)} IS NOT NULL AND (${notJson(cell, "[")} OR arrayExists(i -> ${item}, ${itemsOf(cell)})), 0)`;
    }
    case "records": {
      const wrong = [
        sql`NOT startsWith(r, '{')`,
        ...type.fields.map((field) => isMisfit(fieldOf(sql`r`, field.name), field.type)),
      ];
      return sql`ifNull(${textOf(cell)} IS NOT NULL AND ((${notJson(cell, "[")} AND ${notJson(cell, "{")}) OR arrayExists(r -> ${join(wrong, sql` OR `)}, ${recordsOf(cell)})), 0)`;
    }
    default:
      return assertNever(type);
  }
}

/** JSON's items of a list, as an array of pieces of JSON. */
export function itemsOf(cell: Cell): Fragment {
  return sql`JSONExtractArrayRaw(ifNull(${textOf(cell)}, '[]'))`;
}

/** The records of a list of objects, or of one object; null records are dropped. */
export function recordsOf(cell: Cell): Fragment {
  const text = sql`ifNull(${textOf(cell)}, '[]')`;
  return sql`arrayFilter(o -> o != 'null', if(startsWith(${text}, '{'), [${text}], JSONExtractArrayRaw(${text})))`;
}

/** A field of a JSON object. */
export function fieldOf(object: Fragment, name: string): Cell {
  return { raw: sql`nullIf(JSONExtractRaw(${object}, ${bind("String", name)}), '')`, encoding: "json" };
}

function castList(cell: Cell, of: ValueType): Fragment {
  const item = castValue(textOf({ raw: sql`i`, encoding: "json" }), of);
  return sql`arrayMap(v -> assumeNotNull(v), arrayFilter(v -> v IS NOT NULL, arrayMap(i -> ${item}, ${itemsOf(cell)})))`;
}

function castValue(text: Fragment, of: ScalarType["of"]): Fragment {
  switch (of) {
    case "text":
      return text;
    case "number":
      return sql`if(isFinite(toFloat64OrNull(${text})), toFloat64OrNull(${text}), NULL)`;
    case "boolean":
      return sql`multiIf(lower(${text}) IN ('true', 'yes', 'y', '1'), true, lower(${text}) IN ('false', 'no', 'n', '0'), false, NULL)`;
    case "date":
      return sql`if(${isDay(text)}, toDate32OrNull(${text}), NULL)`;
    case "datetime":
      return sql`if(${isInstant(text)} AND ${isKept(instant(text))}, ${instant(text)}, NULL)`;
    default:
      return assertNever(of);
  }
}

function misfitValue(text: Fragment, of: ValueType): Fragment {
  switch (of) {
    case "text":
      return sql`ifNull(NOT isValidUTF8(${text}), 0)`;
    case "number":
      // NaN and the infinities are numbers that nobody knows.
      return sql`(${text} IS NOT NULL AND toFloat64OrNull(${text}) IS NULL)`;
    default:
      return sql`(${text} IS NOT NULL AND ${castValue(text, of)} IS NULL)`;
  }
}

/** A day that exists, from 1900 to 2299: the engine reads other days as their neighbours (26.7). */
export function isDay(text: Fragment): Fragment {
  return sql`ifNull(length(${text}) = 10 AND toString(toDate32OrNull(${text})) = ${text}, 0)`;
}

const INSTANT =
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?( ?(Z|z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?))?)?$";

/** A day that exists, with or without a time and an offset. */
export function isInstant(text: Fragment): Fragment {
  return sql`ifNull(${isDay(sql`substring(${text}, 1, 10)`)} AND match(${text}, ${bind("String", INSTANT)}), 0)`;
}

/** The instant of a text that `isInstant`; without an offset it is UTC. Finer than milliseconds is cut off. */
function instant(text: Fragment): Fragment {
  const cut = sql`replaceRegexpOne(upper(${text}), '([.][0-9]{3})[0-9]+', '\\\\1')`;
  return sql`if(length(${text}) = 10, toDateTime64(toDate32OrNull(${text}), 3, 'UTC'), parseDateTime64BestEffortOrNull(${cut}, 3, 'UTC'))`;
}

/** Whether an instant is from 1900 to 2299 in UTC: the engine reads others as their neighbours in some places (26.7). */
function isKept(instant: Fragment): Fragment {
  const bound = (text: string): Fragment => bind("Int64", Date.parse(text));
  return sql`ifNull(toUnixTimestamp64Milli(${instant}) BETWEEN ${bound("1900-01-01T00:00:00Z")} AND ${bound("2299-12-31T23:59:59.999Z")}, 0)`;
}

/** Whether the text does not begin as JSON of that kind or is not JSON at all. */
function notJson(cell: Cell, first: "[" | "{"): Fragment {
  const text = sql`assumeNotNull(${textOf(cell)})`;
  return sql`(NOT startsWith(${text}, ${bind("String", first)}) OR NOT isValidJSON(${text}))`;
}
