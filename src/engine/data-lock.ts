import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../errors.ts";

/** Held by the one process that has a data directory open. */
export interface DataLock {
  release(): void;
}

/**
 * Takes the lock on a data directory, and makes the directory when there is none. The lock of a process that is gone
 * is taken over.
 *
 * @throws AppError `data_locked` naming the process that holds it
 */
export function lockData(directory: string): DataLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, "lock");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (tryCreate(file)) return { release: () => rmSync(file, { force: true }) };
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) {
      throw new AppError("data_locked", `The data directory ${directory} is open in process ${holder.pid}.`, {
        hint: "Use that running Coterie, end it, or choose another directory with --data.",
      });
    }
    rmSync(file, { force: true });
  }
  throw new AppError("data_locked", `The lock ${file} can't be taken: another process keeps taking it.`, {
    hint: "Try again.",
  });
}

interface Holder {
  readonly pid: number;
  /** What tells the process from a later one with the same id; empty where the system does not say. */
  readonly started: string;
}

/** Makes the file with its content in one step, so that nobody ever reads an empty lock. */
function tryCreate(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const [pid, started = ""] = readFileSync(file, "utf8").trim().split(" ");
    return pid === undefined || pid === "" ? undefined : { pid: Number(pid), started };
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return startOf(holder.pid) === holder.started;
}

/** The start time of a process in clock ticks since boot, on Linux. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in parentheses, may hold spaces; the start is the 20th field after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
