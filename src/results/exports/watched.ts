import { randomUUID } from "node:crypto";
import { z } from "zod";
import { bind, render, sql } from "../../compiler/sql.ts";
import type { Engine } from "../../engine/engine.ts";

/** By which a statement at work is found among others. */
export interface Watch {
  /** To be given with the statement. */
  readonly settings: { readonly log_comment: string };
  stop(): void;
}

const LOOK_MS = 300;

/** Tells, while a statement is at work, how many rows it has read so far: each time how many more. */
export function watch(engine: Engine, read: (more: number) => void): Watch {
  const log_comment = randomUUID();
  let told = 0;
  const look = async (): Promise<void> => {
    const [row] = await engine.rows(render(sql`SELECT sum(read_rows) AS rows FROM system.processes WHERE Settings['log_comment'] = ${bind("String", log_comment)}`));
    const rows = z.number().parse(row?.["rows"] ?? 0);
    if (rows <= told) return;
    read(rows - told);
    told = rows;
  };
  // What can't be told now is told a moment later.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_MS);
  return { settings: { log_comment }, stop: () => clearInterval(timer) };
}
