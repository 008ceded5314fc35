import { totalmem } from "node:os";
import { ClickHouse } from "./clickhouse.ts";
import { oneNode } from "./layout.ts";
import { findEngineProgram } from "./library.ts";
import type { RunningEngine } from "./running-engine.ts";
import { Supervisor } from "./supervisor.ts";

export interface LocalEngineOptions {
  /** Where the engine keeps its data. */
  readonly directory: string;
  /** A ClickHouse binary to use instead of the packaged library. */
  readonly binary?: string | undefined;
  /** Bytes that all queries together may use; left out: a third of the machine's memory, at most 1.4 GB. */
  readonly memory?: number | undefined;
  readonly threads?: number | undefined;
  /** Told when the engine ended by itself. It is restarted. */
  readonly onEnd?: ((said: string) => void) | undefined;
  /** Once it has come, the start is not waited for any more. */
  readonly signal?: AbortSignal | undefined;
}

const MOST_MEMORY = 1_400_000_000;

/** Starts a supervised local node and connects to it. */
export async function openLocalEngine(options: LocalEngineOptions): Promise<RunningEngine> {
  const supervisor = await Supervisor.start(
    {
      program: findEngineProgram(options.binary),
      directory: options.directory,
      limits: {
        memory: options.memory ?? Math.min(MOST_MEMORY, Math.floor(totalmem() / 3)),
        threads: options.threads ?? 0,
      },
    },
    options.onEnd,
    options.signal,
  );
  const engine = new ClickHouse(supervisor);
  return {
    engine,
    layout: oneNode(engine),
    pid: () => supervisor.pid,
    async close() {
      // Side by side: a connection that is being made ends with the node.
      await Promise.all([engine.close().catch(() => undefined), supervisor.close()]);
    },
  };
}
