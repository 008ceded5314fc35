import fc from "fast-check";
import type { Condition } from "../../../src/segment/ast.ts";
import { type Dataset, everyone } from "../../reference/dataset.ts";
import { parseInstant } from "../../reference/instant.ts";
import { members } from "../../reference/members.ts";
import { cases } from "../cases.ts";
import { zones } from "./clock.ts";
import { besideClockChanges } from "./clock-changes.ts";
import { conditions } from "./condition.ts";

/** A definition with the clock it is judged by, and whom it selects according to the reference. */
export interface Question {
  readonly where: Condition;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  /** Customer keys, sorted. */
  readonly members: readonly string[];
}

/** The times at which the cases are judged, each beside something in the data, and those beside changes of the clocks. */
const times = [...new Set([...cases.map(({ now }) => parseInstant(now)), ...besideClockChanges])];
const nows = fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...times) }, { weight: 1, arbitrary: fc.constant(Date.UTC(2027, 0, 1)) });

/**
 * Questions to a data set with the types, lists and segments of that of the cases. Of a few definitions the first that selects somebody
 * but not everybody is asked, since others show little.
 */
export function questions(dataset: Dataset, asked = conditions, most = nows): fc.Arbitrary<Question> {
  const base = everyone(dataset).length;
  return fc.tuple(fc.array(asked, { minLength: 3, maxLength: 3 }), most, zones).map(([candidates, now, timeZone]) => {
    let last: Question | undefined;
    for (const where of candidates) {
      last = { where, now, timeZone, members: [...members(dataset, { where }, { now, timeZone })].sort() };
      if (last.members.length > 0 && last.members.length < base) break;
    }
    if (last === undefined) throw new Error("no candidate");
    return last;
  });
}
