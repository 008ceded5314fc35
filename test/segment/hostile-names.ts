import fc from "fast-check";
import type { Condition } from "../../src/segment/ast.ts";
import { conditionSchema } from "../../src/segment/schema.ts";

/** Names and texts that could be taken for the words of a sentence, or could end the marks around them. */
export const HOSTILE: readonly string[] = [
  ...["and", "or", "not", "no", "first", "last", "ever", "is", "its", "its time", "at", "exactly", "between", "more", "fewer", "anything", "nothing"],
  ...["with", "where", "of", "in", "who", "whose", "Customers", "Everyone", "then", "within", "May", "UTC", "once", "twice", "times", "true", "null"],
  ...["a.b", "a.", "-", "x-", "_", "1st", "10%", "(", ")", "(or never)", ", and who", ".", "…", " ", "  ", "\t", "\n", "\r\n", "\0", "\u2028", "\u200b", "\u202e"],
  ...["“", "”", "“”", "\\", "\\”", "\\u0041", '"', "'", "”. Everyone.", "” or “", "is “a”", "é", "e\u0301", "İ", "👩‍👩‍👧", "\ud800", "京", "א", "x".repeat(500)],
];

const names = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 6, unit: "binary" }));

/** The same condition about other things: every name in it is another one, and every text that is no day. */
export function renamed(conditions: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.tuple(conditions, fc.array(names, { minLength: 8, maxLength: 8 })).map(([where, given]) => {
    let next = 0;
    const other = (): string => given[next++ % given.length] ?? "x";
    const each = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(each);
      return typeof value === "string" && !isDated(value) && value !== "$time" ? other() : value;
    };
    const others = (key: string, value: unknown): unknown => (NAMED.includes(key) && !isNode(value) ? each(value) : value);
    return conditionSchema.parse(JSON.parse(JSON.stringify(where), others));
  });
}

const NAMED = ["attribute", "event", "property", "field", "of", "list", "segment", "destination", "salt", "same", "value"];

function isNode(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isNode) : typeof value === "object" && value !== null;
}

function isDated(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text);
}
