import { describe, expect, test } from "vitest";
import { cases, dataset } from "../language/cases.ts";
import { parseInstant } from "./instant.ts";
import { members } from "./members.ts";

for (const group of new Set(cases.map((one) => one.group))) {
  describe(`the reference evaluator: ${group}`, () => {
    test.each(cases.filter((one) => one.group === group))("$name", ({ where, now, timeZone, expect: expected }) => {
      const found = members(dataset, { where }, { now: parseInstant(now), timeZone });
      expect([...found].sort()).toEqual(expected);
    });
  });
}
