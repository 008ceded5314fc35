import { bind, type Fragment, sql } from "../../compiler/sql.ts";

/** A text that begins so is a formula to a spreadsheet, those of full width to Japanese ones: https://owasp.org/www-community/attacks/CSV_Injection */
const BEGINNINGS: readonly string[] = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
/** The first bytes of texts that may be formulas. */
export const FORMULA_BYTES: readonly number[] = [...new Set(BEGINNINGS.flatMap((text) => [...new TextEncoder().encode(text).subarray(0, 1)]))];
/** A number with its sign, or one of a phone: it computes nothing, and would be another text with an apostrophe. */
const PLAIN = /^[+-][0-9][0-9., ]*$/;

/** Whether a spreadsheet would take a text for a formula. */
export function isFormula(text: string): boolean {
  return BEGINNINGS.includes(text.charAt(0)) && !PLAIN.test(text);
}

/** A text with an apostrophe before it where a spreadsheet would take it for a formula. */
export function withoutFormula(text: Fragment): Fragment {
  const beginnings = bind("Array(String)", BEGINNINGS);
  // In bytes: those of full width have three.
  const begins = sql`(substring(${text}, 1, 1) IN ${beginnings} OR substring(${text}, 1, 3) IN ${beginnings})`;
  return sql`if(${begins} AND NOT match(${text}, ${bind("String", PLAIN.source)}), concat('\\'', ${text}), ${text})`;
}
