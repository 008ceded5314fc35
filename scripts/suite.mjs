import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./child.mjs";
import { endWithNpm } from "./parent.mjs";
import { PrepareError } from "./prepare-error.mjs";
import { guarded, prepare, ROOT } from "./prepare.mjs";
import { phase, say } from "./progress.mjs";

/** What points a running Coterie somewhere: the tests choose their own folders, ports and databases. */
const NOT_FOR_TESTS = [
  "COTERIE_DATA",
  "COTERIE_SECRET",
  "COTERIE_TOKEN",
  "CLICKHOUSE_URL",
  "CLICKHOUSE_CLUSTER",
  "DATABASE_URL",
  "HOST",
  "PORT",
];

/**
 * Prepares the clone, checks the types of everything, runs the tests and ends with a line of how many passed and failed.
 *
 * @param {readonly string[]} args for vitest (files, `-t`), and `--long` for more seeds, kills and fuzz
 * @returns {Promise<number>} the exit code
 */
export function test(args) {
  endWithNpm();
  const env = testEnvironment(process.env, args.includes("--long"));
  return guarded(async (signal) => {
    await prepare(ROOT, process.env, signal);
    await typecheck(env, signal);
    return await vitest(args.filter((arg) => arg !== "--long"), env, signal);
  });
}

/**
 * Installs what is missing and checks the types of everything.
 *
 * @returns {Promise<number>} the exit code
 */
export function typecheckAll() {
  return guarded(async (signal) => {
    await prepare(ROOT, process.env, signal);
    await typecheck(process.env, signal);
    return 0;
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
async function typecheck(env, signal) {
  const projects = {
    "tsconfig.json": "server, tests and examples",
    "web/tsconfig.json": "web pages",
  };
  for (const [project, what] of Object.entries(projects)) {
    await phase(`Checking the types of ${what}`, async () => {
      const { code, output } = await run(
        process.execPath,
        [join(ROOT, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", project],
        { cwd: ROOT, env, signal, output: "keep" },
      );
      if (code !== 0) throw new PrepareError(`${output.trimEnd()}\n\nThe types of ${what} do not fit: see above.`);
    });
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} long
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment(env, long) {
  const kept = Object.entries(env).filter(([name]) => !NOT_FOR_TESTS.includes(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "test", ...(long ? { COTERIE_TEST_LONG: "1" } : {}) };
}

/**
 * What vitest's JSON reporter writes, as far as it is read here.
 *
 * @typedef {object} Results
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests skipped, or never reached
 * @property {number} numTodoTests
 * @property {readonly {status: string, assertionResults: readonly {status: string}[]}[]} testResults a file each
 */

/**
 * The lines that end a run. A file that failed outside its tests counts as one failure.
 *
 * @param {Results} results
 * @param {number} exitCode vitest's own
 * @returns {readonly string[]}
 */
export function closingLines(results, exitCode) {
  const brokenFiles = results.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((one) => one.status === "failed"),
  ).length;
  const failed = results.numFailedTests + brokenFiles;
  const notRun = results.numPendingTests + results.numTodoTests;
  return [
    ...(notRun > 0 ? [`${notRun} not run (skipped, or never reached)`] : []),
    ...(exitCode !== 0 && failed === 0 ? [`vitest ended with exit code ${exitCode}: see above`] : []),
    `${results.numPassedTests} passed, ${failed} failed`,
  ];
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
async function vitest(args, env, signal) {
  const folder = mkdtempSync(join(tmpdir(), "coterie-test-"));
  const results = join(folder, "results.json");
  try {
    const { code } = await run(
      process.execPath,
      [
        join(ROOT, "node_modules/vitest/vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${results}`,
        ...args,
      ],
      { cwd: ROOT, env, signal, output: "show" },
    );
    if (!existsSync(results)) {
      say(`vitest ended with exit code ${code} and without results: see above`);
      return code === 0 ? 1 : code;
    }
    for (const line of closingLines(JSON.parse(readFileSync(results, "utf8")), code)) console.log(line);
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
