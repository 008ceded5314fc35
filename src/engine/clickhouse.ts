import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClickHouseClient } from "@clickhouse/client";
import type { Sql } from "../compiler/sql.ts";
import { connect } from "./client.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import type { EngineNode } from "./engine-node.ts";
import { isGone, lacksTable, translated } from "./failures.ts";
import { DATABASE } from "./schema.ts";
import { Semaphore } from "./semaphore.ts";
import { stageLists } from "./staged-lists.ts";

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

export interface ClickHouseOptions {
  /** The database in which names without one are looked up; left out: the one that is kept. */
  readonly database?: string;
  /** Engine settings for every query, by their ClickHouse names. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** The engine over HTTP, wherever its node runs now. */
export class ClickHouse implements Engine {
  readonly #node: EngineNode;
  readonly #options: ClickHouseOptions;
  readonly #room = new Semaphore(CONCURRENT_QUERIES);
  #connection: Connection | undefined;

  constructor(node: EngineNode, options: ClickHouseOptions = {}) {
    this.#node = node;
    this.#options = options;
  }

  async rows(sql: Sql, options: QueryOptions = {}): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#retried(options, () =>
      this.#room.run(async () => {
        const client = await this.#connect();
        return stageLists([this], sql, async (bound) => {
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
      return stageLists([this], sql, async (bound) => {
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
      await stageLists([this], sql, (bound) =>
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
    return (await this.#node.target()).epoch;
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await (await connection?.client)?.close();
  }

  async #connect(): Promise<ClickHouseClient> {
    const { endpoint, epoch } = await this.#node.target();
    if (this.#connection?.epoch !== epoch) {
      const old = this.#connection?.client;
      const { database = DATABASE, settings = {} } = this.#options;
      const client = connect(endpoint, { database, connections: CONCURRENT_QUERIES * 4, settings });
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
      const answered = lacksTable(error);
      if ((answered || isGone(error)) && !options.signal?.aborted) await this.#node.doubted(before, answered);
      throw error;
    }
  }
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
