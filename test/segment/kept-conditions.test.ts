import { expect, test } from "vitest";
import type { Condition, SegmentCondition } from "../../src/segment/ast.ts";
import { sentCondition } from "../../web/src/components/exports/sent-condition.ts";
import { movedCondition } from "../../web/src/features/segments/builder/history/moved-condition.ts";
import { type Membership, membershipOf, withMembership } from "../../web/src/features/segments/builder/tree/membership.ts";

const MEMBER: SegmentCondition = { kind: "segment", segment: "s1" };
const window = { last: 7, unit: "day" } as const;
const ENTERED: SegmentCondition = { ...MEMBER, entered: window };
const LEFT: SegmentCondition = { ...MEMBER, left: window };
const not = (of: Condition): Condition => ({ kind: "not", of });

test.each<[SegmentCondition, boolean, Membership, Membership, Condition]>([
  [MEMBER, false, "in", "out", not(MEMBER)],
  [MEMBER, false, "in", "entered", ENTERED],
  [MEMBER, true, "out", "in", MEMBER],
  [MEMBER, true, "out", "left", LEFT],
  [{ ...MEMBER, entered: { this: "month" } }, false, "entered", "left", { ...MEMBER, left: { this: "month" } }],
  [ENTERED, true, "entered", "left", not(LEFT)],
  [ENTERED, true, "entered", "out", not(MEMBER)],
  [ENTERED, true, "entered", "in", MEMBER],
  [LEFT, false, "left", "out", not(MEMBER)],
])("%j, denied %s, is read as %s; as %s it is %j", (node, denied, read, to, expected) => {
  const path = ["of", 0, ...(denied ? ["of"] : [])];
  const whole: Condition = { kind: "all", of: [denied ? not(node) : node] };
  expect(membershipOf(node, path)).toBe(read);
  expect(withMembership(whole, path, node, to)).toMatchObject({ changed: true, condition: { kind: "all", of: [expected] } });
});

test("a condition that is the whole definition, and one in two negations, are read as they are", () => {
  expect(membershipOf(MEMBER, [])).toBe("in");
  expect(membershipOf(MEMBER, ["of"])).toBe("out");
  expect(membershipOf(MEMBER, ["of", "of"])).toBe("in");
  expect(withMembership(MEMBER, [], MEMBER, "out").condition).toEqual(not(MEMBER));
  expect(withMembership(not(not(MEMBER)), ["of", "of"], MEMBER, "left").condition).toEqual(not(not(LEFT)));
});

const [NOON, LATER] = ["2026-03-01T12:00:00.000Z", "2026-03-02T12:00:00.999Z"];
const [AFTER_NOON, AFTER_LATER] = ["2026-03-01T12:00:00.001Z", "2026-03-02T12:00:01.000Z"];

test("who moved at a refresh is asked for after the refresh before, up to and including it; or at it alone", () => {
  expect(movedCondition("s1", "entered", NOON, LATER)).toEqual({ kind: "segment", segment: "s1", entered: { from: AFTER_NOON, to: AFTER_LATER } });
  expect(movedCondition("s1", "left", undefined, LATER)).toEqual({ kind: "segment", segment: "s1", left: { from: LATER, to: AFTER_LATER } });
});

test("whom a run sent is asked for at each of its ends, and at no other instant", () => {
  const destination = { id: "d1", name: "Letter", type: "download", revision: 1 };
  const at = (from: string, to: string) => ({ kind: "exported", destination: "d1", window: { from, to } });
  expect(sentCondition({ destination, sentAt: [] })).toBeUndefined();
  expect(sentCondition({ destination, sentAt: [NOON] })).toEqual(at(NOON, AFTER_NOON));
  expect(sentCondition({ destination, sentAt: [NOON, LATER] })).toEqual({ kind: "any", of: [at(NOON, AFTER_NOON), at(LATER, AFTER_LATER)] });
});
