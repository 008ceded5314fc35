import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "../../src/compiler/sql.ts";
import { findEngineProgram } from "../../src/engine/library.ts";
import type { LocalNodeOptions } from "../../src/engine/local-node.ts";

/** A folder that is removed by `dispose`. */
export function temporaryFolder(): { readonly path: string; dispose(): void } {
  const path = mkdtempSync(join(tmpdir(), "coterie-engine-"));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

export function nodeOptions(directory: string): LocalNodeOptions {
  return { program: findEngineProgram(process.env["CLICKHOUSE_BIN"]), directory, limits: { memory: 600_000_000, threads: 2 } };
}

/** A statement without parameters. */
export function text(statement: string): Sql {
  return { text: statement, params: {}, lists: [] };
}

/** Tries until it holds: fails after `seconds`. */
export async function eventually(seconds: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not hold within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
