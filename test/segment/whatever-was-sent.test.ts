import { expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { whateverWasSent } from "../../src/segment/whatever-was-sent.ts";

const sent: Condition = { kind: "exported", destination: "mail", window: { last: 7, unit: "day" } };
const other: Condition = { kind: "list", list: "objectors" };
const EVERYONE: Condition = { kind: "all", of: [] };
const NOBODY: Condition = { kind: "any", of: [] };

test.each<[string, Condition, boolean, Condition]>([
  ["a permission not to be sent twice is everyone’s", { kind: "not", of: sent }, true, { kind: "not", of: NOBODY }],
  ["a suppression of who was sent is of nobody", sent, false, NOBODY],
  ["a suppression of others stays", { kind: "any", of: [other, sent] }, false, { kind: "any", of: [other, NOBODY] }],
  ["what must hold besides must hold", { kind: "all", of: [other, { kind: "not", of: sent }] }, true, { kind: "all", of: [other, { kind: "not", of: NOBODY }] }],
  ["a suppression of who was not sent", { kind: "not", of: sent }, false, { kind: "not", of: EVERYONE }],
])("%s", (_, condition, met, left) => {
  expect(whateverWasSent(condition, met)).toEqual(left);
});

test("where nothing asks what was sent, or it is off, the condition is the same", () => {
  for (const condition of [other, { kind: "not", of: { kind: "any", of: [other] } }, { ...sent, off: true }] satisfies Condition[]) {
    expect(whateverWasSent(condition, true)).toBe(condition);
  }
});
