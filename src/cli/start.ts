import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readConfig } from "../config.ts";
import { findServer } from "../server-file.ts";
import { openWorkspace } from "../wire.ts";
import { serve } from "../wire-server.ts";
import { loadExample } from "./example.ts";
import { hasData } from "./neighbours.ts";
import { remoteBackend } from "./remote.ts";
import { EXIT, onSignal, runCommand } from "./run.ts";
import { announce, sayOption } from "./serve.ts";
import { log, print } from "./terminal.ts";

/** What `npm start` does once the clone is prepared: serves a data directory, and fills an empty one with the example. */
const SEED = 1;

await runCommand({}, async () => {
  const config = readConfig(process.env);
  const dataDir = config.dataDir ?? resolve("example-data");
  const running = await findServer(dataDir);
  if (running) {
    print(`Coterie runs already, at ${running.address}`);
    print(`Sign in within 15 minutes: ${await remoteBackend(running).signInLink()}`);
    sayOption(dataDir);
    return EXIT.done;
  }

  // Nobody's own server is filled with an example.
  const local = config.clickhouse.length === 0;
  if (local && !hasData(dataDir)) await fill();
  let workspace = await openWorkspace({ dataDir, config, log });
  if (local && workspace.storage.catalog.version === 0) {
    await workspace.close();
    await rm(join(dataDir, "engine"), { recursive: true });
    await fill();
    workspace = await openWorkspace({ dataDir, config, log });
  }
  const server = await serve(workspace, { port: config.port, host: config.host }).catch(async (error: unknown) => {
    await workspace.close();
    throw error;
  });
  onSignal(() => server.close());
  await announce(server, dataDir);
  return EXIT.done;

  async function fill(): Promise<void> {
    const abort = new AbortController();
    const now = new Date().toISOString();
    const done = loadExample({
      dataDir,
      config,
      store: { seed: SEED, lastDay: now.slice(0, 10), until: now },
      signal: abort.signal,
    });
    const stop = onSignal(async () => {
      abort.abort();
      await done.catch(() => undefined);
    });
    await done.finally(stop);
  }
});
