import { expect, test } from "vitest";
import type { Condition, SegmentCondition } from "../../src/segment/ast.ts";
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
