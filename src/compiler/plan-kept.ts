import { invariant } from "../errors.ts";
import type { ExportedCondition } from "../segment/ast.ts";
import type { Circumstances, KeptSet } from "../segment/checked.ts";
import type { MovesCondition } from "../segment/expand.ts";
import { resolveWindow } from "../segment/window.ts";
import type { KeptLeaf, SetExpr } from "./plan.ts";
import { READS_CUSTOMERS } from "./reads.ts";
import { leafSet, NOBODY } from "./set.ts";

/** The customers of what was kept in a window, up to now. */
export function keptSet(node: MovesCondition | ExportedCondition, circumstances: Circumstances): SetExpr {
  const { window } = node;
  const { now } = circumstances;
  const { from = -Infinity, to = Infinity } = window === undefined ? {} : resolveWindow(window, circumstances);
  const sets = keptFor(node, circumstances).flatMap(({ id, at }) => (at >= from && at < to && at <= now ? [id] : []));
  return sets.length === 0 ? NOBODY : leafSet({ kind: "kept", ...ownerOf(node), sets, reads: READS_CUSTOMERS });
}

/** All that is kept of what a condition asks for, the oldest first; after now too. */
export function keptFor(node: MovesCondition | ExportedCondition, { segments, destinations }: Circumstances): readonly KeptSet[] {
  const found = node.kind === "exported" ? destinations?.get(node.destination)?.sendings : segments?.get(node.segment)?.refreshes?.[node.way];
  invariant(found !== undefined, `a checked definition is judged without what it asks for of ${ownerOf(node).owner}`);
  return found;
}

function ownerOf(node: MovesCondition | ExportedCondition): Pick<KeptLeaf, "of" | "owner"> {
  return node.kind === "exported" ? { of: "sendings", owner: node.destination } : { of: node.way, owner: node.segment };
}
