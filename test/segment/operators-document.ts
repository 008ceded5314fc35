import type { ValueType } from "../../src/catalog/types.ts";
import { measures } from "../../src/segment/measures.ts";
import { countOperators, operators, type CountOperatorRow, type OperatorRow, type ValueShape } from "../../src/segment/operators.ts";

/** The text of `docs/operators.md`: every row of the tables, by type. */
export function operatorsDocument(): string {
  const sections = SECTIONS.flatMap(([title, type]) => [`## ${title}`, "", ...table(forType(type)), ""]);
  return [
    "# Operators",
    "",
    "<!-- Written from src/segment/operators.ts; `npx vitest run test/segment/operators.test.ts -u` writes it anew. -->",
    "",
    "What one value can be asked: a customer's attribute or an event's property. An operator that is *the complement of* another holds",
    "exactly where that one does not, so also where the value is unknown. [The language](language.md) says what each means to the letter.",
    "",
    ...sections,
    "## Any type",
    "",
    ...table(operators.filter((row: OperatorRow) => row.types.length === 5)),
    "",
    "## Measures of events",
    "",
    "What a customer's matching events are measured by. The number of them when no measure is named.",
    "",
    "| `fn` | reads | `property` | compared with | |",
    "|---|---|---|---|---|",
    ...measures.map(({ fn, label, property, value, help }) => `| \`${fn}\` | ${label} | ${MEASURED[property]} | ${value === "whole" ? "whole numbers from 0" : "any numbers"} | ${help} |`),
    "",
    "## How many, how much",
    "",
    "How a measure is compared: `count`, `days` and `distinct` are at least 1 when nothing is said, the others need `op` and `value`.",
    "",
    "| `op` | reads | `value` | |",
    "|---|---|---|---|",
    ...countOperators.map((row) => `| \`${row.op}\` | ${labels(row)} | ${row.value === "pair" ? "`[low, high]`" : "one number"} | ${row.help} |`),
    "",
  ].join("\n");
}

const MEASURED = { none: "none", number: "one number an event", any: "of any type but records" } as const;

function labels({ label, amountLabel }: CountOperatorRow): string {
  return amountLabel === undefined ? label : `${label}; of an amount: ${amountLabel}`;
}

const SECTIONS: readonly (readonly [string, readonly ValueType[]])[] = [
  ["Text", ["text"]],
  ["Number", ["number"]],
  ["Yes or no", ["boolean"]],
  ["Date and datetime", ["date", "datetime"]],
];

function forType(types: readonly ValueType[]): readonly OperatorRow[] {
  return operators.filter((row: OperatorRow) => row.types.length < 5 && types.every((type) => row.types.includes(type)));
}

function table(rows: readonly OperatorRow[]): string[] {
  return ["| `op` | reads | compared with | |", "|---|---|---|---|", ...rows.map(line)];
}

function line(row: OperatorRow): string {
  const complement = row.negates === undefined ? "" : ` The complement of \`${row.negates}\`.`;
  return `| \`${row.op}\` | ${row.label} | ${operand(row)} | ${row.help}${complement} |`;
}

function operand(row: OperatorRow): string {
  const words: Record<ValueShape, string> = {
    none: "nothing",
    one: row.pattern ? "`value`: an RE2 pattern" : "`value`: one",
    many: `\`value\`: a list of 1 to ${(row.most ?? 0).toLocaleString("en")}`,
    pair: "`value`: `[low, high]`",
    day: "`value`: a day",
    day_or_instant: "`value`: a day; for a datetime also an instant",
    window: row.bounded ? "`window` with both ends" : "`window`",
  };
  return words[row.value];
}
