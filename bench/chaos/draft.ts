import type { Condition } from "../../src/segment/ast.ts";
import { families, type Pooled } from "./pool.ts";
import { pick } from "./random.ts";

/** One condition of a draft; `negated`: everyone else. */
export interface Part {
  readonly pooled: Pooled;
  readonly negated: boolean;
}

/** What somebody is editing: customers who meet all the parts. */
export type Draft = readonly Part[];

const MOST_PARTS = 6;

export function definitionOf(draft: Draft): Condition {
  return { kind: "all", of: draft.map(({ pooled, negated }) => (negated ? { kind: "not", of: pooled.condition } : pooled.condition)) };
}

export function newDraft(random: () => number): Draft {
  return edited(edited([], random), random);
}

/** A draft with one condition added, changed, negated or removed. */
export function edited(draft: Draft, random: () => number): Draft {
  const at = Math.floor(random() * draft.length);
  const unused = families.filter((family) => !draft.some(({ pooled }) => family.includes(pooled)));
  const deed = random();
  if (draft.length < 2 || (deed < 0.3 && draft.length < MOST_PARTS)) {
    return [...draft, { pooled: pick(random, pick(random, unused)), negated: random() < 0.3 }];
  }
  if (deed < 0.45) return draft.filter((_, index) => index !== at);
  return draft.map((part, index) => {
    if (index !== at) return part;
    if (deed < 0.6) return { ...part, negated: !part.negated };
    const family = families.find((each) => each.includes(part.pooled)) ?? [part.pooled];
    return { ...part, pooled: pick(random, family) };
  });
}

/** A draft whose members are the same whatever the time is: what is refreshed is judged by the server's own clock. */
export function timelessDraft(random: () => number): Draft {
  const timeless = families.filter((family) => family.every(({ condition }) => condition.kind === "attribute"));
  const first = pick(random, timeless);
  const second = pick(random, timeless.filter((family) => family !== first));
  return [first, second].map((family) => ({ pooled: pick(random, family), negated: random() < 0.3 }));
}

/** A draft whose members no import changes: new customers meet none of its positive conditions. */
export function fixedDraft(random: () => number): Draft {
  const [first, second] = families
    .map((family) => pick(random, family))
    .filter(({ fixed }) => fixed)
    .map((pooled) => ({ pooled, place: random() }))
    .sort((one, other) => one.place - other.place);
  if (!first || !second) throw new Error("the pool has no fixed conditions");
  return [
    { pooled: first.pooled, negated: false },
    { pooled: second.pooled, negated: random() < 0.3 },
  ];
}
