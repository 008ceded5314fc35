import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { UsageError, whole } from "../arguments.ts";
import type { Size } from "../data/rows.ts";

export interface ChaosArguments {
  readonly minutes: number;
  readonly size: Size;
  readonly secondsBetweenKills: number;
  readonly editors: number;
  readonly seed: number;
  readonly json: boolean;
  /** Absolute: where the data is kept that each run works on a copy of. */
  readonly folder: string;
}

export const USAGE = `npm run chaos -- [options]

  --minutes N         how long the load lasts (default 10)
  --kill-every N      seconds from one kill of the engine to the next (default 60)
  --customers N       customers at the start (default 200000)
  --events N          events at the start (default 4000000)
  --editors N         people who change conditions at once (default 4)
  --seed N            of everything that is random (default: another each time, printed)
  --data DIR          where the data is kept for the next run (default .cache/chaos)
  --json              print one JSON document
`;

/** @throws UsageError */
export function parseArguments(given: readonly string[]): ChaosArguments {
  const values = parse(given);
  return {
    minutes: whole("minutes", values.minutes, 1, 100_000),
    secondsBetweenKills: whole("kill-every", values["kill-every"], 1, 86_400),
    size: {
      customers: whole("customers", values.customers, 1_000, 10_000_000),
      events: whole("events", values.events, 1_000, 100_000_000),
    },
    editors: whole("editors", values.editors, 1, 100),
    seed: values.seed === undefined ? Date.now() % 2 ** 31 : whole("seed", values.seed, 0, 2 ** 31),
    json: values.json,
    folder: resolve(values.data ?? fileURLToPath(new URL("../../../.cache/chaos", import.meta.url))),
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        minutes: { type: "string", default: "10" },
        "kill-every": { type: "string", default: "60" },
        customers: { type: "string", default: "200000" },
        events: { type: "string", default: "4000000" },
        editors: { type: "string", default: "4" },
        seed: { type: "string" },
        data: { type: "string" },
        json: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
