import { identifier, render, sql, type Sql } from "../compiler/sql.ts";
import { once } from "../engine/byte-stream.ts";
import type { Engine } from "../engine/engine.ts";
import type { Layout } from "../engine/layout.ts";
import { SCRATCH } from "../engine/schema.ts";
import { Semaphore } from "../engine/semaphore.ts";
import { MEMBERS, ScratchTables } from "./scratch-tables.ts";
import { readSets } from "./set-bytes.ts";

/** Ready before they are asked for: making one costs a tenth of a typical set. */
const SPARES = 4;
const REFILL_AFTER_MS = 50;
/** Sets computed at a time, each with all threads: more of them only take longer each. */
const COMPUTED_AT_A_TIME = 4;
const MOST_SECONDS = 300;

/** A query with a row for each set: its `place` among them, from 0, and its `members`. */
export interface SetsQuestion {
  readonly query: Sql;
  /** Who answers it: those who hold the rows of customers, or home alone. */
  readonly at: "shards" | "home";
}

export interface ComputedSet {
  /** How many customers are in it. */
  readonly size: number;
  /** What it takes in the engine's memory, nearly: the engine (26.7) tells 8 KB of any. */
  readonly bytes: number;
  /** The name of its table, once it is stored. */
  readonly table: Promise<string>;
}

/** Tables of the engine's memory that hold one set of customers each, in the column `members`. */
export class SetTables {
  readonly #engine: Engine;
  readonly #layout: Layout;
  readonly #tables: ScratchTables;
  readonly #room = new Semaphore(COMPUTED_AT_A_TIME);
  #spares: string[] = [];
  #refill: NodeJS.Timeout | undefined;
  #generation = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#engine = layout.home;
    this.#tables = new ScratchTables(layout.home, "set");
  }

  /**
   * Computes sets. How many are in each is known before it is stored. What is wanted on one behalf takes turns with what others want.
   */
  compute({ query, at }: SetsQuestion, signal: AbortSignal, behalf: object): Promise<readonly ComputedSet[]> {
    return this.#room.run(async () => {
      const settings = { max_execution_time: MOST_SECONDS };
      const ask = (whole: Sql): Promise<Uint8Array> => {
        const text = `SELECT bitmapCardinality(members) AS size, CAST(members, 'String') FROM (${whole.text}) ORDER BY place FORMAT RowBinary`;
        return this.#engine.bytes({ ...whole, text }, { signal, settings });
      };
      const bytes = await (at === "home" ? ask(query) : this.#layout.gathered(query, ask));
      return readSets(bytes).map(({ size, members: set }) => {
        const table = this.#store(set);
        table.catch(() => undefined);
        return { size, bytes: set.length, table };
      });
    }, signal, behalf);
  }

  /** Drops a table that nobody reads any more. */
  drop(table: string): Promise<void> {
    return this.#tables.drop(table);
  }

  /** Forgets all tables: the engine was started anew and has none of them. */
  forget(): void {
    this.#spares = [];
    this.#generation += 1;
  }

  /** The engine's own form of a set goes back to it as it came. */
  async #store(members: Uint8Array): Promise<string> {
    const table = this.#spares.pop() ?? (await this.#tables.make(MEMBERS));
    this.#refillSoon();
    try {
      await this.#engine.load(render(sql`INSERT INTO ${identifier(SCRATCH, table)} FORMAT RowBinary`), once(members));
      return table;
    } catch (error) {
      void this.drop(table);
      throw error;
    }
  }

  /** In a pause, so as not to slow the question that took the last one. */
  #refillSoon(): void {
    clearTimeout(this.#refill);
    this.#refill = setTimeout(() => void this.#refillNow().catch(() => undefined), REFILL_AFTER_MS);
    this.#refill.unref();
  }

  async #refillNow(): Promise<void> {
    const generation = this.#generation;
    while (this.#spares.length < SPARES) {
      const table = await this.#tables.make(MEMBERS);
      if (generation !== this.#generation) return;
      this.#spares.push(table);
    }
  }
}

/** The set in a table, as an expression. */
export function members(table: string) {
  return sql`(SELECT members FROM ${identifier(SCRATCH, table)})`;
}
