import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import { CREATE_DATABASES, DATABASE } from "./schema.ts";
import { Semaphore } from "./semaphore.ts";
import { stageLists } from "./staged-lists.ts";
import type { Target } from "./supervisor.ts";

/** Longer than any import: a request ends by its signal or by the engine's own limits. */
const REQUEST_TIMEOUT_MS = 6 * 3_600_000;
const CONCURRENT_QUERIES = 8;
const KILL_AFTER_MS = [0, 100, 1_000] as const;

const READ_SETTINGS = {
  readonly: "2",
  cancel_http_readonly_queries_on_client_close: 1,
  max_execution_time: 300,
} as const;

interface Connection {
  readonly client: Promise<ClickHouseClient>;
  readonly epoch: number;
}

/** The engine over HTTP, wherever the target runs now. */
export class ClickHouse implements Engine {
  readonly #target: () => Promise<Target>;
  readonly #room = new Semaphore(CONCURRENT_QUERIES);
  #connection: Connection | undefined;

  constructor(target: () => Promise<Target>) {
    this.#target = target;
  }

  async rows(sql: Sql, options: QueryOptions = {}): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#retried(options, () =>
      this.#room.run(async () => {
        const client = await this.#connect();
        return stageLists(this, sql, async (bound) => {
          const result = await client.query({
            query: bound.text,
            format: "JSONEachRow",
            ...requestOptions(bound, options, READ_SETTINGS),
          });
          return result.json<Record<string, unknown>>();
        });
      }, options.signal),
    );
  }

  async stream(sql: Sql, options: QueryOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    return this.#reported(options, async () => {
      const client = await this.#connect();
      const result = await client.exec({ query: sql.text, ...requestOptions(sql, options, READ_SETTINGS) });
      return result.stream;
    });
  }

  async bytes(sql: Sql, options: QueryOptions = {}): Promise<Uint8Array> {
    return this.#reported(options, async () => {
      const client = await this.#connect();
      return stageLists(this, sql, async (bound) => {
        // Answered when it is done, so that a failure can't come after the first bytes.
        const settings = { ...READ_SETTINGS, wait_end_of_query: 1 };
        const result = await client.exec({ query: bound.text, ...requestOptions(bound, options, settings) });
        return buffer(result.stream);
      });
    });
  }

  async run(sql: Sql, options: QueryOptions = {}): Promise<void> {
    await this.#reported(options, async () => {
      const client = await this.#connect();
      await stageLists(this, sql, (bound) =>
        this.#killable(client, options, (queryId) =>
          client.command({ query: bound.text, query_id: queryId, ...requestOptions(bound, options) }),
        ),
      );
    });
  }

  async load(sql: Sql, body: AsyncIterable<Uint8Array>, options: QueryOptions = {}): Promise<void> {
    await this.#reported(options, async () => {
      const client = await this.#connect();
      const values = Readable.from(body, { objectMode: false, highWaterMark: 1 << 20 });
      await this.#killable(client, options, async (queryId) => {
        const result = await client.exec({
          query: sql.text,
          values,
          query_id: queryId,
          ...requestOptions(sql, options),
        });
        for await (const _ of result.stream);
      });
    });
  }

  async epoch(): Promise<number> {
    return (await this.#target()).epoch;
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await (await connection?.client)?.close();
  }

  async #connect(): Promise<ClickHouseClient> {
    const { endpoint, epoch } = await this.#target();
    if (this.#connection?.epoch !== epoch) {
      const old = this.#connection?.client;
      const client = connect(endpoint);
      this.#connection = { client, epoch };
      void old?.then((gone) => gone.close()).catch(() => undefined);
      client.catch(() => {
        if (this.#connection?.client === client) this.#connection = undefined;
      });
    }
    return this.#connection.client;
  }

  /** Runs a statement that only `KILL QUERY` stops: the engine does not notice when the caller of a write goes away. */
  async #killable<T>(
    client: ClickHouseClient,
    { signal }: QueryOptions,
    task: (queryId: string) => Promise<T>,
  ): Promise<T> {
    const queryId = randomUUID();
    const kill = (): void => void killQuery(client, queryId).catch(() => undefined);
    signal?.addEventListener("abort", kill, { once: true });
    try {
      return await task(queryId);
    } finally {
      signal?.removeEventListener("abort", kill);
    }
  }

  async #retried<T>(options: QueryOptions, task: () => Promise<T>): Promise<T> {
    try {
      return await this.#reported(options, task);
    } catch (error) {
      if (!isGone(error) || options.signal?.aborted) throw error;
      return translated(task);
    }
  }

  /** That the engine went away is told once its end is known: who then tries again waits for the next one. */
  async #reported<T>(options: QueryOptions, task: () => Promise<T>): Promise<T> {
    const before = await this.epoch();
    try {
      return await translated(task);
    } catch (error) {
      // The supervisor learns of the end a moment after the connection broke.
      if (isGone(error) && !options.signal?.aborted) await this.#restarted(before);
      throw error;
    }
  }

  async #restarted(before: number): Promise<void> {
    for (let wait = 0; wait < 50 && (await this.epoch()) === before; wait += 1) {
      await sleep(20);
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === "engine_gone";
}

/** Makes the databases that are missing, and a client that works in ours. */
async function connect(endpoint: Endpoint): Promise<ClickHouseClient> {
  const options = {
    url: endpoint.url,
    username: endpoint.user,
    password: endpoint.password,
    http_headers: { ...endpoint.headers },
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: CONCURRENT_QUERIES * 4,
    keep_alive: { enabled: true, idle_socket_ttl: 20_000 },
    use_multipart_params_auto: true,
    // Every failure reaches the caller, who knows whether it is one.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0, date_time_output_format: "iso" },
  } as const;
  const first = createClient(options);
  try {
    for (const query of CREATE_DATABASES) await first.command({ query });
  } finally {
    await first.close();
  }
  return createClient({ ...options, database: DATABASE });
}

/** Stops a query, also one that is on its way to the engine when the caller goes away. */
async function killQuery(client: ClickHouseClient, id: string): Promise<void> {
  for (const wait of KILL_AFTER_MS) {
    await sleep(wait, undefined, { ref: false });
    const result = await client.query({
      query: "KILL QUERY WHERE query_id = {id:String} ASYNC",
      query_params: { id },
      format: "JSONEachRow",
    });
    if ((await result.json()).length > 0) return;
  }
}

function requestOptions(sql: Sql, options: QueryOptions, settings: Record<string, string | number> = {}) {
  return {
    query_params: Object.fromEntries(Object.entries(sql.params).map(([name, { value }]) => [name, value])),
    clickhouse_settings: { ...settings, ...options.settings },
    ...(options.signal && { abort_signal: options.signal }),
  };
}

async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw translate(error);
  }
}

/** ClickHouse's own error types that stand for something the caller can act on. */
const KNOWN: Readonly<Record<string, { code: string; hint: string }>> = {
  MEMORY_LIMIT_EXCEEDED: { code: "engine_memory", hint: "Narrow the question, or give the engine more memory." },
  TIMEOUT_EXCEEDED: { code: "engine_timeout", hint: "Narrow the question, for example to a shorter window." },
  CANNOT_COMPILE_REGEXP: { code: "invalid_pattern", hint: "Write the pattern in RE2 syntax." },
  NOT_ENOUGH_SPACE: { code: "engine_disk_full", hint: "Free some disk space." },
  TOO_MANY_SIMULTANEOUS_QUERIES: { code: "engine_busy", hint: "Try again in a moment." },
};

function translate(error: unknown): unknown {
  if (error instanceof AppError || (error instanceof Error && error.name === "AbortError")) return error;
  if (error instanceof ClickHouseError) {
    const known = error.type === undefined ? undefined : KNOWN[error.type];
    return new AppError(known?.code ?? "engine_failed", firstLine(error.message), { hint: known?.hint, cause: error });
  }
  if (error instanceof Error && "code" in error && isConnectionFailure(error.code)) {
    return new AppError("engine_gone", "The engine went away while it worked on this.", {
      hint: "It restarts by itself: try again.",
      cause: error,
    });
  }
  // The engine's web server speaks in other words than the engine: such a request never reached it.
  if (error instanceof Error && /Poco::Exception|HTTP request/.test(error.message)) {
    return new AppError("engine_failed", firstLine(error.message), { cause: error });
  }
  return error;
}

function isConnectionFailure(code: unknown): boolean {
  return typeof code === "string" && ["ECONNREFUSED", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ECONNABORTED"].includes(code);
}

function firstLine(message: string): string {
  return message.split("\n")[0]?.slice(0, 500) ?? message;
}
