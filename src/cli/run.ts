import { resolve } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { findServer } from "../server-file.ts";
import type { Backend } from "./backend.ts";
import { remoteBackend } from "./remote.ts";
import { explain, log, printJson } from "./terminal.ts";

/** The options that every command takes. */
export interface CommonOptions {
  readonly data?: string;
  readonly server?: string;
  readonly json?: boolean;
}

const DEFAULT_DATA = "coterie-data";

export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;

/** Codes of errors that say the command was given wrongly, not that its work failed. */
const WRONG_USE = new Set(["invalid_type", "unknown_format", "invalid_config", "wrong_use"]);

export function dataDirOf(options: CommonOptions, config: Config): string {
  return options.data !== undefined ? resolve(options.data) : (config.dataDir ?? resolve(DEFAULT_DATA));
}

/** The server that `--server` names, else the one that has the data directory open, else the directory itself. */
async function openBackend(options: CommonOptions): Promise<Backend> {
  const config = readConfig(process.env);
  if (options.server !== undefined) {
    if (config.token === undefined) {
      throw new AppError("wrong_use", "--server needs a token.", { hint: "Set COTERIE_TOKEN to the server's token." });
    }
    return remoteBackend({ address: options.server, token: config.token });
  }
  const dataDir = dataDirOf(options, config);
  const running = await findServer(dataDir);
  if (running) return remoteBackend(running);
  // Loaded where it is used: what only asks a server starts in half the time.
  const { openLocal } = await import("./local.ts");
  return openLocal({ dataDir, config, log });
}

/** Runs a command and ends the process with its exit code; what went wrong is told as text or as one JSON document. */
export async function runCommand(options: CommonOptions, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    // What was at work when a signal came fails because everything is being closed under it.
    if (ending) return;
    if (!(error instanceof AppError)) {
      // A bug of ours: what is printed is still one document.
      if (options.json) printJson(new AppError("internal", "Something went wrong inside Coterie.").toJSON());
      throw error;
    }
    if (options.json) printJson(error.toJSON());
    else log(explain(error));
    process.exitCode = WRONG_USE.has(error.code) ? EXIT.wrongUse : EXIT.failed;
  }
}

/** Runs a command on a backend that is closed afterwards. */
export function withBackend(options: CommonOptions, command: (backend: Backend) => Promise<number>): Promise<void> {
  return runCommand(options, () => onBackend(options, command));
}

/** The part of a command that needs a backend: opened for it, and closed afterwards. */
export async function onBackend(options: CommonOptions, work: (backend: Backend) => Promise<number>): Promise<number> {
  const opening = openBackend(options);
  // A signal may come while it is opened.
  const stop = onSignal(async () => (await opening).close());
  try {
    const backend = await opening;
    return await work(backend).finally(() => backend.close());
  } finally {
    stop();
  }
}

/** Whether a signal has come: the process then ends with its code. */
let ending = false;

/** Ends cleanly on Ctrl+C and SIGTERM: a second signal ends at once. */
export function onSignal(close: () => Promise<void>): () => void {
  const end = (signal: NodeJS.Signals): void => {
    const code = signal === "SIGINT" ? 130 : 143;
    if (ending) process.exit(code);
    ending = true;
    void close().finally(() => process.exit(code));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  return () => {
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
  };
}
