import type { DataType } from "../../catalog/types.ts";
import { bind, type Fragment, join, sql } from "../../compiler/sql.ts";
import { cellText } from "./csv-line.ts";
import { sentColumn } from "./sent-form.ts";
import type { SentColumn } from "./sent-table.ts";

/** A row of a sheet, as SpreadsheetML. */
export function sheetRow(columns: readonly SentColumn[]): Fragment {
  const cells = columns.map(({ type }, at) => sheetCell(sentColumn(at), type));
  return sql`concat('<row>', ${join(cells, sql`, `)}, '</row>')`;
}

/** The text of a cell of text: what XML can't hold becomes U+FFFD. */
function inline(whole: Fragment): Fragment {
  const text = cut(whole);
  const held = sql`replaceRegexpAll(${text}, ${bind("String", "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]")}, ${bind("String", "\u{FFFD}")})`;
  // Excel reads `_x000D_` as the character of that number, and XML a carriage return as a new line (ECMA-376, §22.9.2.19).
  const named = sql`if(position(${held}, '_x') = 0, ${held}, replaceRegexpAll(${held}, '_(x[0-9A-Fa-f]{4}_)', ${bind("String", "_x005F_\\1")}))`;
  const safe = sql`replaceAll(${named}, ${bind("String", "\r")}, '_x000D_')`;
  return sql`concat('<c t="inlineStr"><is><t xml:space="preserve">', encodeXMLComponent(${safe}), '</t></is></c>')`;
}

/** What Excel takes in a cell, in units of UTF-16; it calls a file with more damaged. */
const MOST_TEXT = 32_767;

/** A text that is too long for a cell is cut, and ends with `…`. */
function cut(text: Fragment): Fragment {
  const pairs = sql`countMatches(${text}, ${bind("String", "[\\x{10000}-\\x{10FFFF}]")})`;
  const kept = sql`leftUTF8(${text}, if(${pairs} = 0, ${bind("UInt16", MOST_TEXT - 1)}, ${bind("UInt16", MOST_TEXT >> 1)}))`;
  const long = sql`if(lengthUTF8(${text}) + ${pairs} <= ${bind("UInt16", MOST_TEXT)}, ${text}, concat(${kept}, '…'))`;
  return sql`if(length(${text}) <= ${bind("UInt16", MOST_TEXT)}, ${text}, ${long})`;
}

function sheetCell(column: Fragment, type: DataType): Fragment {
  return sql`ifNull(${knownCell(column, type)}, '<c/>')`;
}

function knownCell(column: Fragment, type: DataType): Fragment {
  if (type.kind !== "value" || type.of === "text") return inline(cellText(column, type));
  switch (type.of) {
    case "number":
      return sql`concat('<c><v>', toString(${column} + 0), '</v></c>')`;
    case "boolean":
      return sql`concat('<c t="b"><v>', toString(toUInt8(${column})), '</v></c>')`;
    // Days since the last day of 1899, which Excel counts from; it knows none before March of 1900.
    case "date":
      return sql`if(toInt32(${column}) < ${FIRST_DAY}, ${inline(cellText(column, type))}, concat('<c s="1"><v>', toString(toInt32(${column}) + 25569), '</v></c>'))`;
    case "datetime":
      return sql`if(toUnixTimestamp64Milli(${column}) < ${FIRST_DAY} * 86400000, ${inline(cellText(column, type))},
        concat('<c s="2"><v>', toString(toUnixTimestamp64Milli(${column}) / 86400000 + 25569), '</v></c>'))`;
  }
}

/** 1 March 1900, in days of 1970. */
const FIRST_DAY = sql`-25508`;
