import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { render } from "../src/compiler/sql.ts";
import { readConfig } from "../src/config.ts";
import { openWorkspace, type Workspace } from "../src/wire.ts";
import { serve } from "../src/wire-server.ts";
import { makeData } from "./data/make.ts";
import { eventsCsv, keptRows } from "./data/rows.ts";
import { type Answer, requestSchema, type Ran, type Task } from "./messages.ts";

/**
 * The process that is measured: serves a data directory as `coterie serve` does. Its parent also has statements sent to the same
 * engine from here, by the same client.
 */
const dataDir = process.argv[2];
if (dataDir === undefined || process.send === undefined) throw new Error("bench/served is started by the benchmark");

// Ctrl+C in a terminal reaches this process too: it ends with its parent, in order.
process.on("SIGINT", () => undefined);

try {
  const config = readConfig(process.env);
  const workspace = await openWorkspace({ dataDir, config, log: (message) => process.stderr.write(`${message}\n`) });
  const server = await serve(workspace, { port: 0 }).catch(async (error: unknown) => {
    await workspace.close();
    throw error;
  });
  const close = () => server.close().finally(() => process.exit());
  process.on("disconnect", () => void close());
  process.on("SIGTERM", () => void close());
  process.on("message", (message) => {
    const { id, task } = requestSchema.parse(message);
    if (task.kind === "close") {
      void close();
      return;
    }
    carryOut(workspace, task).then(
      (result) => answer({ kind: "done", id, result }),
      (error: unknown) => answer({ kind: "error", id, message: String(error) }),
    );
  });
  answer({ kind: "ready", address: server.address });
} catch (error) {
  answer({ kind: "failed", message: String(error) });
  process.exitCode = 1;
  process.disconnect();
}

async function carryOut(workspace: Workspace, task: Exclude<Task, { readonly kind: "close" }>): Promise<unknown> {
  const { engine } = workspace.running;
  switch (task.kind) {
    case "make":
      return makeData(workspace.storage, task);
    case "csv":
      return pipeline(await engine.stream(render(eventsCsv(task))), createWriteStream(task.path));
    case "parquet":
      return pipeline(await engine.stream(render(keptRows(task.rows))), createWriteStream(task.path));
    case "sql": {
      const startedAt = performance.now();
      const rows = await engine.rows({ text: task.text, params: task.params, lists: [] });
      return { rows: [...rows], elapsedMs: performance.now() - startedAt } satisfies Ran;
    }
    case "engine_pid":
      return workspace.running.pid();
  }
}

function answer(message: Answer): void {
  process.send?.(message);
}
