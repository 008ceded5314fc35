import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Catalog, ValueType } from "../catalog/types.ts";
import type { Leaf } from "../compiler/plan.ts";
import { identifier, render, sql, type Sql } from "../compiler/sql.ts";
import { type ValueLeaf, valueLeaf, valueLeafSql, valueSetsSql } from "../compiler/value-sets.ts";
import { oneRow } from "../engine/engine.ts";
import { isGone } from "../engine/failures.ts";
import { SCRATCH, typeText, valueColumnType } from "../engine/schema.ts";
import { Semaphore } from "../engine/semaphore.ts";
import type { Storage } from "../engine/storage.ts";

/** With more values than these, to put their sets together takes as long as to look at every customer. */
const MOST_VALUES = 1_000;
const MOST_BYTES = 128 * 2 ** 20;
const MOST_SECONDS = 60;

/** The sets of one attribute, by value. */
interface Kept {
  readonly table: string;
  state: "computing" | "computed" | "unfit";
  bytes: number;
  /** How many questions read it now. It is dropped only when this is 0. */
  users: number;
}

/** A leaf's statement, to be run at home; `release` when it was run. */
export interface ValueQuestion {
  readonly query: Sql;
  readonly release: () => void;
}

/**
 * Who has each value of an attribute with few values, in the engine's memory. A test of such an attribute is then one of its values,
 * however many customers there are. The first question about an attribute is answered without them, and has them made for the next.
 */
export class ValueSets {
  readonly #storage: Storage;
  /** Tables of a process before may still be there when a server outlives it. */
  readonly #prefix = `values_${randomBytes(4).toString("hex")}_`;
  readonly #one = new Semaphore(1);
  readonly #mostBytes: number;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>();
  #made = 0;

  constructor(storage: Storage, mostBytes = MOST_BYTES) {
    this.#storage = storage;
    this.#mostBytes = mostBytes;
  }

  /** The leaf's statement, when it is one of values and their sets are there. */
  ask(leaf: Leaf, catalog: Catalog): ValueQuestion | undefined {
    const asked = valueLeaf(leaf);
    if (asked === undefined) return undefined;
    const key = keyOf(asked, catalog);
    const kept = this.#kept.get(key);
    if (kept === undefined) this.#begin(key, asked);
    if (kept?.state !== "computed") return undefined;
    // To the end: it was used last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.users += 1;
    return {
      query: valueLeafSql(asked, identifier(SCRATCH, kept.table)),
      release: () => void (kept.users -= 1),
    };
  }

  /** Forgets all tables: the engine was started anew and has none of them. */
  forget(): void {
    this.#kept.clear();
  }

  #begin(key: string, asked: ValueLeaf): void {
    this.#made += 1;
    const kept: Kept = { table: `${this.#prefix}${this.#made}`, state: "computing", bytes: 0, users: 0 };
    this.#kept.set(key, kept);
    const make = async (catalog: Catalog): Promise<void> => {
      const type = catalog.attributes.find(({ name }) => name === asked.attribute)?.type;
      const isWanted = this.#kept.get(key) === kept && keyOf(asked, catalog) === key;
      if (!isWanted || type === undefined || type.kind === "records") this.#forget(key, kept);
      else await this.#make(asked, type.of, kept);
    };
    this.#one
      .run(() => this.#storage.read(make))
      .then(() => this.#tidy(kept))
      .catch((error: unknown) => {
        kept.state = "unfit";
        // Of an engine that went away nothing is known: the next question has them made.
        if (isGone(error)) this.#forget(key, kept);
        return this.#drop(kept);
      });
  }

  async #make(asked: ValueLeaf, type: ValueType, kept: Kept): Promise<void> {
    const table = identifier(SCRATCH, kept.table);
    const { layout, engine } = this.#storage;
    await engine.run(
      render(sql`CREATE TABLE ${table} (value ${typeText(valueColumnType(type))}, members AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`),
    );
    // One thread: somebody waits for an answer meanwhile.
    const settings = {
      max_rows_to_group_by: MOST_VALUES,
      group_by_overflow_mode: "throw",
      max_threads: 1,
      max_execution_time: MOST_SECONDS,
    };
    await layout.gathered(valueSetsSql(asked), (whole) => {
      const insert = render(sql`INSERT INTO ${table} SELECT place, members FROM `);
      return engine.run({ ...whole, text: `${insert.text}(${whole.text})` }, { settings });
    });
    const size = await oneRow(engine, render(sql`SELECT sum(length(CAST(members, 'String'))) AS bytes FROM ${table}`));
    kept.bytes = z.number().parse(size["bytes"]);
    kept.state = "computed";
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  /** Drops what was not used for longest while all are too large together, but not what was just made: it would be made again. */
  async #tidy(made: Kept): Promise<void> {
    let bytes = [...this.#kept.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    for (const [key, kept] of this.#kept) {
      if (bytes <= this.#mostBytes) return;
      if (kept === made || kept.users > 0 || kept.state !== "computed") continue;
      this.#kept.delete(key);
      bytes -= kept.bytes;
      await this.#drop(kept);
    }
  }

  async #drop({ table }: Kept): Promise<void> {
    await this.#storage.engine.run(render(sql`DROP TABLE IF EXISTS ${identifier(SCRATCH, table)}`)).catch(() => undefined);
  }
}

/** The sets stay true while no customer's value of the attribute may have changed. */
function keyOf({ attribute, column, each }: ValueLeaf, catalog: Catalog): string {
  const version = catalog.attributes.find(({ name }) => name === attribute)?.version ?? 0;
  return JSON.stringify([column, each, version]);
}
