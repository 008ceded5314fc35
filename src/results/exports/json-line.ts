import { bind, type Fragment, join, sql } from "../../compiler/sql.ts";
import { namedFields, namedTuple } from "../columns.ts";
import { sentColumn } from "./sent-form.ts";
import type { SentColumn } from "./sent-table.ts";

/** A row as a JSON object, its fields in their order. */
export function jsonLine(columns: readonly SentColumn[]): Fragment {
  const values = columns.map(({ type }, at) => namedFields(sentColumn(at), type));
  return sql`toJSONString(CAST(tuple(${join(values, sql`, `)}), ${bind("String", namedTuple(columns))}))`;
}
