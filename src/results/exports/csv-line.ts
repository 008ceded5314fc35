import type { DataType } from "../../catalog/types.ts";
import { bind, type Fragment, join, sql } from "../../compiler/sql.ts";
import { assertNever } from "../../errors.ts";
import { namedFields } from "../columns.ts";
import type { CsvFormat } from "./file-format.ts";
import { isFormula, withoutFormula } from "./formula.ts";
import { sentColumn } from "./sent-form.ts";
import type { SentColumn } from "./sent-table.ts";

/** A line of CSV without its `\n`: unknown is nothing, and an empty text is quoted. */
export function csvLine(columns: readonly SentColumn[], format: CsvFormat): Fragment {
  const cells = columns.map(({ type }, at) => csvCell(cellText(sentColumn(at), type), type, format, columns.length === 1));
  const line = join(cells, sql`, ${bind("String", format.delimiter)}, `);
  return sql`concat(${line}, ${bind("String", format.lineEnd === "\r\n" ? "\r" : "")})`;
}

/** The line that names the columns, with its end. */
export function csvHeader(columns: readonly SentColumn[], { delimiter, quotes, lineEnd, formulas }: CsvFormat): string {
  const names = columns.map(({ name }) => {
    const safe = formulas === "escaped" && isFormula(name) ? `'${name}` : name;
    const mustBe = quotedFor(delimiter).some((character) => safe.includes(character)) || safe.startsWith(" ") || safe.endsWith(" ");
    return quotes === "always" || mustBe ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return names.join(delimiter) + lineEnd;
}

/** A value as text, the same in every file: days and instants as RFC 3339, lists and records as JSON, those that hold nothing unknown. */
export function cellText(column: Fragment, type: DataType): Fragment {
  if (type.kind !== "value") return sql`if(empty(${column}), NULL, toJSONString(${namedFields(column, type)}))`;
  switch (type.of) {
    case "text":
      return column;
    case "number":
      // Without the sign of a zero.
      return sql`toString(${column} + 0)`;
    case "boolean":
    case "date":
      return sql`toString(${column})`;
    case "datetime":
      return sql`concat(replaceOne(toString(${column}), ' ', 'T'), 'Z')`;
    default:
      return assertNever(type.of);
  }
}

function csvCell(text: Fragment, type: DataType, { delimiter, quotes, formulas }: CsvFormat, isAlone: boolean): Fragment {
  const isText = type.kind === "value" && type.of === "text";
  const safe = isText && formulas === "escaped" ? withoutFormula(text) : text;
  const quoted = sql`concat('"', replaceAll(${safe}, '"', '""'), '"')`;
  // A line with nothing in it would be skipped by most readers.
  const unknown = isAlone || quotes === "always" ? sql`'""'` : sql`''`;
  if (quotes === "always") return sql`ifNull(${quoted}, ${unknown})`;
  // Numbers, days, instants, yes and no hold nothing that would be misread: to look for it takes most of the time.
  if (type.kind === "value" && !isText) return sql`ifNull(${safe}, ${unknown})`;
  const has = sql`multiSearchAny(${safe}, ${bind("Array(String)", quotedFor(delimiter))})`;
  const mustBe = sql`${has} OR empty(${safe}) OR startsWith(${safe}, ' ') OR endsWith(${safe}, ' ')`;
  return sql`ifNull(if(${mustBe}, ${quoted}, ${safe}), ${unknown})`;
}

/** What makes quotes needed. */
function quotedFor(delimiter: string): readonly string[] {
  return ['"', "\r", "\n", delimiter];
}
