import type { Path } from "../../errors.ts";
import type { Condition, Group } from "../ast.ts";
import { canonicalJson } from "../canonical.ts";

/** What became of one condition, or of one group of them. A path leads to it: in the definition before of what is gone, in the one after of the rest. */
export type Change =
  | { readonly kind: "added" | "removed" | "moved"; readonly condition: Condition; readonly path: Path }
  | { readonly kind: "changed"; readonly before: Condition; readonly after: Condition; readonly path: Path }
  /** The same condition, off or on now. */
  | { readonly kind: "switched"; readonly off: boolean; readonly condition: Condition; readonly path: Path }
  /** The same condition with another note; null: with none. */
  | { readonly kind: "noted"; readonly note: string | null; readonly condition: Condition; readonly path: Path }
  /** A group whose conditions must hold all, or any, now. */
  | { readonly kind: "joined"; readonly by: Group<Condition>["kind"]; readonly path: Path };

/**
 * What changed between two definitions, condition by condition, in the order of reading. Which conditions of a group stand first is no
 * change. None: they are the same.
 */
export function compare(before: Condition, after: Condition): readonly Change[] {
  const found: Change[] = [];
  if (isGroup(before) || isGroup(after)) compareNodes({ node: asGroup(before), path: [] }, { node: asGroup(after), path: [] }, found);
  else compareNodes({ node: before, path: [] }, { node: after, path: [] }, found);
  return withMoves(found).toSorted((one, other) => inOrder(one.path, other.path));
}

interface Placed<T extends Condition = Condition> {
  readonly node: T;
  readonly path: Path;
}

function compareNodes(before: Placed, after: Placed, found: Change[]): void {
  if (canonicalJson(before.node) === canonicalJson(after.node)) return;
  compareMarks(before.node, after, found);
  const [old, young] = [unmarked(before.node), unmarked(after.node)];
  if (isGroup(old) && isGroup(young)) {
    if (old.kind !== young.kind) found.push({ kind: "joined", by: young.kind, path: after.path });
    return compareLists(children(old, before.path), children(young, after.path), found);
  }
  if (old.kind === "not" && young.kind === "not" && (isGroup(old.of) || isGroup(young.of))) {
    return compareNodes({ node: old.of, path: [...before.path, "of"] }, { node: young.of, path: [...after.path, "of"] }, found);
  }
  if (canonicalJson(old) !== canonicalJson(young)) found.push({ kind: "changed", before: old, after: young, path: after.path });
}

function compareMarks(before: Condition, { node, path }: Placed, found: Change[]): void {
  const condition = unmarked(node);
  if ((before.off === true) !== (node.off === true)) found.push({ kind: "switched", off: node.off === true, condition, path });
  if ((before.note ?? "") !== (node.note ?? "")) found.push({ kind: "noted", note: node.note ?? null, condition, path });
}

/** Finds for each condition the one that it was: the very same, else the same but for its marks, else the likest about the same. */
function compareLists(before: readonly Placed[], after: readonly Placed[], found: Change[]): void {
  const [old, young] = [new Set(before), new Set(after)];
  for (const textOf of [canonicalJson, (node: Condition) => canonicalJson(unmarked(node))]) {
    const byText = new Map<string, Placed[]>();
    for (const one of old) {
      const text = textOf(one.node);
      byText.set(text, [...(byText.get(text) ?? []), one]);
    }
    for (const one of young) {
      const same = byText.get(textOf(one.node))?.shift();
      if (same === undefined) continue;
      old.delete(same);
      young.delete(one);
      compareNodes(same, one, found);
    }
  }
  for (const [same, one] of likest([...old], [...young])) {
    old.delete(same);
    young.delete(one);
    compareNodes(same, one, found);
  }
  for (const { node, path } of old) found.push({ kind: "removed", condition: node, path });
  for (const { node, path } of young) found.push({ kind: "added", condition: node, path });
}

function likest(before: readonly Placed[], after: readonly Placed[]): readonly (readonly [Placed, Placed])[] {
  const scored = before.flatMap((old) => after.map((young) => ({ old, young, likeness: likenessOf(old.node, young.node) })));
  const pairs: (readonly [Placed, Placed])[] = [];
  const taken = new Set<Placed>();
  for (const { old, young, likeness } of scored.toSorted((one, other) => other.likeness - one.likeness)) {
    if (likeness === 0 || taken.has(old) || taken.has(young)) continue;
    taken.add(old).add(young);
    pairs.push([old, young]);
  }
  return pairs;
}

/** Among equally like ones, a group stays a group. */
const SAME_SHAPE = 0.01;

/** From 0, nothing in common, to 1 and a little. */
function likenessOf(before: Condition, after: Condition): number {
  const [old, young] = [partsOf(before), partsOf(after)];
  const [texts, subjects] = [new Set(old.map(canonicalJson)), new Set(old.map(subjectOf))];
  const same = young.filter((leaf) => texts.has(canonicalJson(leaf))).length;
  const alike = young.filter((leaf) => subjects.has(subjectOf(leaf))).length;
  const likeness = (same + alike) / (2 * Math.max(1, old.length, young.length));
  return likeness > 0 && isGroup(before) === isGroup(after) ? likeness + SAME_SHAPE : likeness;
}

function partsOf(node: Condition): readonly Condition[] {
  if (isGroup(node)) return node.of.flatMap(partsOf);
  return node.kind === "not" ? partsOf(node.of) : [unmarked(node)];
}

/** What a condition is about, by which it stays the same one while it is edited. */
function subjectOf(leaf: Condition): string {
  switch (leaf.kind) {
    case "attribute":
      return `attribute ${leaf.attribute}`;
    case "event":
      return `event ${String(leaf.event)}`;
    case "sequence":
      return `sequence ${leaf.steps.length === 0 ? "" : String(leaf.steps[0]?.event)}`;
    default:
      return leaf.kind;
  }
}

/** What is gone at one place and new at another was moved. */
function withMoves(found: readonly Change[]): readonly Change[] {
  const moved = new Set<Change>();
  return found
    .map((change): Change => {
      if (change.kind !== "added") return change;
      const text = canonicalJson(change.condition);
      const from = found.find((one) => one.kind === "removed" && !moved.has(one) && canonicalJson(one.condition) === text);
      if (from === undefined) return change;
      moved.add(from);
      return { ...change, kind: "moved" };
    })
    .filter((change) => !moved.has(change));
}

function children(group: Group<Condition>, path: Path): readonly Placed[] {
  return group.of.map((node, index) => ({ node, path: [...path, "of", index] }));
}

function isGroup(node: Condition): node is Group<Condition> {
  return node.kind === "all" || node.kind === "any";
}

function asGroup(node: Condition): Condition {
  return isGroup(node) ? node : { kind: "all", of: [node] };
}

/** Without what does not change its meaning but `off`, which is told of by itself. */
function unmarked(node: Condition): Condition {
  const { off: _, note: __, ...rest } = node;
  return rest;
}

function inOrder(one: Path, other: Path): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [first, second] = [one[at], other[at]];
    if (first === second) continue;
    if (first === undefined || second === undefined) return first === undefined ? -1 : 1;
    return typeof first === "number" && typeof second === "number" ? first - second : 0;
  }
  return 0;
}
