import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HEARTBEAT_MS = 2_000;
const SILENT_MS = 15_000;

/**
 * Runs `work` while no other process runs under the same lock file. A holder that died is noticed: at once on this machine, and
 * after 15 s of silence when it ran elsewhere (a container, a shared disk).
 *
 * @template T
 * @param {string} file
 * @param {object} options
 * @param {() => void} options.waiting called once when another process holds the lock
 * @param {AbortSignal} options.signal ends the waiting
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { waiting, signal }, work) {
  mkdirSync(dirname(file), { recursive: true });
  const token = `${process.pid} ${hostname()} ${Date.now()} ${Math.random()}`;
  await acquire(file, token, waiting, signal);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file) === token) rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} token
 * @param {() => void} waiting
 * @param {AbortSignal} signal
 */
async function acquire(file, token, waiting, signal) {
  let beat = "";
  let heardAt = performance.now();
  let told = false;
  while (!create(file, token)) {
    if (!told) waiting();
    told = true;
    const holder = read(file);
    const latest = `${holder} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs}`;
    if (latest !== beat) heardAt = performance.now();
    beat = latest;
    if (holder !== undefined && (isDead(holder) || performance.now() - heardAt > SILENT_MS)) discard(file, holder);
    await sleep(200, undefined, { signal });
  }
}

/**
 * @param {string} file
 * @param {string} content
 * @returns {boolean} false when the file exists
 */
function create(file, content) {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a dead holder's lock. A second lock around it keeps two waiters from removing each other's fresh one.
 *
 * @param {string} file
 * @param {string} holder
 */
function discard(file, holder) {
  const guard = `${file}.discard`;
  if (create(guard, "")) {
    if (read(file) === holder) rmSync(file, { force: true });
    rmSync(guard, { force: true });
  } else {
    const made = statSync(guard, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && Date.now() - made > SILENT_MS) rmSync(guard, { force: true });
  }
}

/** @param {string} holder */
function isDead(holder) {
  const [pid, host] = holder.split(" ");
  if (host !== hostname() || !Number(pid)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Discarded by a process that took this one for dead (a machine that slept): the work goes on, the stamps are still right.
  }
}

/**
 * @param {string} file
 * @returns {string | undefined}
 */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
