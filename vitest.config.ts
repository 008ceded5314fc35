import { configDefaults, defineConfig } from "vitest/config";

/** Suites of pure functions. */
const PURE = ["segment", "language", "reference"].map((folder) => `test/${folder}/**/*.test.ts`);

/** What customers a definition selects is asked on a cluster of two servers too: the slowest of these suites in `npm run test:long` alone. */
const ON_CLUSTER = ["language", "random", "known-answers"];
const LONG = process.env["COTERIE_TEST_LONG"] !== undefined;

/** Kills, hostile names and whole workspaces at random take minutes: in `npm run test:long` alone. */
const LONG_ALONE = ["conformance/attack-names", "conformance/workspaces", "ingest/cluster-interrupted", "jobs/killed"];
const NOT_NOW = LONG ? [] : LONG_ALONE.map((suite) => `test/${suite}.test.ts`);

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
          include: LONG ? ["test/conformance/*.test.ts"] : ON_CLUSTER.map((suite) => `test/conformance/${suite}.test.ts`),
          env: { COTERIE_TEST_ENGINE: "cluster" },
        },
      },
    ],
  },
});
