import { randomBytes } from "node:crypto";
import { type Fragment, identifier, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import { SCRATCH } from "../engine/schema.ts";

/** Tables of one form in the engine's memory, each named anew. */
export class ScratchTables {
  readonly #engine: Engine;
  /** Tables of a process before may still be there when a server outlives it. */
  readonly #prefix: string;
  #made = 0;

  constructor(engine: Engine, kind: string) {
    this.#engine = engine;
    this.#prefix = `${kind}_${randomBytes(4).toString("hex")}_`;
  }

  /** @returns the name of a new table, empty */
  async make(columns: Fragment): Promise<string> {
    this.#made += 1;
    const table = `${this.#prefix}${this.#made}`;
    await this.#engine.run(render(sql`CREATE TABLE ${identifier(SCRATCH, table)} (${columns}) ENGINE = Memory`));
    return table;
  }

  /** Drops a table that nobody reads any more; one that is gone already is no failure. */
  async drop(table: string): Promise<void> {
    await this.#engine.run(render(sql`DROP TABLE IF EXISTS ${identifier(SCRATCH, table)}`)).catch(() => undefined);
  }
}

/** A set of customers as a column. */
export const MEMBERS = sql`members AggregateFunction(groupBitmap, UInt32)`;
