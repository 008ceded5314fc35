import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { AppError } from "../errors.ts";
import type { Endpoint } from "./endpoint.ts";
import type { EngineProgram } from "./library.ts";
import { APP_USER, BOOT_STATEMENTS, type NodeLimits, TOKEN_HEADER, writeNodeConfig } from "./local-node-config.ts";
import { withPatience, within } from "./patience.ts";

export interface LocalNodeOptions {
  readonly program: EngineProgram;
  /** Where the node keeps its data and its configuration. */
  readonly directory: string;
  readonly limits: NodeLimits;
  /** Milliseconds that it may take to answer first; left out: `BOOT_TIMEOUT_MS`. */
  readonly bootMs?: number;
  /** Milliseconds that a process may take to be gone that was ended by force; left out: `GONE_MS`. */
  readonly goneMs?: number;
}

/** One running engine process. */
export interface LocalNode {
  readonly endpoint: Endpoint;
  readonly pid: number;
  /** Settles when the process has ended, with what it said last. */
  readonly exited: Promise<string>;
  /** Ends the process: cleanly, or by force after a grace. Throws AppError `engine_not_ended` when even that does not end it. */
  stop(): Promise<void>;
}

const CHILD = fileURLToPath(new URL("./local-node-child.js", import.meta.url));
const BOOT_TIMEOUT_MS = 30_000;
/**
 * The library (26.7) waits five seconds for idle connections before it ends. Nothing is lost when it is cut short: a
 * part of a table is on disk, whole, before its insert is answered.
 */
const STOP_GRACE_MS = 400;
/** One that is ended by force is gone at once, unless the system itself waits for a disk. */
const GONE_MS = 5_000;
/** What a process said last comes before its end is known, or a moment later. */
const LAST_WORDS_MS = 200;
/** The node keeps connections for 30 seconds. */
const IDLE_MS = 20_000;
const PORT_TRIES = 5;
/** An engine whose app was killed ends by itself, but not before the statement it is at. */
const LOCK_WAIT_MS = 15_000;
const LOCK_RETRY_MS = 250;

/**
 * Starts the engine as a child process on a free loopback port and waits until it answers. Nothing is left of it once `signal` has come.
 *
 * @throws AppError `engine_start_failed` with what the process said, `engine_closed` after the signal, `engine_not_ended`
 */
export async function startLocalNode(options: LocalNodeOptions, signal?: AbortSignal): Promise<LocalNode> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  let said = "";
  for (let attempt = 0; attempt < PORT_TRIES; ) {
    const node = await tryStart(options, await freePort(), signal);
    if (typeof node !== "string") return node;
    if (signal?.aborted) throw new AppError("engine_closed", "The engine has been closed.");
    said = node;
    if (isLocked(said) && Date.now() < deadline) await sleep(LOCK_RETRY_MS);
    else if (/address already in use|cannot bind|Listen .* failed/i.test(said)) attempt += 1;
    else break;
  }
  throw new AppError("engine_start_failed", `The engine did not start: ${said || "it said nothing"}.`, {
    hint: isLocked(said)
      ? "Another process has this data directory open. End it, or use another one with --data."
      : "It is tried again with the next request. If it stays so, the message of the engine says why.",
  });
}

function isLocked(said: string): boolean {
  return /cannot lock file|CANNOT_OPEN_FILE.*lock|another server instance/i.test(said);
}

async function tryStart(options: LocalNodeOptions, port: number, signal: AbortSignal | undefined): Promise<LocalNode | string> {
  const { bootMs = BOOT_TIMEOUT_MS, goneMs = GONE_MS } = options;
  const secrets = { password: secret(), token: secret() };
  const data = join(options.directory, "data");
  const config = writeNodeConfig(join(options.directory, "config"), data, secrets, options.limits);
  const child = spawnNode(options.program, [
    "--path",
    data,
    "--config-file",
    config,
    "--listen_host=127.0.0.1",
    `--http_port=${port}`,
    "--logger.level=none",
    "--query",
    BOOT_STATEMENTS.join("; "),
  ]);
  const endpoint: Endpoint = {
    url: `http://127.0.0.1:${port}`,
    user: APP_USER,
    password: secrets.password,
    headers: { [TOKEN_HEADER]: secrets.token },
    idleMs: IDLE_MS,
  };

  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", () => resolve(said.trim()));
    // Its output stays open while a process that it started holds it.
    child.once("exit", () => setTimeout(() => resolve(said.trim()), LAST_WORDS_MS));
  });
  let ended = false;
  void exited.then(() => {
    ended = true;
  });

  const deadline = Date.now() + bootMs;
  while (!ended && !signal?.aborted && Date.now() < deadline) {
    if (child.pid !== undefined && (await answers(endpoint, Math.min(ANSWER_MS, bootMs)))) {
      return { endpoint, pid: child.pid, exited, stop: () => stop(child, exited, goneMs) };
    }
    await sleep(15);
  }
  await stop(child, exited, goneMs);
  return (await exited) || `no answer within ${bootMs / 1000} s`;
}

function spawnNode(program: EngineProgram, engineArguments: readonly string[]): ChildProcess {
  const [command, args] =
    program.kind === "library"
      ? [process.execPath, [CHILD, program.path, ...engineArguments]]
      : [program.path, ["local", ...engineArguments]];
  return spawn(command, args, {
    stdio: ["pipe", "ignore", "pipe"],
    // A group of its own: Ctrl+C in the terminal reaches the app alone, which then ends the engine in order.
    detached: true,
    env: { PATH: process.env["PATH"] ?? "", TZ: "UTC", LC_ALL: "C.UTF-8" },
  });
}

async function stop(child: ChildProcess, exited: Promise<string>, goneMs: number): Promise<void> {
  // A process that ended while its input was still open is no error of ours.
  child.stdin?.on("error", () => undefined).end();
  const kill = setTimeout(() => killGroup(child), STOP_GRACE_MS);
  try {
    await within(STOP_GRACE_MS + goneMs, exited, () => notEnded(child.pid));
  } finally {
    clearTimeout(kill);
  }
}

/** With what the process started itself. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function notEnded(pid: number | undefined): AppError {
  return new AppError("engine_not_ended", `The engine, process ${pid}, was ended by force and is still there.`, {
    hint: `Its disk may not answer. Look at it with \`ps -p ${pid}\`; the data directory can be opened again once it is gone.`,
  });
}

const ANSWER_MS = 2_000;

async function answers(endpoint: Endpoint, answerMs: number): Promise<boolean> {
  try {
    return await withPatience(answerMs, async (signal) => {
      const response = await fetch(`${endpoint.url}/?query=SELECT+1`, {
        headers: {
          ...endpoint.headers,
          "X-ClickHouse-User": endpoint.user,
          "X-ClickHouse-Key": endpoint.password,
          Connection: "close",
        },
        signal,
      });
      await response.arrayBuffer();
      return response.ok;
    });
  } catch {
    return false;
  }
}

function secret(): string {
  return randomBytes(24).toString("hex");
}

/** A port that is free now. Another process may take it before the node does: the caller then tries another. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}
