import type { Group } from "./ast.ts";
import { counted } from "./phrase.ts";
import { inner, type Room } from "./room.ts";
import type { TreeWords } from "./sentence-words.ts";
import { isEverything, isGroup, isNot, isNothing, type Leaf, type Tree } from "./tree.ts";

/** What is said of one leaf, or of its complement. */
export type Clause<L> = (leaf: L, denied: boolean, room: Room) => string;

/**
 * A tree in words: its parts joined by “and” or “or”, groups in groups in parentheses. Of a leaf that is denied the clause itself is
 * turned around. Where there is no room for parts they are counted.
 */
export function describeTree<L extends Leaf>(node: Tree<L>, clause: Clause<L>, words: TreeWords, room: Room, isRoot = false): string {
  if (isEverything<L>(node)) return words.everything;
  if (isNothing<L>(node)) return words.nothing;
  if (isGroup<L>(node)) {
    const [only] = node.of;
    if (node.of.length === 1 && only !== undefined) return describeTree(only, clause, words, room, isRoot);
    if (!isRoot && room.depth < 1) return `(${conditions(leavesOf<L>(node))})`;
    const text = joinedParts(node, (child) => describeTree(child, clause, words, inner(room)), room);
    return isRoot ? text : `(${text})`;
  }
  if (!isNot<L>(node)) return clause(node, false, room);
  return deniedTree(node.of, clause, words, room);
}

/** `1 condition`, `3 conditions`. */
export function conditions(count: number): string {
  return `${counted(count)} ${count === 1 ? "condition" : "conditions"}`;
}

/** How many conditions stand in a tree. */
export function leavesOf<L extends Leaf>(node: Tree<L>): number {
  if (isGroup<L>(node)) return node.of.reduce((sum, child) => sum + leavesOf<L>(child), 0);
  return isNot<L>(node) ? leavesOf<L>(node.of) : 1;
}

function joinedParts<L extends Leaf>({ kind, of: parts }: Group<Tree<L>>, text: (part: Tree<L>) => string, room: Room): string {
  const glue = kind === "all" ? ", and " : ", or ";
  const told = parts.slice(0, room.parts).map(text);
  const rest = parts.slice(room.parts).reduce((sum, part) => sum + leavesOf<L>(part), 0);
  if (rest > 0) told.push(`${counted(rest)} more ${rest === 1 ? "condition" : "conditions"}`);
  return told.join(glue);
}

function deniedTree<L extends Leaf>(node: Tree<L>, clause: Clause<L>, words: TreeWords, room: Room): string {
  if (isNot<L>(node)) return describeTree(node.of, clause, words, room);
  if (isEverything<L>(node)) return words.nothing;
  if (isNothing<L>(node)) return words.everything;
  if (!isGroup<L>(node)) return clause(node, true, room);
  const [only] = node.of;
  if (node.of.length === 1 && only !== undefined) return deniedTree(only, clause, words, room);
  return `${words.not} ${describeTree(node, clause, words, room)}`;
}
