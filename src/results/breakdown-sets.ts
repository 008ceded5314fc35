import type { SetGraph, SetRef } from "../compiler/set-graph.ts";
import type { Path } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { active, isGroup, isNot, type LeafOf } from "../segment/tree.ts";

/** The sets that tell what one node of a definition does; null: it is off. */
export interface NodeSets {
  readonly path: Path;
  readonly node: Condition;
  readonly sets: { readonly alone: SetRef; readonly after: SetRef; readonly without: SetRef } | null;
}

type LeafCondition = LeafOf<Condition>;

/**
 * What the whole becomes when a set stands in a node's place: `always`, and of `open` those who are in the set (or, when `denied`, who
 * are not).
 */
interface Surroundings {
  readonly always: SetRef;
  readonly open: SetRef;
  readonly denied: boolean;
}

/** The sets of every node, in the order of reading. Their number of steps grows with the nodes, not with their square. */
export function nodeSets(root: Condition, graph: SetGraph, setOfLeaf: (leaf: LeafCondition) => SetRef): readonly NodeSets[] {
  const values = new Map<Condition, SetRef>();
  const found: NodeSets[] = [];
  const alone = { always: graph.nobody, open: graph.everyone, denied: false };
  visit(root, [], { whole: alone, before: alone }, graph.everyone);
  return found;

  function visit(node: Condition, path: Path, around: { readonly whole: Surroundings; readonly before: Surroundings }, without: SetRef): void {
    if (isOff(node)) return visitOff(node, path);
    const value = valueOf(node);
    found.push({ path, node, sets: { alone: value, after: within(around.before, value), without } });
    if (isNot(node)) visit(node.of, [...path, "of"], { whole: denied(around.whole), before: denied(around.before) }, without);
    if (!isGroup(node)) return;
    const { kind } = node;
    const on = node.of.filter((child) => !isOff(child));
    const sets = on.map(valueOf);
    const combine = combiner(kind);
    const prefixes = scan(sets, combine);
    const suffixes = scan(sets.toReversed(), combine).toReversed();
    let at = 0;
    for (const [index, child] of node.of.entries()) {
      const below = [...path, "of", index];
      if (isOff(child)) {
        visitOff(child, below);
        continue;
      }
      const earlier = prefixes[at - 1];
      const later = suffixes[at + 1];
      const others = earlier === undefined ? later : later === undefined ? earlier : combine(earlier, later);
      const inside = { whole: inGroup(around.whole, kind, others), before: inGroup(around.before, kind, earlier) };
      visit(child, below, inside, others === undefined ? without : within(around.whole, others));
      at += 1;
    }
  }

  function visitOff(node: Condition, path: Path): void {
    found.push({ path, node, sets: null });
    if (isGroup(node)) {
      for (const [index, child] of node.of.entries()) visitOff(child, [...path, "of", index]);
    } else if (isNot(node)) visitOff(node.of, [...path, "of"]);
  }

  function valueOf(node: Condition): SetRef {
    const known = values.get(node);
    if (known !== undefined) return known;
    const made = makeValue(node);
    values.set(node, made);
    return made;
  }

  function makeValue(node: Condition): SetRef {
    if (isNot(node)) return graph.minus(graph.everyone, valueOf(node.of));
    if (!isGroup(node)) return setOfLeaf(node);
    const sets = node.of.filter((child) => !isOff(child)).map(valueOf);
    return scan(sets, combiner(node.kind)).at(-1) ?? (node.kind === "all" ? graph.everyone : graph.nobody);
  }

  function combiner(kind: "all" | "any"): (left: SetRef, right: SetRef) => SetRef {
    return kind === "all" ? graph.and : graph.or;
  }

  function within({ always, open, denied: not }: Surroundings, set: SetRef): SetRef {
    return graph.or(always, not ? graph.minus(open, set) : graph.and(open, set));
  }

  function inGroup(around: Surroundings, kind: "all" | "any", others: SetRef | undefined): Surroundings {
    if (others === undefined) return around;
    const { always, open, denied: not } = around;
    // To be in all, or not to be in any, leaves fewer undecided; otherwise more are in whatever the set.
    if ((kind === "all") !== not) return { ...around, open: not ? graph.minus(open, others) : graph.and(open, others) };
    return { ...around, always: graph.or(always, not ? graph.minus(open, others) : graph.and(open, others)) };
  }
}

function denied(around: Surroundings): Surroundings {
  return { ...around, denied: !around.denied };
}

function isOff(node: Condition): boolean {
  return active<LeafCondition>(node) === undefined;
}

/** The results down to each item, in about twice as many steps as items and a logarithm of heights. */
function scan(items: readonly SetRef[], combine: (left: SetRef, right: SetRef) => SetRef): readonly SetRef[] {
  const [first, second] = items;
  if (first === undefined || second === undefined) return items;
  const pairs: SetRef[] = [];
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    if (index % 2 === 1 && before !== undefined) pairs.push(combine(before, item));
  }
  const paired = scan(pairs, combine);
  return items.map((item, index) => {
    const half = paired[Math.floor((index - 1) / 2)];
    if (half === undefined) return item;
    return index % 2 === 1 ? half : combine(half, item);
  });
}
