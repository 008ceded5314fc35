import type { Path } from "../errors.ts";
import type { AttributeCondition, Condition, EventFilter, FieldCondition, PropertyCondition, RecordFilter, RecordsCondition } from "./ast.ts";
import { beginAt, childrenAt, isCondition, isFilter, isRecordFilter, nodeAt, NOWHERE, OUT_OF_PLACE, spliceAt, type Node, type Outcome, type Splice } from "./edit-tree.ts";
import { complementOf, operator } from "./operators.ts";
import { isGroup, isNot, type Leaf, type LeafOf, type Tree } from "./tree.ts";

/** The result of an edit. When nothing changed, `condition` is the one given and `reason` says why, in a sentence. */
export interface Edited {
  readonly condition: Condition;
  readonly changed: boolean;
  readonly reason?: string;
  /** Where the node that was edited, added or moved stands now. */
  readonly path?: Path;
}

/** The node at a path of `of`, `steps`, indexes and `where`; undefined when the path leads nowhere. */
export function find(condition: Condition, path: Path): Node | undefined {
  return nodeAt(condition, path);
}

/**
 * Puts a node into the group at `group`, before its child at `index` (at the end when left out). What is no group becomes one of
 * `all` with it; `[…, "where"]` of an event, a step or records without one gets the node itself.
 */
export function insert(condition: Condition, group: Path, node: Node, index?: number): Edited {
  const target = nodeAt(condition, group);
  if (target === undefined) return edited(condition, beginAt(condition, group, node), group);
  const at = target.kind === "all" || target.kind === "any" ? clamped(index, target.of.length) : clamped(index, 1);
  const after = spliceAt(condition, group, {
    condition: (one) => (isCondition(node) ? [withChild<LeafOf<Condition>>(one, node, at)] : OUT_OF_PLACE),
    filter: (one) => (isFilter(node) ? [withChild<LeafOf<EventFilter>>(one, node, at)] : OUT_OF_PLACE),
    record: (one) => (isRecordFilter(node) ? [withChild<LeafOf<RecordFilter>>(one, node, at)] : OUT_OF_PLACE),
  });
  return edited(condition, after, [...group, "of", at]);
}

/** Takes a node out. A group or a negation that would be left empty goes with it; the last condition leaves everyone. */
export function remove(condition: Condition, path: Path): Edited {
  return edited(condition, spliceAt(condition, path, either(() => [])));
}

/** Puts another node in the place of one. */
export function replace(condition: Condition, path: Path, node: Node): Edited {
  return update(condition, path, () => node);
}

/** Puts what `change` makes of a node in its place. */
export function update(condition: Condition, path: Path, change: (node: Node) => Node): Edited {
  const after = spliceAt(condition, path, {
    condition: (before) => keptIf(isCondition, change(before)),
    filter: (before) => keptIf(isFilter, change(before)),
    record: (before) => keptIf(isRecordFilter, change(before)),
  });
  return edited(condition, after, path);
}

/** Moves a node into a group, before the child that stands at `index` now (at the end when left out). */
export function move(condition: Condition, from: Path, group: Path, index?: number): Edited {
  const node = nodeAt(condition, from);
  const target = nodeAt(condition, group);
  if (node === undefined) return refused(condition, NOWHERE);
  if (startsWith(group, from)) return refused(condition, "A condition cannot be moved into itself.");

  const isInto = target?.kind === "all" || target?.kind === "any";
  const at = clamped(index, isInto ? target.of.length : 1);
  const isChild = isInto && from.length === group.length + 2 && startsWith(from, group);
  if (isChild && (from.at(-1) === at || from.at(-1) === at - 1)) {
    return { ...refused(condition, "It stands there already."), path: from };
  }
  // A copy is told from the original, and from its duplicates, by being another object.
  const copy = { ...node };
  const added = insert(condition, group, copy, at);
  if (!added.changed) return added;
  const source = target === undefined ? from : shifted(from, group, at, isInto);
  const removed = remove(added.condition, source);
  if (!removed.changed) return refused(condition, removed.reason ?? NOWHERE);
  return edited(condition, removed.condition, pathOf(removed.condition, copy));
}

/** Puts a node into a new group of its own. */
export function wrap(condition: Condition, path: Path, kind: "all" | "any"): Edited {
  return edited(condition, spliceAt(condition, path, either((node) => [{ kind, of: [node] }])), path);
}

/** Puts the children of a group, or what a negation denies, in its place. */
export function unwrap(condition: Condition, path: Path): Edited {
  return edited(condition, spliceAt(condition, path, either(childrenOf)), path);
}

/** Joins the children of a group by `all` or by `any`. */
export function join(condition: Condition, path: Path, kind: "all" | "any"): Edited {
  return edited(condition, spliceAt(condition, path, either((node) => joinedBy(node, kind))), path);
}

/** Turns a node into its complement, by the twin of its operator where it has one, and back. */
export function negate(condition: Condition, path: Path): Edited {
  const after = spliceAt(condition, path, {
    condition: (node) => [(node.kind === "attribute" && isTest(node) ? twin(node) : undefined) ?? opposite<LeafOf<Condition>>(node)],
    filter: (node) => [(node.kind === "property" ? twin(node) : undefined) ?? opposite<LeafOf<EventFilter>>(node)],
    record: (node) => [(node.kind === "field" ? twin(node) : undefined) ?? opposite<LeafOf<RecordFilter>>(node)],
  });
  return edited(condition, after, path);
}

/** Switches a node off, or on again. */
export function toggleOff(condition: Condition, path: Path): Edited {
  return edited(condition, spliceAt(condition, path, either((node) => [{ ...node, off: node.off === true ? undefined : true }])), path);
}

/** Puts a copy of a node behind it. */
export function duplicate(condition: Condition, path: Path): Edited {
  const last = path.at(-1);
  const copy = typeof last === "number" ? [...path.slice(0, -1), last + 1] : [...path, "of", 1];
  return edited(condition, spliceAt(condition, path, either((node) => [node, node])), copy);
}

function refused(condition: Condition, reason: string): Edited {
  return { condition, changed: false, reason };
}

function edited(before: Condition, after: Condition | string, path?: Path): Edited {
  if (typeof after === "string") return refused(before, after);
  const stands = path && nodeAt(after, path) !== undefined && { path };
  if (after === before) return { ...refused(before, "It is so already."), ...stands };
  return { condition: after, changed: true, ...stands };
}

/** One edit for every sort of node. */
function either(edit: <L extends Leaf>(node: Tree<L>) => Outcome<Tree<L>>): Splice {
  return {
    condition: (node) => edit<LeafOf<Condition>>(node),
    filter: (node) => edit<LeafOf<EventFilter>>(node),
    record: (node) => edit<LeafOf<RecordFilter>>(node),
  };
}

function keptIf<T extends Node>(fits: (node: Node) => node is T, node: Node): Outcome<T> {
  return fits(node) ? [node] : OUT_OF_PLACE;
}

function withChild<L extends Leaf>(node: Tree<L>, child: Tree<L>, at: number): Tree<L> {
  if (isGroup<L>(node)) return { ...node, of: node.of.toSpliced(at, 0, child) };
  return { kind: "all", of: at === 0 ? [child, node] : [node, child] };
}

function childrenOf<L extends Leaf>(node: Tree<L>): Outcome<Tree<L>> {
  if (isGroup<L>(node)) return node.of;
  return isNot<L>(node) ? [node.of] : "This is not a group.";
}

function joinedBy<L extends Leaf>(node: Tree<L>, kind: "all" | "any"): Outcome<Tree<L>> {
  if (!isGroup<L>(node)) return "This is not a group.";
  return [node.kind === kind ? node : { ...node, kind }];
}

function opposite<L extends Leaf>(node: Tree<L>): Tree<L> {
  if (!isNot<L>(node)) return { kind: "not", of: node };
  return node.off === true ? { ...node.of, off: true } : node.of;
}

/** Whether a condition of an attribute is by an operator on values, as far as can be told without its type. */
function isTest(node: AttributeCondition | RecordsCondition): node is AttributeCondition {
  return !("where" in node) && node.op !== undefined && operator(node.op) !== undefined;
}

function twin<T extends AttributeCondition | FieldCondition | PropertyCondition>(leaf: T): T | undefined {
  if (leaf.match === "none") return { ...leaf, match: undefined };
  const row = complementOf(leaf.op);
  if (row === undefined || leaf.match === "all") return undefined;
  return { ...leaf, op: row.op, ...(leaf.match !== undefined && { match: undefined }) };
}

function clamped(index: number | undefined, length: number): number {
  return index === undefined || Number.isNaN(index) ? length : Math.max(0, Math.min(Math.trunc(index), length));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, index) => path[index] === key);
}

/** Where a node stands after another was put into a group, or beside what was no group. */
function shifted(path: Path, group: Path, at: number, isInto: boolean): Path {
  if (!startsWith(path, group)) return path;
  const rest = path.slice(group.length);
  if (!isInto) return [...group, "of", at === 0 ? 1 : 0, ...rest];
  const [, index] = rest;
  if (typeof index !== "number" || index < at) return path;
  return [...group, "of", index + 1, ...rest.slice(2)];
}

/** Where an object stands in a tree; undefined when it does not. */
function pathOf(node: Node, wanted: Node, path: Path = []): Path | undefined {
  if (node === wanted) return path;
  for (const [below, at] of childrenAt(node, path)) {
    const found = pathOf(below, wanted, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
