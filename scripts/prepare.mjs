import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { make, staleBuilds } from "./builds.mjs";
import { Interrupted, interruptible } from "./child.mjs";
import { install, isInstalled, requireEngine } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { PrepareError } from "./prepare-error.mjs";
import { say } from "./progress.mjs";

/** The clone's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Installs and builds what is missing or out of date, and only that. Safe to run twice at once and after an interruption at any moment.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
export async function prepare(root, env, signal) {
  if (!isPrepared(root)) {
    const waiting = () => say("Another start in this folder is preparing it: waiting …");
    await withLock(join(root, ".cache", "prepare.lock"), { waiting, signal }, async () => {
      if (!isInstalled(root)) await install(root, env, signal);
      for (const build of staleBuilds(root)) await make(root, build, env, signal);
    });
  }
  requireEngine(root, env);
}

/**
 * Runs what a command consists of and gives its exit code: a failure that the reader can mend becomes a message, an interruption the usual code.
 *
 * @param {(signal: AbortSignal) => Promise<number>} work
 * @returns {Promise<number>}
 */
export async function guarded(work) {
  try {
    return await interruptible(work);
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    if (error instanceof PrepareError) {
      say(error.message);
      return 1;
    }
    const mendable = filesystemProblem(error);
    if (mendable === undefined) throw error;
    say(mendable);
    return 1;
  }
}

/**
 * Prepares the clone and ends the process when that fails.
 */
export async function prepareOrExit() {
  const code = await guarded(async (signal) => {
    await prepare(ROOT, process.env, signal);
    return 0;
  });
  if (code !== 0) process.exit(code);
}

/** @param {string} root */
function isPrepared(root) {
  return isInstalled(root) && staleBuilds(root).length === 0;
}

/**
 * @param {unknown} error
 * @returns {string | undefined}
 */
function filesystemProblem(error) {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const path = "path" in error ? String(error.path) : ROOT;
  switch (error.code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `Coterie cannot write ${path}: run the command as the owner of ${ROOT}, or clone it to a folder of your own.`;
    case "ENOSPC":
      return `The disk is full (writing ${path}). Free some space and run the command again.`;
    case "ENOENT":
      return "syscall" in error && String(error.syscall).startsWith("spawn")
        ? "npm was not found on the PATH. It comes with Node (https://nodejs.org); install it and run the command again."
        : undefined;
    default:
      return undefined;
  }
}
