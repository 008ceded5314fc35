import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { check } from "../../src/segment/check.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { everyone } from "../reference/dataset.ts";
import { parseInstant } from "../reference/instant.ts";
import { members } from "../reference/members.ts";
import { isOff } from "../reference/off.ts";
import type { Clock } from "../reference/window.ts";
import { zones } from "./arbitrary/clock.ts";
import { conditions } from "./arbitrary/condition.ts";
import { cases, dataset, referred } from "./cases.ts";
import { datasetCatalog } from "./dataset.ts";

const RUNS = { numRuns: 300, seed: 20_240_331 };

const catalog = datasetCatalog(dataset);
const base = everyone(dataset).sort();
/** The times at which the cases are judged: each stands beside something in the data. */
const times = [...new Set(cases.map(({ now }) => parseInstant(now)))];
const clocks = fc.record({ now: fc.constantFrom(...times), timeZone: zones });

/** Conditions that are not off: what is off has no complement. */
const judged = conditions.filter((where) => !isOff(where));

test("what a generator of right definitions makes passes the check unchanged", () => {
  fc.assert(
    fc.property(conditions, clocks, (where, clock) => {
      const checked = check(where, { catalog, ...referred, ...clock });
      expect(checked.problems).toEqual([]);
      expect(checked.condition).toEqual(where);
    }),
    RUNS,
  );
});

test("a condition and its complement share nobody and are together everyone", () => {
  fc.assert(
    fc.property(judged, clocks, (where, clock) => {
      expect([...select(where, clock), ...select({ kind: "not", of: where }, clock)].sort()).toEqual(base);
    }),
    RUNS,
  );
});

test("all is the intersection of what it holds, any the union", () => {
  fc.assert(
    fc.property(judged, judged, clocks, (one, other, clock) => {
      const [ofOne, ofOther] = [select(one, clock), select(other, clock)];
      expect(select({ kind: "all", of: [one, other] }, clock)).toEqual(base.filter((key) => ofOne.includes(key) && ofOther.includes(key)));
      expect(select({ kind: "any", of: [one, other] }, clock)).toEqual(base.filter((key) => ofOne.includes(key) || ofOther.includes(key)));
    }),
    RUNS,
  );
});

test("not all of them is any that is not, and not any of them all that are not", () => {
  fc.assert(
    fc.property(judged, judged, clocks, (one, other, clock) => {
      const not = (of: Condition): Condition => ({ kind: "not", of });
      const both: Condition[] = [one, other];
      expect(select(not({ kind: "all", of: both }), clock)).toEqual(select({ kind: "any", of: both.map(not) }, clock));
      expect(select(not({ kind: "any", of: both }), clock)).toEqual(select({ kind: "all", of: both.map(not) }, clock));
    }),
    RUNS,
  );
});

test("the normal form selects the same customers and is its own normal form", () => {
  fc.assert(
    fc.property(conditions, clocks, (where, clock) => {
      const normal = normalize(where, catalog);
      expect(select(normal, clock)).toEqual(select(where, clock));
      expect(normalize(normal, catalog)).toEqual(normal);
      expect(check(normal, { catalog, ...referred, ...clock }).problems).toEqual([]);
    }),
    RUNS,
  );
});

test("to switch a condition off is to remove it", () => {
  fc.assert(
    fc.property(fc.constantFrom("all", "any"), judged, conditions, clocks, (kind, stays, goes, clock) => {
      const switchedOff: Condition = { kind, of: [stays, { ...goes, off: true }] };
      const removed: Condition = { kind, of: [stays] };
      expect(select(switchedOff, clock)).toEqual(select(removed, clock));
      expect(normalize(switchedOff, catalog)).toEqual(normalize(removed, catalog));
    }),
    RUNS,
  );
});

function select(where: Condition, clock: Clock): string[] {
  return [...members(dataset, { where }, clock)].sort();
}
