import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { columnNamed } from "./data/schema.ts";

/** One way to ask a question by hand. */
export interface Shape {
  readonly name: string;
  readonly text: string;
}

/** Whether there are statements of a question in a folder. */
export function hasShapes(folder: string, question: string): boolean {
  return existsSync(pathOf(folder, question));
}

export interface Bound {
  readonly type: string;
  readonly value: unknown;
}

/**
 * The statements of `bench/<folder>/<question>.sql`: each begins with a line `-- shape: name`. `$city` stands for the column that
 * holds the attribute or property `city`.
 */
export function readShapes(folder: string, question: string): readonly Shape[] {
  const path = pathOf(folder, question);
  const [, ...pieces] = readFileSync(path, "utf8").split(/^-- shape: /m);
  if (pieces.length === 0) throw new Error(`${path} has no shape`);
  return pieces.map((piece) => {
    const [name = "", ...lines] = piece.split("\n");
    const text = lines.filter((line) => !line.startsWith("--")).join("\n").trim().replace(/;$/, "");
    return { name: name.trim(), text: text.replaceAll(/\$(\w+)/g, (_, named: string) => columnNamed(named)) };
  });
}

function pathOf(folder: string, question: string): string {
  return fileURLToPath(new URL(`../../bench/${folder}/${question}.sql`, import.meta.url));
}

/** The values of a statement's placeholders, `{name:Type}`. */
export function bindAll(text: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, Bound>> {
  const bound: Record<string, Bound> = {};
  for (const [, name = "", type = ""] of text.matchAll(/\{(\w+):([^}]+)\}/g)) {
    if (!(name in values)) throw new Error(`nothing is given for {${name}:${type}}`);
    bound[name] = { type, value: values[name] };
  }
  return bound;
}
