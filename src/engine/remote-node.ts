import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClickHouseClient } from "@clickhouse/client";
import { AppError } from "../errors.ts";
import { connect } from "./client.ts";
import type { Endpoint } from "./endpoint.ts";
import type { EngineNode, Target } from "./engine-node.ts";
import { isGone, translated } from "./failures.ts";
import { SCRATCH } from "./schema.ts";

/** A server that is being restarted is waited for so long. */
const WAIT_MS = 10_000;
const RETRY_MS = 250;

/**
 * A server that others run, start and stop. An empty table in its memory tells whether it is still the one that holds what this process
 * has put there.
 */
export class RemoteNode implements EngineNode {
  readonly #endpoint: Endpoint;
  readonly #database: string;
  /** The name of that table. */
  readonly mark = `alive_${randomBytes(8).toString("hex")}`;
  #target: Promise<Target> | undefined;
  #looking = false;
  #epoch = 0;

  constructor(endpoint: Endpoint, database: string) {
    this.#endpoint = endpoint;
    this.#database = database;
  }

  target(): Promise<Target> {
    this.#target ??= this.#look();
    return this.#target;
  }

  async doubted(): Promise<void> {
    if (!this.#looking) this.#target = undefined;
    await this.target().catch(() => undefined);
  }

  /** Drops what tells that this process was here. */
  async close(): Promise<void> {
    if (this.#epoch === 0) return;
    await this.#ask((client) => client.command({ query: `DROP TABLE IF EXISTS ${SCRATCH}.${this.mark}` })).catch(() => undefined);
  }

  #look(): Promise<Target> {
    this.#looking = true;
    const found = this.#found().finally(() => {
      this.#looking = false;
    });
    found.catch(() => {
      if (this.#target === found) this.#target = undefined;
    });
    return found;
  }

  async #found(): Promise<Target> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      try {
        await translated(() => this.#ask((client) => this.#makeMark(client)));
        return { endpoint: this.#endpoint, epoch: this.#epoch };
      } catch (error) {
        if (!isGone(error)) throw error;
        if (performance.now() > deadline) throw this.#silent(error);
        await sleep(RETRY_MS);
      }
    }
  }

  async #makeMark(client: ClickHouseClient): Promise<void> {
    const result = await client.query({
      query: "SELECT 1 FROM system.tables WHERE database = {scratch:String} AND name = {mark:String}",
      query_params: { scratch: SCRATCH, mark: this.mark },
      format: "JSONEachRow",
    });
    if ((await result.json()).length > 0) return;
    await client.command({ query: `CREATE TABLE IF NOT EXISTS ${SCRATCH}.${this.mark} (nothing UInt8) ENGINE = Memory` });
    this.#epoch += 1;
  }

  async #ask(task: (client: ClickHouseClient) => Promise<unknown>): Promise<void> {
    const client = await connect(this.#endpoint, { database: this.#database, connections: 1, settings: {} });
    try {
      await task(client);
    } finally {
      await client.close();
    }
  }

  #silent(cause: unknown): AppError {
    return new AppError("engine_gone", `The ClickHouse server at ${new URL(this.#endpoint.url).host} does not answer.`, {
      hint: "Start it, or check the address in CLICKHOUSE_URL.",
      cause,
    });
  }
}
