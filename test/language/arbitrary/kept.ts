import fc from "fast-check";
import type { Condition, Window } from "../../../src/segment/ast.ts";
import type { Dataset, Export, Refresh } from "../../reference/dataset.ts";
import { parseInstant } from "../../reference/instant.ts";
import { members } from "../../reference/members.ts";
import { marks } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { type Edges, windows } from "./window.ts";

/** Conditions on who entered segments or left them. Those of which more is known are asked more often. */
export function moves({ dataset, edges }: Vocabulary): fc.Arbitrary<Condition> | undefined {
  const ids = Object.entries(dataset.segments ?? {}).flatMap(([id, { refreshes = [] }]) => repeated(id, refreshes.length));
  if (ids.length === 0) return undefined;
  return fc
    .tuple(fc.constantFrom(...ids), fc.constantFrom("entered", "left"), keptWindows(edges), marks)
    .map(([segment, way, window, mark]) => ({ kind: "segment", segment, [way]: window, ...mark }));
}

/** Conditions on who was sent to destinations, likewise. */
export function exported({ dataset, edges }: Vocabulary): fc.Arbitrary<Condition> | undefined {
  const ids = Object.entries(dataset.destinations ?? {}).flatMap(([id, { exports }]) => repeated(id, exports.length));
  if (ids.length === 0) return undefined;
  return fc
    .tuple(fc.constantFrom(...ids), fc.option(keptWindows(edges), { freq: 4, nil: undefined }), marks)
    .map(([destination, window, mark]) => ({ kind: "exported", destination, ...(window && { window }), ...mark }));
}

/** The segments whose members may be asked for: of one that needs repair only its refreshes may. */
export function soundSegments(dataset: Dataset): string[] {
  const ofAnybody: Dataset = { ...dataset, customers: [{ key: "anybody", attributes: {} }], events: [] };
  return Object.keys(dataset.segments ?? {}).filter((segment) => {
    try {
      members(ofAnybody, { where: { kind: "segment", segment } }, { now: 0, timeZone: "UTC" });
      return true;
    } catch {
      return false;
    }
  });
}

/** What refreshes of a segment found among these customers, in the order of their instants (epoch milliseconds). */
export function refreshes(keys: readonly string[], instants: fc.Arbitrary<number>): fc.Arbitrary<Refresh[]> {
  const found = fc.oneof({ weight: 4, arbitrary: fc.subarray([...keys]) }, { weight: 1, arbitrary: fc.constant("as before" as const) });
  return fc.array(fc.tuple(instants, found), { maxLength: 5 }).map((all) => {
    let last: readonly string[] = [];
    return inOrder(all).map(([at, now]) => ({ at: textOf(at), members: (last = now === "as before" ? last : now) }));
  });
}

/** Whom a destination was sent of these customers, likewise. */
export function exportsTo(keys: readonly string[], instants: fc.Arbitrary<number>): fc.Arbitrary<Export[]> {
  const some = fc.subarray([...keys], { maxLength: Math.ceil(keys.length / 2) });
  return fc.array(fc.tuple(instants, some), { maxLength: 4 }).map((all) => inOrder(all).map(([at, sent]) => ({ at: textOf(at), sent })));
}

/** Of any form; half of them are so long that something lies in them. */
function keptWindows(edges: Edges): fc.Arbitrary<Window> {
  return fc.oneof(windows(edges), edges.days.map((to) => ({ to })), fc.constant({ ago: { to: 0, unit: "day" } } as const));
}

/** Once, and once more for each thing that is known of it. */
function repeated(id: string, times: number): string[] {
  return Array.from({ length: times + 1 }, () => id);
}

function inOrder<T>(all: readonly (readonly [number, T])[]): (readonly [number, T])[] {
  return all.toSorted(([one], [other]) => one - other);
}

function textOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** The instants of what is kept of a data set, and a millisecond beside each. */
export function keptTimes({ segments = {}, destinations: all = {} }: Dataset): number[] {
  const kept = [...Object.values(segments).flatMap(({ refreshes: made = [] }) => made), ...Object.values(all).flatMap(({ exports }) => exports)];
  return kept.flatMap(({ at }) => [parseInstant(at) - 1, parseInstant(at), parseInstant(at) + 1]);
}
