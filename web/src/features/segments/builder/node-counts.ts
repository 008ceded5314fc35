import { useMemo, useRef } from "react";
import type { Path } from "../../../../../src/errors.ts";
import { find } from "../../../../../src/segment/edit.ts";
import type { Node } from "../../../../../src/segment/edit-tree.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import { type Breakdown, breakdownQuery, type NodeCounts } from "../../../api/audience.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { placesOf } from "./places.ts";
import { refusalOf } from "./refusal.ts";
import { type Answer, useAnswer } from "./use-answer.ts";

/** The counts of all conditions, as they can be shown now. */
export interface Counts {
  readonly state: Answer<Breakdown>["state"];
  /** The counts of a node. While they are not current: those that it had, wherever it stood. */
  readonly of: (node: Node, path: Path) => NodeCounts | undefined;
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/** Three exact counts of every condition on the screen. */
export function useCounts(draft: SegmentDraft, countable: boolean, clock: Clock): Counts {
  const { data, state, error, retry } = useAnswer(breakdownQuery, draft, countable, clock);
  const newest = useRef(retry);
  newest.current = retry;
  // What is wrong with the definition is said where it is: counting again would not help.
  const failure = refusalOf(error, draft.where).length > 0 ? undefined : error;
  return useMemo(() => countsOf({ data, state, error: failure, retry: () => newest.current() }), [data, state, failure]);
}

function countsOf({ data, state, error, retry }: Answer<Breakdown>): Counts {
  const byPath = new Map(data?.nodes.map((counts) => [JSON.stringify(counts.path), counts]));
  const stood = data ? placesOf(data.where) : new Map<Node, Path>();
  const at = (path: Path) => byPath.get(JSON.stringify(path));
  return {
    state,
    error,
    retry,
    of(node, path) {
      if (!data) return undefined;
      if (state === "current") return at(path);
      const before = find(data.where, path);
      if (before === node) return at(path);
      const place = stood.get(node);
      return place ? at(place) : before?.kind === node.kind ? at(path) : undefined;
    },
  };
}
