import { assertNever, invariant } from "../errors.ts";
import type { Condition, ExportedCondition, Group, Not, SegmentCondition, Window } from "./ast.ts";
import type { Circumstances } from "./checked.ts";
import { joined, negated, normalize } from "./normalize.ts";
import { parseCondition } from "./parse.ts";
import type { LeafOf } from "./tree.ts";

/** A condition in which every reference to a segment is what that segment says. */
export type Expanded = Group<Expanded> | Not<Expanded> | ExpandedLeaf;

export type ExpandedLeaf = Exclude<LeafOf<Condition>, SegmentCondition> | MovesCondition | Zoned;

/** Who entered a segment, or left it: that is kept as it was found. */
export interface MovesCondition {
  readonly kind: "moves";
  readonly segment: string;
  readonly way: "entered" | "left";
  readonly window: Window;
}

/** What is judged in another zone than what is around it. */
export interface Zoned {
  readonly kind: "zoned";
  /** IANA name. */
  readonly timeZone: string;
  readonly of: Expanded;
}

/**
 * The normal form of a checked condition with its references expanded. A segment's own zone holds for it wherever it is referred to, and
 * for nothing that it refers to: that is judged in the zone of the call, unless it has one of its own.
 */
export function expand(condition: Condition, circumstances: Circumstances): Expanded {
  const { workspaceZone = circumstances.timeZone } = circumstances;
  return expanded(normalize(condition, circumstances.catalog), { ...circumstances, workspaceZone });
}

function expanded(node: Condition, circumstances: Circumstances): Expanded {
  switch (node.kind) {
    case "all":
    case "any":
      return joined<ExpandedLeaf>(
        node.kind,
        node.of.map((child) => expanded(child, circumstances)),
      );
    case "not":
      return negated<ExpandedLeaf>(expanded(node.of, circumstances));
    case "segment":
      return movesOf(node) ?? referred(node, circumstances);
    case "exported":
    case "attribute":
    case "event":
    case "sequence":
    case "list":
    case "sample":
      return node;
    default:
      return assertNever(node);
  }
}

/** What a condition asks for of what is kept; undefined: its members are asked for. */
export function keptIn(node: SegmentCondition | ExportedCondition): MovesCondition | ExportedCondition | undefined {
  return node.kind === "exported" ? node : movesOf(node);
}

function movesOf({ segment, entered, left }: SegmentCondition): MovesCondition | undefined {
  if (entered !== undefined) return { kind: "moves", segment, way: "entered", window: entered };
  return left === undefined ? undefined : { kind: "moves", segment, way: "left", window: left };
}

function referred({ segment }: SegmentCondition, circumstances: Circumstances): Expanded {
  const saved = circumstances.segments?.get(segment);
  invariant(saved !== undefined, `a checked definition has no segment ${segment}`);
  const { condition } = parseCondition(saved.where);
  invariant(condition !== undefined, `a checked definition refers to a segment that can't be read: ${segment}`);
  const timeZone = saved.timeZone ?? circumstances.workspaceZone ?? circumstances.timeZone;
  const of = expand(condition, { ...circumstances, timeZone });
  const isSame = timeZone === circumstances.timeZone;
  const hasNoTime = (of.kind === "all" || of.kind === "any") && of.of.length === 0;
  return isSame || hasNoTime ? of : { kind: "zoned", timeZone, of };
}
