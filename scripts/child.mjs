import { spawn } from "node:child_process";

const KILL_AFTER_MS = 4_000;
const KEPT_OUTPUT = 100_000;

/** The process was asked to end (Ctrl+C, SIGTERM): children are told, and what was under way is unwound. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`interrupted by ${signal}`);
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[String(signal)] ?? 1;
  }
}

/**
 * Runs `work` with a signal that aborts, with an {@link Interrupted} as its reason, when the process is asked to end.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function interruptible(work) {
  const controller = new AbortController();
  /** @param {NodeJS.Signals} name */
  const stop = (name) => controller.abort(new Interrupted(name));
  /** @type {readonly NodeJS.Signals[]} */
  const names = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const name of names) process.on(name, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const name of names) process.off(name, stop);
  }
}

/**
 * Runs a program to its end. An abort first ends it with all it started (a process group of its own), then rejects.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} options.signal
 * @param {"show" | "keep"} options.output shown as it comes, or kept for the answer (its last 100,000 characters)
 * @returns {Promise<{code: number, output: string}>} code 1 when a signal ended it
 */
export async function run(program, args, { cwd, env, signal, output }) {
  signal.throwIfAborted();
  const child = spawn(program, args, {
    cwd,
    env,
    detached: true,
    stdio: output === "show" ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  let kept = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      kept = (kept + text).slice(-KEPT_OUTPUT);
    });
  }
  const end = () => {
    killGroup(child.pid, "SIGTERM");
    setTimeout(() => killGroup(child.pid, "SIGKILL"), KILL_AFTER_MS).unref();
  };
  signal.addEventListener("abort", end);
  try {
    /** @type {number} */
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    });
    signal.throwIfAborted();
    return { code, output: kept };
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals} signal
 */
function killGroup(leader, signal) {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // All of it ended meanwhile.
  }
}
