import type { Path } from "../errors.ts";
import type { AttributeCondition, Condition, EventFilter, RecordFilter, RecordsCondition, Step } from "./ast.ts";
import { countOperator } from "./operators.ts";
import { isGroup, isNot, type Leaf, type LeafOf, type Tree } from "./tree.ts";

/** A node of any sort: a condition, or inside of one a test of one event or of one record. */
export type Node = Condition | EventFilter | RecordFilter;

/** What stands in a node's place afterwards: none, one or several; or why it cannot be, in a sentence. */
export type Outcome<T> = readonly T[] | string;

/** What to do with the node that a path leads to, whichever sort it is. */
export interface Splice {
  readonly condition: (node: Condition) => Outcome<Condition>;
  readonly filter: (node: EventFilter) => Outcome<EventFilter>;
  readonly record: (node: RecordFilter) => Outcome<RecordFilter>;
}

export const NOWHERE = "There is no condition at this place.";
export const OUT_OF_PLACE = "Tests of an event or a record stand inside of it, and other conditions outside.";

/** The node at a path of `of`, `steps`, indexes and `where`; undefined when the path leads nowhere. */
export function nodeAt(condition: Condition, path: Path): Node | undefined {
  let found: Node | undefined;
  spliceAt(condition, path, {
    condition: (node) => [(found = node)],
    filter: (node) => [(found = node)],
    record: (node) => [(found = node)],
  });
  return found;
}

/** Puts what `splice` gives in the place of the node at a path. A string says why that cannot be. Groups left empty go too. */
export function spliceAt(root: Condition, path: Path, splice: Splice): Condition | string {
  const outcome = spliceTree<LeafOf<Condition>>(root, path, splice.condition, (leaf, rest) => inCondition(leaf, rest, splice));
  if (typeof outcome === "string") return outcome;
  return gathered<LeafOf<Condition>>(outcome) ?? { kind: "all", of: [] };
}

/** Where the filter of a condition or a step has not begun: gives it one. A string says why that cannot be. */
export function beginAt(root: Condition, path: Path, node: Node): Condition | string {
  const [at, key] = [path.slice(0, -1), path.at(-1)];
  const [list, index] = path.slice(-3, -1);
  if (key !== "where") return NOWHERE;
  const ofStep = list === "steps" && typeof index === "number";
  return spliceAt(root, ofStep ? path.slice(0, -3) : at, {
    condition: (leaf) => {
      if (ofStep) {
        if (leaf.kind !== "sequence") return NOWHERE;
        return withStep(leaf, index, (step) => (isFilter(node) ? { ...step, where: node } : OUT_OF_PLACE));
      }
      if (leaf.kind === "event") return isFilter(node) ? [{ ...leaf, where: node }] : OUT_OF_PLACE;
      if (leaf.kind === "attribute") return isRecordFilter(node) ? [withRecords(leaf, node)] : OUT_OF_PLACE;
      return NOWHERE;
    },
    filter: () => NOWHERE,
    record: () => NOWHERE,
  });
}

/** The nodes directly in a node, each with its path. */
export function childrenAt(node: Node, path: Path): readonly (readonly [Node, Path])[] {
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.map((child, index) => [child, [...path, "of", index]] as const);
    case "not":
      return [[node.of, [...path, "of"]]];
    case "sequence":
      return node.steps.flatMap(({ where }, index) => (where === undefined ? [] : [[where, [...path, "steps", index, "where"]] as const]));
    default:
      return "where" in node && node.where !== undefined ? [[node.where, [...path, "where"]]] : [];
  }
}

/** Whether all leaves below are of customers. */
export function isCondition(node: Node): node is Condition {
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.every((child) => isCondition(child));
    case "not":
      return isCondition(node.of);
    default:
      return node.kind !== "property" && node.kind !== "item" && node.kind !== "field";
  }
}

/** Whether all leaves below are of one event. */
export function isFilter(node: Node): node is EventFilter {
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.every((child) => isFilter(child));
    case "not":
      return isFilter(node.of);
    default:
      return node.kind === "property" || node.kind === "item";
  }
}

/** Whether all leaves below are of one record. */
export function isRecordFilter(node: Node): node is RecordFilter {
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.every((child) => isRecordFilter(child));
    case "not":
      return isRecordFilter(node.of);
    default:
      return node.kind === "field";
  }
}

function inCondition(leaf: LeafOf<Condition>, path: Path, splice: Splice): Outcome<LeafOf<Condition>> {
  const [key, index, inStep] = path;
  if (leaf.kind === "sequence") {
    if (key !== "steps" || typeof index !== "number" || inStep !== "where") return NOWHERE;
    return withStep(leaf, index, (step) => {
      const where = step.where === undefined ? NOWHERE : inFilter(step.where, path.slice(3), splice);
      return typeof where === "string" ? where : filtered(step, where.node);
    });
  }
  if (key !== "where" || !("where" in leaf)) return NOWHERE;
  if (leaf.kind === "event") {
    const where = leaf.where === undefined ? NOWHERE : inFilter(leaf.where, path.slice(1), splice);
    return typeof where === "string" ? where : [filtered(leaf, where.node)];
  }
  const where = leaf.where === undefined ? NOWHERE : inRecords(leaf.where, path.slice(1), splice);
  return typeof where === "string" ? where : [filtered(leaf, where.node)];
}

function inFilter(root: EventFilter, path: Path, splice: Splice): { readonly node: EventFilter | undefined } | string {
  const outcome = spliceTree<LeafOf<EventFilter>>(root, path, splice.filter, (leaf, rest) => {
    if (leaf.kind !== "item" || rest[0] !== "where") return NOWHERE;
    const where = inRecords(leaf.where, rest.slice(1), splice);
    if (typeof where === "string") return where;
    // An item always says what must hold: nothing is all of nothing.
    return where.node === leaf.where ? [leaf] : [{ ...leaf, where: where.node ?? { kind: "all", of: [] } }];
  });
  return typeof outcome === "string" ? outcome : { node: gathered<LeafOf<EventFilter>>(outcome) };
}

function inRecords(root: RecordFilter, path: Path, splice: Splice): { readonly node: RecordFilter | undefined } | string {
  const outcome = spliceTree<LeafOf<RecordFilter>>(root, path, splice.record, () => NOWHERE);
  return typeof outcome === "string" ? outcome : { node: gathered<LeafOf<RecordFilter>>(outcome) };
}

function withRecords(leaf: AttributeCondition | RecordsCondition, where: RecordFilter): RecordsCondition {
  const { kind, attribute, op, value, off, note } = leaf;
  const areNumbers = typeof value === "object" && value.every((one) => typeof one === "number");
  const number = typeof value === "number" || areNumbers ? value : undefined;
  const counted = countOperator(op ?? "") === undefined || number === undefined ? {} : { op, value: number };
  return { kind, attribute, ...counted, where, ...(off !== undefined && { off }), ...(note !== undefined && { note }) };
}

type Sequence = Extract<Condition, { readonly kind: "sequence" }>;

function withStep(leaf: Sequence, index: number, change: (step: Step) => Step | string): Outcome<Sequence> {
  const step = leaf.steps[index];
  if (step === undefined) return NOWHERE;
  const changed = change(step);
  if (typeof changed === "string") return changed;
  return changed === step ? [leaf] : [{ ...leaf, steps: leaf.steps.with(index, changed) }];
}

/** With another filter; without the field when it has none. */
function filtered<T extends { readonly where?: W | undefined }, W>(one: T, where: W | undefined): T | Omit<T, "where"> {
  if (where === one.where) return one;
  if (where !== undefined) return { ...one, where };
  const { where: _, ...unfiltered } = one;
  return unfiltered;
}

function spliceTree<L extends Leaf>(
  node: Tree<L>,
  path: Path,
  edit: (node: Tree<L>) => Outcome<Tree<L>>,
  belowLeaf: (leaf: L, path: Path) => Outcome<Tree<L>>,
): Outcome<Tree<L>> {
  if (path.length === 0) return edit(node);
  const [key, index] = path;
  if (isGroup<L>(node)) {
    const child = key === "of" && typeof index === "number" ? node.of[index] : undefined;
    if (child === undefined || typeof index !== "number") return NOWHERE;
    const outcome = spliceTree(child, path.slice(2), edit, belowLeaf);
    if (typeof outcome === "string") return outcome;
    if (outcome.length === 1 && outcome[0] === child) return [node];
    const of = node.of.toSpliced(index, 1, ...outcome);
    return of.length === 0 ? [] : [{ ...node, of }];
  }
  if (isNot<L>(node)) {
    if (key !== "of") return NOWHERE;
    const outcome = spliceTree(node.of, path.slice(1), edit, belowLeaf);
    if (typeof outcome === "string") return outcome;
    const of = gathered<L>(outcome);
    if (of === undefined) return [];
    return of === node.of ? [node] : [{ ...node, of }];
  }
  return belowLeaf(node, path);
}

/** Several nodes where one may stand: all of them. */
function gathered<L extends Leaf>(nodes: readonly Tree<L>[]): Tree<L> | undefined {
  return nodes.length > 1 ? { kind: "all", of: nodes } : nodes[0];
}
