import type { Test } from "../../src/segment/ast.ts";
import { manyTexts, oneText } from "./operand.ts";

/** A positive text operator on known text. */
export function textHolds(test: Test, text: string): boolean {
  const fold = (side: string): string => (test.caseSensitive ? side : side.toLowerCase());
  const value = fold(text);
  switch (test.op) {
    case "equals":
      return value === fold(oneText(test));
    case "contains":
      return value.includes(fold(oneText(test)));
    case "starts_with":
      return value.startsWith(fold(oneText(test)));
    case "ends_with":
      return value.endsWith(fold(oneText(test)));
    case "any_of":
      return manyTexts(test).some((wanted) => value === fold(wanted));
    case "contains_any_of":
      return manyTexts(test).some((wanted) => value.includes(fold(wanted)));
    case "matches":
      // The patterns of the tests mean the same to RE2 and here: no "\w", "\b", "\s" on other than ASCII, no "\r" in texts.
      return new RegExp(oneText(test), test.caseSensitive ? "u" : "iu").test(text);
    default:
      throw new Error(`unknown operator on text: ${test.op}`);
  }
}
