import { rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { fingerprint, readStamp, removeStamp, writeStamp } from "./fingerprint.mjs";
import { PrepareError } from "./prepare-error.mjs";
import { phase } from "./progress.mjs";

/**
 * @typedef {object} Build
 * @property {string} title
 * @property {string} stamp written after success only, with the fingerprint of `from`
 * @property {readonly string[]} from what it is made of
 * @property {readonly string[]} into what it makes anew
 * @property {readonly string[]} command a script of a package, with its arguments
 */

/** @type {readonly Build[]} */
const BUILDS = [
  {
    title: "Compiling the server",
    stamp: "dist/.server-stamp",
    from: ["src", "examples", "bench", "screens", "test/chromium.ts", "tsconfig.base.json", "tsconfig.build.json", "package-lock.json"],
    into: ["dist/src", "dist/examples", "dist/bench", "dist/screens", "dist/test"],
    command: ["typescript/bin/tsc", "-p", "tsconfig.build.json"],
  },
  {
    title: "Building the web pages",
    stamp: "dist/.web-stamp",
    // The pages import no more of the server than this (and types, which leave no trace): test/architecture.test.ts.
    from: ["web", "src/segment", "src/catalog", "src/errors.ts", "tsconfig.base.json", "package-lock.json"],
    into: ["dist/web"],
    command: ["vite/bin/vite.js", "build", "web", "--outDir", "../dist/web", "--emptyOutDir", "--logLevel", "warn"],
  },
];

/**
 * @param {string} root
 * @returns {readonly Build[]} what must be made because its sources changed or its last making did not end
 */
export function staleBuilds(root) {
  return BUILDS.filter((build) => readStamp(join(root, build.stamp)) !== fingerprint(root, build.from));
}

/**
 * @param {string} root
 * @param {Build} build
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
export async function make(root, build, env, signal) {
  const made = fingerprint(root, build.from);
  const [script = "", ...args] = build.command;
  removeStamp(join(root, build.stamp));
  for (const path of build.into) rmSync(join(root, path), { recursive: true, force: true });
  await phase(build.title, async () => {
    const { code, output } = await run(process.execPath, [join(root, "node_modules", script), ...args], {
      cwd: root,
      env: { ...env, NODE_ENV: "production", NO_COLOR: "1" },
      signal,
      output: "keep",
    });
    if (code !== 0) throw new PrepareError(`${output.trimEnd()}\n\n${build.title} failed: what is wrong is said above.`);
  });
  writeStamp(join(root, build.stamp), made);
}
