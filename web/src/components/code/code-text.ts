import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from "yaml";
import type { Path, Problem } from "../../../../src/errors.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { openDefinition, parseCondition } from "../../../../src/segment/parse.ts";

export type CodeFormat = "yaml" | "json";

/** A definition as text, in one of the forms in which the command line reads it. */
export function printCode(where: Condition, format: CodeFormat): string {
  if (format === "json") return `${JSON.stringify(where, undefined, 2)}\n`;
  return stringify(where, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** What is wrong in a text, by its line from 1. */
export interface CodeProblem {
  readonly line: number;
  readonly message: string;
  readonly hint: string | undefined;
}

export interface ReadCode {
  /** Undefined while the text is none. */
  readonly where: Condition | undefined;
  readonly problems: readonly CodeProblem[];
  /** The line on which the part of the definition at a path begins; the nearest part around it when there is none. */
  readonly lineOf: (path: Path) => number;
}

/** Reads YAML, of which JSON is a part. A whole segment is taken for its condition. */
export function readCode(text: string): ReadCode {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (syntax) {
    const message = syntax.message.split("\n")[0] ?? syntax.message;
    return { where: undefined, problems: [{ line: lines.linePos(syntax.pos[0]).line, message, hint: undefined }], lineOf: () => 1 };
  }
  const value = valueOf(() => document.toJS({ maxAliasCount: 0 }));
  const opened = openDefinition(value);
  const lineAt = (path: Path) => lineOfPath(document.contents, path, lines);
  const toCode = ({ path = [], message, hint }: Problem): CodeProblem => ({ line: lineAt(path), message, hint });
  if (opened.problems.length > 0) return { where: undefined, problems: opened.problems.map(toCode), lineOf: lineAt };
  const { condition, problems } = parseCondition(opened.where, opened.path);
  return { where: condition, problems: problems.map(toCode), lineOf: (path) => lineAt([...opened.path, ...path]) };
}

/** Undefined for what refers to itself again and again. */
function valueOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function lineOfPath(root: Node | null, path: Path, lines: LineCounter): number {
  let node: unknown = root;
  let offset = 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const key = pair?.key;
    if (isScalar(key) && key.range) offset = key.range[0];
    node = pair ? pair.value : isSeq(node) && typeof step === "number" ? node.items[step] : undefined;
    if (!pair && isMap(node) && node.range) offset = node.range[0];
    if (!pair && isScalar(node) && node.range) offset = node.range[0];
    if (node === undefined || node === null) break;
  }
  return lines.linePos(offset).line;
}
