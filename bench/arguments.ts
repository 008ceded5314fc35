import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Size } from "./data/rows.ts";
import { INTERESTS } from "./data/schema.ts";
import { questions } from "./questions.ts";

export interface Arguments {
  readonly size: Size;
  /** Rows of the imported file; 0: no import. */
  readonly importEvents: number;
  readonly repetitions: number;
  /** Names of questions; empty: all. */
  readonly only: readonly string[];
  /** DuckDB is asked the same. */
  readonly withDuck: boolean;
  readonly json: boolean;
  readonly writeDocs: boolean;
  /** Absolute: where the data is kept. */
  readonly folder: string;
}

export const USAGE = `npm run bench -- [options]

  --customers N       customers in the engine (default 1000000)
  --events N          events in the engine (default 20000000)
  --import-events N   events in the imported CSV file, 0 for no import (default 2000000)
  --repetitions N     rounds of each question that count (default 7)
  --only a,b          these questions alone: ${questions.map(({ name }) => name).join(", ")}
  --data DIR          where the data is kept for the next run (default .cache/bench)
  --no-duckdb         do not ask DuckDB the same
  --json              print one JSON document
  --write-docs        write the results, and those of other sizes, to docs/performance.md
`;

/** What the user can mend in the call. */
export class UsageError extends Error {}

/** Round 0 and the others ask for different items of a list. */
const MOST_REPETITIONS = INTERESTS.length - 1;

/** @throws UsageError */
export function parseArguments(given: readonly string[]): Arguments {
  const values = parse(given);
  const only = values.only?.split(",") ?? [];
  const unknown = only.filter((name) => !questions.some((question) => question.name === name));
  if (unknown.length > 0) throw new UsageError(`There is no question ${unknown.join(", ")}.`);
  return {
    size: {
      customers: whole("customers", values.customers, 1_000, 100_000_000),
      events: whole("events", values.events, 1_000, 2_000_000_000),
    },
    importEvents: whole("import-events", values["import-events"], 0, 1_000_000_000),
    repetitions: whole("repetitions", values.repetitions, 1, MOST_REPETITIONS),
    only,
    withDuck: !values["no-duckdb"],
    json: values.json,
    writeDocs: values["write-docs"],
    folder: resolve(values.data ?? fileURLToPath(new URL("../../.cache/bench", import.meta.url))),
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        customers: { type: "string", default: "1000000" },
        events: { type: "string", default: "20000000" },
        "import-events": { type: "string", default: "2000000" },
        repetitions: { type: "string", default: "7" },
        only: { type: "string" },
        data: { type: "string" },
        "no-duckdb": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        "write-docs": { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A number as an option gives it. @throws UsageError */
export function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text.replaceAll("_", ""));
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not ${text}.`);
}
