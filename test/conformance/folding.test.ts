import { afterAll, beforeAll, expect, test } from "vitest";
import { members } from "../../src/results/audience.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { members as expected } from "../reference/members.ts";
import type { Dataset } from "../reference/dataset.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

/** Characters whose lower case is longer, is ASCII, depends on its place, or is none. */
const LETTERS = ["K", "k", "\u212A", "I", "i", "\u0130", "\u0131", "S", "\u017F", "ß", "ẞ", "Σ", "ς", "σ", "Å", "\u212B", "ﬁ"];
const TEXTS = [...LETTERS, ...LETTERS.map((letter) => `a${letter}b`), ...LETTERS.map((letter) => `${letter}${letter}`)];
const NEEDLES = ["k", "K", "i", "I", "ki", "ik", "aKb", "aib", "s", "ss", "b", ...LETTERS];

let bench: TestBench;
const dataset: Dataset = {
  types: { attributes: { word: { kind: "value", of: "text" }, words: { kind: "list", of: "text" } }, events: {} },
  customers: TEXTS.map((word, index) => ({ key: `c${index}`, attributes: { word, words: [word, "other"] } })),
  events: [],
};

beforeAll(async () => {
  bench = await openTestBench();
  const lines = dataset.customers.map(({ key, attributes }) => `${JSON.stringify({ customer_id: key, ...attributes })}\n`);
  await bench.importText("customers", "ndjson", lines.join(""));
});
afterAll(() => bench.close());

const OPERATORS = ["equals", "contains", "starts_with", "ends_with"] as const;

test.each(["word", "words"])("%s is folded as the language says, whatever way the engine takes", async (attribute) => {
  const conditions: Condition[] = [
    ...NEEDLES.flatMap((value) => OPERATORS.map((op): Condition => ({ kind: "attribute", attribute, op, value }))),
    { kind: "attribute", attribute, op: "any_of", value: ["k", "i", "zz"] },
    { kind: "attribute", attribute, op: "any_of", value: ["K", "ß"] },
    { kind: "attribute", attribute, op: "contains_any_of", value: ["k", "zz"] },
    { kind: "attribute", attribute, op: "contains_any_of", value: ["I", "σ"] },
  ];
  for (const where of conditions) {
    const page = await members(bench, { where }, { columns: [], limit: 1000 });
    const keys = [...expected(dataset, { where }, { now: Date.UTC(2026, 0, 1), timeZone: "UTC" })];
    expect([where, page.rows.map(({ key }) => key).sort()]).toEqual([where, keys.sort()]);
  }
});
