import { resolve } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { findServer } from "../server-file.ts";
import type { Backend } from "./backend.ts";
import { dataOption, hasData, type Neighbour, neighbours, shortPath } from "./neighbours.ts";
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

/** What a command works on: `data` that is there, or a `place` for data, which is made when there is none. */
export type Needs = "data" | "place";

/** The server that `--server` names, else the one that has the data directory open, else the directory itself. */
async function openBackend(options: CommonOptions, needs: Needs): Promise<Backend> {
  const config = readConfig(process.env);
  if (options.server !== undefined) {
    if (config.token === undefined) {
      throw new AppError("wrong_use", "--server needs a token.", {
        hint: "Set COTERIE_TOKEN to the server's: the `token` in `server.json`, in the data directory of the server.",
      });
    }
    return remoteBackend({ address: options.server, token: config.token });
  }
  const dataDir = dataDirOf(options, config);
  const running = await findServer(dataDir);
  if (running) return remoteBackend(running);
  if (needs === "data" && config.clickhouse.length === 0 && !hasData(dataDir)) {
    throw new AppError("no_data", `There is no data in ${dataDir}.`, { hint: await elsewhere(dataDir) });
  }
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
    // What does not end would keep the process.
    if (LATE.has(error.code)) endSoon();
  }
}

/** Codes of errors that say that something was not waited for any longer. */
const LATE = new Set(["opening_timeout", "closing_timeout", "engine_not_ended"]);
const LAST_WORDS_MS = 500;

/** A pipe takes what was printed a moment later. */
function endSoon(): void {
  setTimeout(() => process.exit(), LAST_WORDS_MS);
}

/** What was asked for is done: that something does not end is said, and changes nothing about it. */
async function closed(backend: Backend): Promise<void> {
  try {
    await backend.close();
  } catch (error) {
    if (!(error instanceof AppError && LATE.has(error.code))) throw error;
    log(explain(error));
    endSoon();
  }
}

/** Asks the server that `--server` names, or that has the data directory open, or else the only one that runs in a folder beside it. */
export function withServer(options: CommonOptions, command: (backend: Backend) => Promise<number>): Promise<void> {
  return runCommand(options, async () => {
    const config = readConfig(process.env);
    const dataDir = dataDirOf(options, config);
    if (options.server !== undefined || (await findServer(dataDir))) return onBackend(options, "data", command);
    const others = await neighbours(dataDir);
    const running = others.flatMap(({ server }) => server ?? []);
    const [only] = running;
    if (only && running.length === 1 && options.data === undefined && config.dataDir === undefined) return command(remoteBackend(only));
    throw new AppError("no_server", `No server runs on ${dataDir}.`, {
      hint: running.length > 0 ? others.map(sayNeighbour).join(" ") : "Start one with `npm start` or `npx coterie serve`: it prints a link.",
    });
  });
}

/** Runs a command on a backend that is closed afterwards, and says where it looked when nothing is there. */
export function withBackend(options: CommonOptions, command: (backend: Backend) => Promise<number>): Promise<void> {
  return runCommand(options, () =>
    onBackend(options, "data", async (backend) => {
      const looking = backend.isEmpty().catch(() => false);
      try {
        return await command(backend);
      } finally {
        if (await looking) log(await emptyText(options));
      }
    }),
  );
}

async function emptyText(options: CommonOptions): Promise<string> {
  const dataDir = dataDirOf(options, readConfig(process.env));
  if (options.server !== undefined) return `The server at ${options.server} has no customers yet: nothing was imported there.`;
  return `There are no customers in ${dataDir} yet. ${await elsewhere(dataDir)}`;
}

/** What to do when a directory holds nothing: what is beside it, or how to fill it. */
async function elsewhere(dataDir: string): Promise<string> {
  const others = await neighbours(dataDir);
  const fill = "`npx coterie import customers FILE` fills it; `--data` or COTERIE_DATA names another directory.";
  return others.length > 0 ? `${others.map(sayNeighbour).join(" ")} ${fill}` : fill;
}

function sayNeighbour({ dataDir, server }: Neighbour): string {
  const said = server ? `A server runs on ${shortPath(dataDir)}` : `There is data in ${shortPath(dataDir)}`;
  const usual = readConfig(process.env).dataDir ?? resolve(DEFAULT_DATA);
  return dataDir === usual ? `${said}: leave \`--data\` out.` : `${said}: add \`${dataOption(dataDir, usual).trim()}\`.`;
}

/** How the commands that are run here find a data directory: ` --data DIR`, or nothing when they look there by themselves. */
export function optionFor(dataDir: string): string {
  return dataOption(dataDir, resolve(DEFAULT_DATA));
}

/** The part of a command that needs a backend: opened for it, and closed afterwards. */
export async function onBackend(options: CommonOptions, needs: Needs, work: (backend: Backend) => Promise<number>): Promise<number> {
  const opening = openBackend(options, needs);
  // A signal may come while it is opened.
  const stop = onSignal(async () => (await opening).close());
  try {
    const backend = await opening;
    return await work(backend).finally(() => closed(backend));
  } finally {
    stop();
  }
}

/** Whether a signal has come: the process then ends with its code. */
let ending = false;

const CLOSE_MS = 30_000;

/** Ends cleanly on Ctrl+C and SIGTERM, within `closeMs`: a second signal ends at once. */
export function onSignal(close: () => Promise<void>, closeMs = CLOSE_MS): () => void {
  const end = (signal: NodeJS.Signals): void => {
    const code = signal === "SIGINT" ? 130 : 143;
    if (ending) process.exit(code);
    ending = true;
    setTimeout(() => {
      log("Something did not end in time and is ended by force: what was answered is kept.");
      process.exit(code);
    }, closeMs);
    // What fails while everything is closed was said where it failed.
    void close().catch(() => undefined).finally(() => process.exit(code));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  return () => {
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
  };
}
