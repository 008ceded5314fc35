import type { DataType } from "../../catalog/types.ts";
import { bind, type Fragment, join, sql } from "../../compiler/sql.ts";
import { assertNever } from "../../errors.ts";
import { namedFields } from "../columns.ts";
import type { CsvFormat } from "./file-format.ts";
import { FORMULA_BYTES, isFormula, withoutFormula } from "./formula.ts";
import type { Lines } from "./lines.ts";
import { sentColumn } from "./sent-form.ts";
import type { SentColumn } from "./sent-table.ts";

/** Lines of CSV: unknown is nothing, and an empty text is quoted. */
export function csvLines(columns: readonly SentColumn[], format: CsvFormat): Lines {
  // A line with nothing in it would be skipped by most readers.
  const unknown = columns.length === 1 || format.quotes === "always" ? '""' : "";
  const settings = {
    format_custom_escaping_rule: "Raw",
    format_custom_field_delimiter: format.delimiter,
    format_custom_row_after_delimiter: format.lineEnd,
    format_tsv_null_representation: unknown,
    // What is dear is done for the rows alone that need it.
    short_circuit_function_evaluation: "force_enable",
  };
  return { values: join(columns.map(({ type }, at) => csvCell(sentColumn(at), type, format)), sql`, `), format: sql`CustomSeparated`, settings };
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

function csvCell(column: Fragment, type: DataType, format: CsvFormat): Fragment {
  const isText = type.kind === "value" && type.of === "text";
  // Numbers, days, instants, yes and no hold nothing that would be misread, and are printed as `cellText` has them.
  if (type.kind === "value" && !isText && format.quotes === "needed") return type.of === "number" ? sql`${column} + 0` : column;
  const text = cellText(column, type);
  const safe = isText && format.formulas === "escaped" ? withoutFormula(text) : text;
  const quoted = sql`concat('"', replaceAll(${safe}, '"', '""'), '"')`;
  if (format.quotes === "always") return quoted;
  const has = sql`multiSearchAny(${text}, ${bind("Array(String)", quotedFor(format.delimiter))})`;
  const careful = sql`if(${has} OR empty(${text}) OR startsWith(${text}, ' ') OR endsWith(${text}, ' '), ${quoted}, ${safe})`;
  return isText ? sql`if(${isPlain(text, format)}, assumeNotNull(${text}), ${careful})` : careful;
}

/** Whether a text is printed as it is: nearly every one is, so this is asked with what the engine (26.7) does fastest. */
function isPlain(text: Fragment, { delimiter, formulas }: CsvFormat): Fragment {
  const known = sql`assumeNotNull(${text})`;
  // Of an empty text it is 0.
  const first = bind("Array(UInt8)", [0, 0x20, ...(formulas === "escaped" ? FORMULA_BYTES : [])]);
  const has = quotedFor(delimiter).map((character) => sql`position(${known}, ${bind("String", character)})`);
  return sql`isNull(${text}) + (ascii(${known}) IN ${first}) + endsWith(${known}, ' ') + ${join(has, sql` + `)} = 0`;
}

/** What makes quotes needed. */
function quotedFor(delimiter: string): readonly string[] {
  return ['"', "\r", "\n", delimiter];
}
