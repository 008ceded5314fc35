import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readServerFile } from "../src/server-file.ts";
import type { Size } from "./data/rows.ts";
import { type Answer, answerSchema, type KeptRows, type Ran, ranSchema, type Request, type Task } from "./messages.ts";
import { peakMemory } from "./machine.ts";

/** Bytes at most resident since their start; undefined where the system does not say. */
export interface Peaks {
  readonly app: number | undefined;
  readonly engine: number | undefined;
}

/** A running Coterie, in a process of its own with its engine. */
export interface App {
  /** Sends a question to the product: the answer, and the milliseconds until it was read. */
  post(path: string, body: unknown, signal?: AbortSignal): Promise<{ readonly answer: unknown; readonly elapsedMs: number }>;
  /** Sends any request below `/api/v1`; says nothing of what is answered. */
  request(path: string, init: RequestInit): Promise<Response>;
  /** Reads from the product, likewise. */
  get(path: string): Promise<{ readonly answer: unknown; readonly elapsedMs: number }>;
  /** Runs a statement on the same engine, without the product. */
  sql(text: string, params: Readonly<Record<string, { readonly type: string; readonly value: unknown }>>): Promise<Ran>;
  make(size: Size): Promise<void>;
  writeCsv(size: Size, path: string): Promise<void>;
  /** Rows in the order of their table; times of events as epoch milliseconds. */
  writeParquet(rows: KeptRows, path: string): Promise<void>;
  peaks(): Promise<Peaks>;
  /** The process of the engine that runs now; undefined between one and the next. */
  enginePid(): Promise<number | undefined>;
  close(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("./served.js", import.meta.url));

/** What would point the process at something else than the benchmark's own data. */
const NOT_FOR_BENCH = ["COTERIE_DATA", "COTERIE_SECRET", "COTERIE_TOKEN", "CLICKHOUSE_URL", "CLICKHOUSE_CLUSTER", "DATABASE_URL", "HOST", "PORT"];

/** @returns the environment without what is meant for another Coterie */
export function benchEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_BENCH.includes(name)));
}

/** Serves a data directory, which is made when it is missing. */
export async function startApp(dataDir: string): Promise<App> {
  const child = fork(PROGRAM, [dataDir], { env: benchEnvironment(), stdio: ["ignore", 2, 2, "ipc"] });
  const ended = once(child, "exit");
  const { address, ask } = await connect(child);
  const token = readServerFile(dataDir)?.token;
  if (token === undefined) throw new Error("the served workspace wrote no server.json");
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const request: App["request"] = (path, init) => fetch(new URL(`/api/v1${path}`, address), { ...init, headers: { ...headers, ...init.headers } });
  const enginePid = async () => z.number().optional().parse(await ask({ kind: "engine_pid" }));

  const send = async (path: string, init: RequestInit) => {
    const startedAt = performance.now();
    const response = await request(path, init);
    const answer: unknown = await response.json();
    const elapsedMs = performance.now() - startedAt;
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
    return { answer, elapsedMs };
  };

  return {
    post: (path, body, signal) => send(path, { method: "POST", body: JSON.stringify(body), ...(signal && { signal }) }),
    get: (path) => send(path, {}),
    request,
    sql: async (text, params) => ranSchema.parse(await ask({ kind: "sql", text, params })),
    make: async (size) => void (await ask({ kind: "make", ...size })),
    writeCsv: async (size, path) => void (await ask({ kind: "csv", ...size, path })),
    writeParquet: async (rows, path) => void (await ask({ kind: "parquet", rows, path })),
    async peaks() {
      const engine = await enginePid();
      return { app: child.pid === undefined ? undefined : peakMemory(child.pid), engine: engine === undefined ? undefined : peakMemory(engine) };
    },
    enginePid,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.send({ id: 0, task: { kind: "close" } } satisfies Request);
      await ended;
    },
  };
}

interface Connection {
  readonly address: string;
  ask(task: Task): Promise<unknown>;
}

function connect(child: ChildProcess): Promise<Connection> {
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const ask = (task: Task): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, task } satisfies Request);
    });
  return new Promise((resolve, reject) => {
    child.on("message", (message) => receive(answerSchema.parse(message)));
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      const error = new Error(`the served workspace ended (${signal ?? code})`);
      reject(error);
      for (const each of waiting.values()) each.reject(error);
    });

    function receive(answer: Answer): void {
      switch (answer.kind) {
        case "ready":
          return resolve({ address: answer.address, ask });
        case "failed":
          return reject(new Error(answer.message));
        case "done":
          waiting.get(answer.id)?.resolve(answer.result);
          waiting.delete(answer.id);
          return;
        case "error":
          waiting.get(answer.id)?.reject(new Error(answer.message));
          waiting.delete(answer.id);
          return;
      }
    }
  });
}
