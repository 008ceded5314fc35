import { describe, expect, test } from "vitest";
import { cases, dataset } from "../language/cases.ts";
import { parseInstant } from "./instant.ts";
import { members } from "./members.ts";

describe.each([...new Set(cases.map(({ group }) => group))])("the reference evaluator: %s", (group) => {
  test.each(cases.filter((one) => one.group === group))("$name", ({ where, now, timeZone, ownTimeZone, expect: expected }) => {
    const found = members(dataset, { where, timeZone: ownTimeZone }, { now: parseInstant(now), timeZone });
    expect([...found].sort()).toEqual(expected);
  });
});

test("a segment's own zone wins over the one that it is counted in", () => {
  const now = Date.UTC(2024, 2, 31, 12);
  const where = { kind: "attribute", attribute: "birthday", op: "in", window: { this: "day" } } as const;
  const counted = { now, timeZone: "UTC" };
  expect([...members(dataset, { where }, counted)]).toEqual(["d6"]);
  expect([...members(dataset, { where, timeZone: "Pacific/Auckland" }, counted)]).toEqual(["d9"]);
});
