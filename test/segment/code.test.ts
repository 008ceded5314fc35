import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { printCode, readCode } from "../../web/src/components/code/code-text.ts";
import { conditions } from "../language/arbitrary/condition.ts";
import { SEED } from "./arbitrary.ts";

test("every definition is the same after it was written as YAML or JSON and read again", () => {
  fc.assert(
    fc.property(conditions, fc.constantFrom("yaml" as const, "json" as const), (where, format) => {
      const { where: read, problems } = readCode(printCode(where, format));
      expect(problems).toEqual([]);
      expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(where)));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("texts that look like something else stay texts", () => {
  const value = ["yes", "1e3", "2024-01-01", "null", "~", "- a", "a: b", "#x", " ", "ö\n\u2028", "&a", "*a", "<<"];
  const where: Condition = { kind: "attribute", attribute: "<<", op: "any_of", value };
  expect(readCode(printCode(where, "yaml")).where).toEqual(where);
});

test("what is wrong is told by its line", () => {
  const age = "  - kind: attribute\n    attribute: age\n    op: at_least\n    value: 18\n";
  const text = `kind: all\nof:\n${age}  - kind: event\n    evnt: Order\n`;
  const { where, problems, lineOf } = readCode(text);
  expect(where).toBeUndefined();
  expect(problems.map(({ line }) => line)).toContain(8);
  expect(lineOf(["of", 0, "value"])).toBe(6);
  expect(readCode("kind: all\nof: [\n").problems[0]?.line).toBeGreaterThan(1);
  expect(readCode('{"name": "Everyone", "where": {"kind": "all", "of": []}}').where).toEqual({ kind: "all", of: [] });
});

test("a text that refers to itself, or says one thing many times over, is no definition", () => {
  const lists = ["b", "c", "d", "e", "f"].map((name, at) => `${name}: &${name} [${`*${"abcdef"[at]},`.repeat(9)}]`);
  const bomb = `a: &a [x,x,x]\n${lists.join("\n")}\nkind: all\n`;
  for (const text of ["&a {kind: not, of: *a}", bomb, "", "5", "[]"]) expect(readCode(text).where).toBeUndefined();
});
