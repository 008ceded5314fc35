import { configDefaults, defineConfig } from "vitest/config";
import { LONG } from "./test/support/long.ts";

/** Suites of pure functions. */
const PURE = ["segment", "language", "reference"].map((folder) => `test/${folder}/**/*.test.ts`);

type Engine = "local" | "cluster";

/**
 * Where the ordinary run asks a suite otherwise than once, on one node. `npm run test:long` asks all of them, and those of `conformance` on
 * a cluster of two servers too.
 */
const ORDINARY: Readonly<Record<string, readonly Engine[]>> = {
  // What customers a definition selects.
  "conformance/language": ["local", "cluster"],
  "conformance/random": ["local", "cluster"],
  "conformance/known-answers": ["local", "cluster"],
  // What a browser does beside the journey, kills, hostile names, workspaces and insights at random, and all places that take files: minutes.
  "e2e/building": [],
  "e2e/operators": [],
  "e2e/exports": [],
  "e2e/workspace": [],
  "conformance/attack-names": [],
  "conformance/insights": [],
  "conformance/workspaces": [],
  "ingest/cluster-interrupted": [],
  "jobs/killed": [],
  "destinations/files": [],
  "exports/killed": [],
  "exports/two-processes": [],
  // So do engines that are killed or started with what is broken, servers elsewhere, and files of a thousand columns.
  "cli/clickhouse-url": [],
  "cli/doctor": [],
  "engine/cluster-traffic": [],
  "engine/shared-set": [],
  "engine/supervisor": [],
  "ingest/interrupted": [],
  "ingest/wide": [],
  // And commands on files alone, which start an engine each.
  "cli/files": [],
};

const suites = (wanted: (on: readonly Engine[]) => boolean): string[] =>
  Object.entries(ORDINARY).flatMap(([suite, on]) => (wanted(on) ? [`test/${suite}.test.ts`] : []));
const NOT_NOW = LONG ? [] : suites((on) => !on.includes("local"));
const ON_CLUSTER = LONG ? ["test/conformance/*.test.ts", "test/exports/exports.test.ts"] : suites((on) => on.includes("cluster"));

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    // What the files of a worker load is loaded once: an eighth of the time. No test leaves anything behind in a module.
    isolate: false,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "pure", include: PURE } },
      { extends: true, test: { name: "local", include: ["test/**/*.test.ts"], exclude: [...configDefaults.exclude, ...PURE, ...NOT_NOW] } },
      {
        extends: true,
        test: {
          name: "cluster",
          include: ON_CLUSTER,
          env: { COTERIE_TEST_ENGINE: "cluster" },
        },
      },
    ],
  },
});
