import type { TreeWords } from "../sentence-words.ts";
import type { Leaf, Tree } from "../tree.ts";
import type { Reader } from "./reader.ts";

/** Reads a leaf, or the complement of one. */
export type ReadLeaf<L> = (reader: Reader) => Tree<L> | undefined;

/** What `describeTree` says. Groups in groups stand in parentheses, so that no place can be read in two ways. */
export function readTree<L extends Leaf>(reader: Reader, leaf: ReadLeaf<L>, words: TreeWords, isRoot = false): Tree<L> | undefined {
  const part = (): Tree<L> | undefined => reader.node(() => readPart(reader, leaf, words, part));
  return isRoot ? reader.node(() => readGroup(reader, part)) : part();
}

/** What stands between parentheses. */
export function inParentheses<T>(reader: Reader, part: () => T | undefined): T | undefined {
  return reader.nested(() => {
    const found = part();
    return found !== undefined && reader.words(")") ? found : undefined;
  });
}

function readPart<L extends Leaf>(
  reader: Reader,
  leaf: ReadLeaf<L>,
  words: TreeWords,
  part: () => Tree<L> | undefined,
): Tree<L> | undefined {
  const group = () => inParentheses(reader, () => readGroup(reader, part));
  if (reader.words("(")) return group();
  if (reader.words(`${words.not} (`)) {
    const of = group();
    return of === undefined ? undefined : { kind: "not", of };
  }
  if (reader.words(words.everything)) return { kind: "all", of: [] };
  if (reader.words(words.nothing)) return { kind: "any", of: [] };
  return leaf(reader);
}

const GLUE = [
  { kind: "all", words: ", and" },
  { kind: "any", words: ", or" },
] as const;

function readGroup<L extends Leaf>(reader: Reader, part: () => Tree<L> | undefined): Tree<L> | undefined {
  const first = part();
  if (first === undefined) return undefined;
  const glue = GLUE.find(({ words }) => reader.words(words));
  if (glue === undefined) return first;
  const of = [first];
  do {
    const next = part();
    if (next === undefined) return undefined;
    of.push(next);
  } while (reader.words(glue.words));
  const { token } = reader;
  if (GLUE.some(({ words }) => reader.words(words))) {
    const message = "“and” and “or” stand side by side, which can be read in two ways.";
    return reader.stop(message, "Put parentheses around what belongs together.", token);
  }
  return { kind: glue.kind, of };
}
