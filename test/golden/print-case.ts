import { leafKey } from "../../src/compiler/leaf-key.ts";
import { plan } from "../../src/compiler/plan-condition.ts";
import type { Reads } from "../../src/compiler/plan.ts";
import { leafSql } from "../../src/compiler/print-leaf.ts";
import { setSql } from "../../src/compiler/set-sql.ts";
import { identifier, render, type Sql } from "../../src/compiler/sql.ts";
import type { GoldenCase } from "./golden-case.ts";

/** A case as a reader of SQL wants it: what was asked, how its set is made of leaves, and the statement of each leaf. */
export function printCase({ name, written, circumstances, where }: GoldenCase): string {
  const { set, leaves } = plan(where, circumstances);
  const names = new Map(leaves.map((leaf, at) => [leafKey(leaf), `leaf${at + 1}`]));
  const expression = setSql(set, {
    everyone: identifier("everyone"),
    leaf: (leaf) => identifier(names.get(leafKey(leaf)) ?? "missing"),
  });
  const zone = circumstances.timeZone === "UTC" ? "" : ` in ${circumstances.timeZone}`;
  return [
    `-- ${name}${zone}`,
    `-- ${written}`,
    `-- = ${render(expression).text.replaceAll("`", "")}`,
    ...leaves.flatMap((leaf, at) => [`-- leaf${at + 1} reads ${read(leaf.reads)}`, ...printSql(leafSql(leaf))]),
    "",
  ].join("\n");
}

function read({ attributes, events, lists, customers }: Reads): string {
  return [...attributes, ...events, ...lists, ...(customers ? ["all customers"] : [])].join(", ");
}

function printSql({ text, params, lists }: Sql): string[] {
  return [
    text,
    ...Object.entries(params).map(([name, { type, value }]) => `-- ${name} ${type}: ${shortened(value)}`),
    ...lists.map(({ name, type, values }) => `-- ${name} ${type}: ${shortened(values)}`),
  ];
}

const LONG = 60;

/** A long value by its ends and its length. */
function shortened(value: unknown): string {
  if (Array.isArray(value) && value.length > 12) {
    const ends = [...value.slice(0, 3), "…", ...value.slice(-3)];
    return `${value.length} values: ${ends.map(shortened).join(", ")}`;
  }
  if (Array.isArray(value)) return `[${value.map(shortened).join(", ")}]`;
  if (typeof value === "string" && value.length > LONG) return `${value.length} letters: ${JSON.stringify(value.slice(0, 20))}…`;
  return JSON.stringify(value);
}
