import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { type Change, compare } from "../../src/segment/changes/compare.ts";
import { changedSentence, clauseOf } from "../../src/segment/changes/sentences.ts";
import { changedWords, type Part } from "../../src/segment/changes/words.ts";
import { EMPTY_CATALOG } from "../../src/catalog/types.ts";

const wording = { catalog: EMPTY_CATALOG, segments: undefined };
const is = (attribute: string, value: string): Condition => ({ kind: "attribute", attribute, op: "equals", value });
const ordered = (value: number, days: number): Condition => ({ kind: "event", event: "Order", op: "at_least", value, window: { last: days, unit: "day" } });
const all = (...of: Condition[]): Condition => ({ kind: "all", of });
const any = (...of: Condition[]): Condition => ({ kind: "any", of });

/** `−gone−` and `+new+` in the text. */
function marked(parts: readonly Part[]): string {
  return parts.map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `+${text}+` : `−${text}−`)).join("");
}

function told(before: Condition, after: Condition): readonly string[] {
  return compare(before, after).map((change: Change) => {
    const place = change.path.filter((key) => typeof key === "number").map((index) => index + 1).join(".");
    if (change.kind === "changed") return `${place} ~ ${marked(changedSentence(change.before, change.after, wording).parts)}`;
    if (change.kind === "joined") return `${place} by ${change.by}`;
    const clause = clauseOf(change.condition, wording);
    if (change.kind === "switched") return `${place} ${change.off ? "off" : "on"} ${clause}`;
    if (change.kind === "noted") return `${place} note ${change.note} ${clause}`;
    return `${place} ${change.kind} ${clause}`;
  });
}

describe("what changed between two definitions", () => {
  it("is told by condition: added, removed, and changed word by word", () => {
    const before = all(is("country", "SG"), ordered(2, 90), is("plan", "pro"));
    expect(told(before, all(ordered(3, 30), is("country", "SG"), is("device", "a b")))).toEqual([
      "1 ~ who did “Order” at least− twice−+ 3 times+ in the last− 90−+ 30+ days",
      "3 removed whose plan is “pro”",
      "3 added whose device is “a b”",
    ]);
  });

  it("is told of windows of exports and refreshes, and of another destination or segment", () => {
    const sent = (destination: string, last: number): Condition => ({ kind: "exported", destination, window: { last, unit: "day" } });
    const moved = (way: "entered" | "left"): Condition => ({ kind: "segment", segment: "s1", [way]: { this: "month" } });
    expect(told(all(sent("d1", 7), is("a", "1")), all(sent("d1", 30), is("a", "1")))).toEqual(["1 ~ who were sent to the destination d1 in the last− 7−+ 30+ days"]);
    expect(told(all(moved("left")), all({ kind: "not", of: moved("left") }))).toEqual(["1 ~ who− left−+ did not leave+ the segment s1 in this month"]);
    expect(told(all(sent("d1", 7), moved("entered")), all(sent("d1", 7)))).toEqual(["2 removed who entered the segment s1 in this month"]);
  });

  it("is nothing where only the order, or how it is written, is another", () => {
    expect(compare(all(is("a", "1"), any(is("b", "2"), is("c", "3"))), all(any(is("c", "3"), is("b", "2")), is("a", "1")))).toEqual([]);
    expect(compare(is("a", "1"), all(is("a", "1")))).toEqual([]);
  });

  it("follows a condition through groups, negation, moves, notes and switching off", () => {
    expect(told(all(is("a", "1"), any(is("b", "2"), is("c", "3"))), all(is("a", "1"), all(is("b", "2"), is("d", "4"))))).toEqual([
      "2 by all",
      "2.2 removed whose c is “3”",
      "2.2 added whose d is “4”",
    ]);
    expect(told(all(is("a", "1"), any(is("b", "2"), is("c", "3"))), all(is("a", "1"), is("c", "3"), any(is("b", "2"), is("d", "4"))))).toEqual([
      "2 moved whose c is “3”",
      "3.2 added whose d is “4”",
    ]);
    expect(told(all(is("a", "1")), all({ kind: "not", of: is("a", "1") }))).toEqual(["1 ~ whose a is+ not+ “1”+ or is unknown+"]);
    expect(told(all(is("a", "1"), is("b", "2")), all({ ...is("a", "1"), off: true, note: "why" }, { ...is("b", "3"), off: true }))).toEqual([
      "1 off whose a is “1”",
      "1 note why whose a is “1”",
      "2 off whose b is “3”",
      "2 ~ whose b is− “2”−+ “3”+",
    ]);
    expect(told(is("a", "1"), all())).toEqual(["1 removed whose a is “1”"]);
  });

  it("counts values instead of telling them where there are many", () => {
    const many = (from: number): Condition => ({
      kind: "attribute",
      attribute: "code",
      op: "any_of",
      value: Array.from({ length: 20_000 }, (_, at) => `value ${from + at}`),
    });
    const { values } = changedSentence(many(0), many(3), wording);
    expect(values).toEqual({
      added: { count: 3, first: ["value 20000", "value 20001", "value 20002"] },
      removed: { count: 3, first: ["value 0", "value 1", "value 2"] },
    });
  });
});

describe("changed words", () => {
  it("keep values rather than what stands between them", () => {
    expect(marked(changedWords("is any of “A”, “B”, “C” or “D”", "is any of “A”, “B” or “C”"))).toBe("is any of “A”, “B”−,−+ or+ “C”− or “D”−");
  });

  it("give both texts back", () => {
    const texts = ["", "a", "whose “a, b” is 5.", "whose “a, b” is not 5 or 6.", "x ".repeat(600), "y ".repeat(600), "an der schönen blauen", "Größe: 日本 “é”"];
    for (const before of texts) {
      for (const after of texts) {
        const parts = changedWords(before, after);
        const without = (kind: Part["kind"]) => parts.filter((part) => part.kind !== kind).map(({ text }) => text).join("");
        expect([without("added"), without("removed")].map((text) => text.trim())).toEqual([before, after].map((text) => text.trim()));
      }
    }
  });
});
