import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import { leafKey } from "../compiler/leaf-key.ts";
import type { Leaf, Plan, SetExpr } from "../compiler/plan.ts";
import { everyoneSql, leafSql } from "../compiler/print-leaf.ts";
import type { SetNames } from "../compiler/set-sql.ts";
import { identifier, render, sql, type Sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import { SCRATCH } from "../engine/schema.ts";
import { AppError } from "../errors.ts";

/** A set of customers in the engine's memory. */
interface Kept {
  readonly table: string;
  readonly ready: Promise<void>;
  /** Who waits for it or reads it. It is dropped only when this is 0. */
  users: number;
  /** Undefined while it is computed. */
  bytes: number | undefined;
  readonly cancel: AbortController;
}

const MOST_BYTES = 256 * 2 ** 20;
const MOST_LEAVES = 2_000;

/**
 * The sets that conditions stand for, kept in the engine's memory and shared by all who ask. A set is found again while
 * the condition, its window's instants and the data that it reads are the same.
 */
export class Leaves {
  readonly #engine: Engine;
  readonly #mostBytes: number;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>();
  #epoch = 0;
  #made = 0;
  #bytes = 0;

  constructor(engine: Engine, mostBytes = MOST_BYTES) {
    this.#engine = engine;
    this.#mostBytes = mostBytes;
  }

  /**
   * Runs `use` while every set of the plan is there. It is run again when the engine, and with it its memory, went away
   * meanwhile. What nobody waits for any more is cancelled in the engine.
   */
  async with<T>(
    plan: Plan,
    catalog: Catalog,
    signal: AbortSignal | undefined,
    use: (names: SetNames) => Promise<T>,
  ): Promise<T> {
    const epoch = await this.#engine.epoch();
    try {
      return await this.#attempt(plan, catalog, signal, use);
    } catch (error) {
      const lost = error instanceof AppError && (error.code === "engine_gone" || (await this.#engine.epoch()) !== epoch);
      if (!lost || signal?.aborted) throw error;
      return this.#attempt(plan, catalog, signal, use);
    }
  }

  async #attempt<T>(
    plan: Plan,
    catalog: Catalog,
    signal: AbortSignal | undefined,
    use: (names: SetNames) => Promise<T>,
  ): Promise<T> {
    await this.#forgetLost();
    const held: [key: string, kept: Kept][] = [];
    const hold = (key: string, statement: () => Sql): Kept => {
      const kept = this.#hold(key, statement);
      held.push([key, kept]);
      return kept;
    };
    try {
      const tables = new Map(
        plan.leaves.map((leaf) => [leafKey(leaf), hold(keyOf(leaf, catalog), () => leafSql(leaf)).table]),
      );
      const everyone = usesEveryone(plan.set) ? hold(`everyone:${catalog.customersVersion}`, everyoneSql).table : undefined;
      await settled(held.map(([, kept]) => kept.ready), signal);
      return await use({
        everyone: everyone === undefined ? sql`NULL` : members(everyone),
        leaf: (leaf) => members(tables.get(leafKey(leaf)) ?? missing(leaf)),
      });
    } finally {
      for (const [key, kept] of held) this.#release(key, kept);
    }
  }

  #hold(key: string, statement: () => Sql): Kept {
    const found = this.#kept.get(key);
    if (found) {
      this.#kept.delete(key);
      this.#kept.set(key, found);
      found.users += 1;
      return found;
    }
    const cancel = new AbortController();
    this.#made += 1;
    const table = `leaf_${this.#made}`;
    const kept: Kept = {
      table,
      ready: this.#compute(table, statement(), cancel.signal),
      users: 1,
      bytes: undefined,
      cancel,
    };
    this.#kept.set(key, kept);
    kept.ready.then(
      () => this.#weigh(kept),
      () => {
        this.#forget(key, kept);
        return this.#drop(table);
      },
    );
    return kept;
  }

  #release(key: string, kept: Kept): void {
    kept.users -= 1;
    if (kept.users > 0 || kept.bytes !== undefined) return;
    this.#forget(key, kept);
    kept.cancel.abort();
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  async #compute(table: string, statement: Sql, signal: AbortSignal): Promise<void> {
    const target = identifier(SCRATCH, table);
    const create = sql`CREATE TABLE ${target} (members AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`;
    await this.#engine.run(render(create), { signal });
    await this.#engine.run({ ...statement, text: `INSERT INTO ${render(target).text} ${statement.text}` }, { signal });
  }

  /** Notes how large a new set is, and drops those that were not used for longest while all are too large together. */
  async #weigh(kept: Kept): Promise<void> {
    const [row] = await this.#engine
      .rows({
        text: "SELECT total_bytes FROM system.tables WHERE database = {database:String} AND name = {name:String}",
        params: {
          database: { type: "String", value: SCRATCH },
          name: { type: "String", value: kept.table },
        },
        lists: [],
      })
      .catch(() => []);
    kept.bytes = z.number().catch(0).parse(row?.["total_bytes"]);
    this.#bytes += kept.bytes;
    for (const [key, old] of this.#kept) {
      if (this.#bytes <= this.#mostBytes && this.#kept.size <= MOST_LEAVES) return;
      if (old.users > 0 || old.bytes === undefined) continue;
      this.#kept.delete(key);
      this.#bytes -= old.bytes;
      await this.#drop(old.table);
    }
  }

  #drop(table: string): Promise<void> {
    return this.#engine.run(render(sql`DROP TABLE IF EXISTS ${identifier(SCRATCH, table)}`)).catch(() => undefined);
  }

  async #forgetLost(): Promise<void> {
    const epoch = await this.#engine.epoch();
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#kept.clear();
    this.#bytes = 0;
  }
}

/** What a leaf's answer depends on: itself, and the versions of the data that it reads. */
function keyOf(leaf: Leaf, catalog: Catalog): string {
  const attributes = catalog.attributes.filter(({ name }) => leaf.reads.attributes.includes(name));
  const events = catalog.events.filter(({ name }) => leaf.reads.events.includes(name));
  return JSON.stringify([leafKey(leaf), attributes.map(({ version }) => version), events.map(({ version }) => version)]);
}

function usesEveryone(set: SetExpr): boolean {
  switch (set.kind) {
    case "everyone":
      return true;
    case "nobody":
    case "leaf":
      return false;
    case "and":
    case "or":
      return set.of.some(usesEveryone);
    case "minus":
      return usesEveryone(set.from) || usesEveryone(set.take);
  }
}

function members(table: string) {
  return sql`(SELECT members FROM ${identifier(SCRATCH, table)})`;
}

function missing(leaf: Leaf): never {
  throw new Error(`a plan's set names a leaf that the plan does not list: ${leafKey(leaf)}`);
}

/** Waits for all, or until the caller goes away. */
function settled(ready: readonly Promise<void>[], signal: AbortSignal | undefined): Promise<void> {
  const all = Promise.all(ready).then(() => undefined);
  if (signal === undefined) return all;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) return leave();
    signal.addEventListener("abort", leave, { once: true });
    all.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
