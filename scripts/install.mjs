import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { run } from "./child.mjs";
import { fingerprint, readStamp, removeStamp, writeStamp } from "./fingerprint.mjs";
import { PrepareError } from "./prepare-error.mjs";
import { phase } from "./progress.mjs";
import { diskProblem, enginePackage, systemProblem } from "./requirements.mjs";
import { canWrite, freeBytes, thisSystem } from "./system.mjs";

/**
 * The file that says that `node_modules` is whole, and its content when that fits the lockfile and this system. It is written after a
 * whole install only: without it, or with another content, `node_modules` is made anew.
 *
 * @param {string} root
 * @returns {{file: string, content: string}}
 */
export function installStamp(root) {
  return {
    file: join(root, "node_modules", ".coterie-install"),
    content: `${fingerprint(root, ["package-lock.json"])} ${process.platform} ${process.arch}\n`,
  };
}

/**
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const { file, content } = installStamp(root);
  return readStamp(file) === content;
}

/**
 * Makes `node_modules` exactly what the lockfile says, development and optional packages included.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
export async function install(root, env, signal) {
  const system = thisSystem();
  const problem = systemProblem(system) ?? diskProblem(freeBytes(root), root);
  if (problem !== undefined) throw new PrepareError(problem);
  const stamp = installStamp(root);
  removeStamp(stamp.file);
  const [program, ...before] = npmCommand(env);
  const args = [...before, "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--package-lock=true", "--no-audit", "--no-fund"];
  const cache = npmCache(root, env, homedir(), canWrite);
  const installEnv = cache === undefined ? env : { ...env, npm_config_cache: cache };
  await phase("Installing packages (once, about a minute)", async () => {
    const { code, output } = await run(program, args, { cwd: root, env: installEnv, signal, output: "keep" });
    if (code !== 0) {
      throw new PrepareError(
        `${output.trimEnd()}\n\nnpm could not install the packages. Mend what it says above (often the network or the registry setting) and run the command again: it starts over by itself.`,
      );
    }
  });
  const engine = enginePackage(system);
  if (engine !== undefined && !isPackagePresent(root, engine)) throw new PrepareError(missingEngine(engine));
  writeStamp(stamp.file, stamp.content);
}

/**
 * Checks that the engine's library is there before anything is asked of it.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function requireEngine(root, env) {
  if (env["CLICKHOUSE_BIN"]) return;
  // Only Linux has two libraries of C, and telling them apart takes a while: the folder says enough.
  const engine = enginePackage({ platform: process.platform, arch: process.arch, musl: false });
  if (engine !== undefined && !isPackagePresent(root, engine)) throw new PrepareError(missingEngine(engine));
}

/**
 * Where npm keeps its downloads: undefined leaves its own choice, unless that has no place to write.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 * @param {(path: string) => boolean} isWritable
 * @returns {string | undefined}
 */
export function npmCache(root, env, home, isWritable) {
  const chosen = env["npm_config_cache"] ?? (env["HOME"] ? join(home, ".npm") : undefined);
  return chosen !== undefined && isWritable(chosen) ? undefined : join(root, ".cache", "npm");
}

/**
 * The npm that runs this script, else the one on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {[string, ...string[]]}
 */
export function npmCommand(env) {
  const running = env["npm_execpath"];
  if (running !== undefined && basename(running) === "npm-cli.js" && existsSync(running)) return [process.execPath, running];
  return ["npm"];
}

/** @param {string} engine */
function missingEngine(engine) {
  return `The engine's library, the package ${engine}, is missing: npm skips an optional package whose download fails. Delete node_modules and run the command again; if it stays away, see whether your npm registry offers ${engine}.`;
}

/**
 * @param {string} root
 * @param {string} name
 */
function isPackagePresent(root, name) {
  return existsSync(join(root, "node_modules", name, "package.json"));
}
