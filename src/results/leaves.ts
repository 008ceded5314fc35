import { createHash } from "node:crypto";
import type { Catalog } from "../catalog/types.ts";
import { leafKey } from "../compiler/leaf-key.ts";
import type { Leaf, Plan, SetExpr } from "../compiler/plan.ts";
import { everyoneSql, scanSql } from "../compiler/print-scan.ts";
import { scansOf } from "../compiler/scan.ts";
import type { SetGraph, SetRef } from "../compiler/set-graph.ts";
import type { SetNames } from "../compiler/set-sql.ts";
import type { Engine } from "../engine/engine.ts";
import type { Storage } from "../engine/storage.ts";
import { AppError } from "../errors.ts";
import { KnownSizes, setKeys } from "./known-sizes.ts";
import { type ComputedSet, members, type SetsQuestion, SetTables } from "./set-tables.ts";
import { ValueSets } from "./value-sets.ts";

/** A set that a question is made of, by the key under which it is kept. */
interface Wanted {
  readonly key: string;
  /** Left out: everyone. */
  readonly leaf?: Leaf;
}

/** One statement at work, and the sets that it finds. */
interface Work {
  readonly cancel: AbortController;
  readonly kept: [key: string, kept: Kept][];
}

/** A set of customers in the engine's memory. */
interface Kept {
  readonly computed: Promise<ComputedSet>;
  /** Who waits for it or reads it. It is dropped only when this is 0. */
  users: number;
  state: "computing" | "computed";
  /** The table, once the set is stored. */
  ready: string | undefined;
  /** 0 until it is known. */
  bytes: number;
  readonly work: Work;
}

const MOST_BYTES = 256 * 2 ** 20;
const MOST_LEAVES = 2_000;
const TIDY_AFTER_MS = 200;

/**
 * The sets that conditions stand for, kept in the engine's memory and shared by all who ask. A set is found again while
 * the condition, its window's instants and the data that it reads are the same.
 */
export class Leaves {
  /** What was counted by way of these sets. */
  readonly sizes = new KnownSizes();
  readonly #engine: Engine;
  readonly #tables: SetTables;
  readonly #values: ValueSets;
  readonly #mostBytes: number;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>();
  #epoch = 0;
  #tidy: NodeJS.Timeout | undefined;

  constructor(storage: Storage, mostBytes = MOST_BYTES) {
    this.#engine = storage.engine;
    this.#tables = new SetTables(storage.layout);
    this.#values = new ValueSets(storage);
    this.#mostBytes = mostBytes;
  }

  /**
   * Runs `use` while every set of the plan is there. It is run again when the engine, and with it its memory, went away
   * meanwhile. What nobody waits for any more is cancelled in the engine.
   */
  with<T>(
    plan: Plan,
    catalog: Catalog,
    signal: AbortSignal | undefined,
    use: (names: SetNames) => Promise<T>,
  ): Promise<T> {
    return this.#attempted(signal, () =>
      this.#holding(catalog, async (hold) => {
        const wanted: Wanted[] = plan.leaves.map((leaf) => ({ key: keyOf(leaf, catalog), leaf }));
        const withEveryone = usesEveryone(plan.set);
        if (withEveryone) wanted.push({ key: everyoneKey(catalog) });
        const tableOf = async ({ computed }: Kept): Promise<string> => (await computed).table;
        const names = await settled(hold(wanted).map(tableOf), signal);
        const tables = new Map(plan.leaves.map((leaf, index) => [leafKey(leaf), names[index]]));
        return use({
          everyone: members(withEveryone ? (names.at(-1) ?? "") : ""),
          leaf: (leaf) => members(tables.get(leafKey(leaf)) ?? missing(leaf)),
        });
      }),
    );
  }

  /** How many customers are in a set that is one leaf, everyone but one leaf, or less; undefined for any other. */
  async size(set: SetExpr, catalog: Catalog, signal: AbortSignal | undefined): Promise<number | undefined> {
    switch (set.kind) {
      case "everyone":
        return catalog.customers;
      case "nobody":
        return 0;
      case "leaf":
        return this.#sizeOf(set.leaf, catalog, signal);
      case "minus": {
        const { from, take } = set;
        if (from.kind !== "everyone" || take.kind !== "leaf") return undefined;
        return catalog.customers - (await this.#sizeOf(take.leaf, catalog, signal));
      }
      default:
        return undefined;
    }
  }

  #sizeOf(leaf: Leaf, catalog: Catalog, signal: AbortSignal | undefined): Promise<number> {
    return this.#attempted(signal, () =>
      this.#holding(catalog, async (hold) => {
        const [found] = await settled(hold([{ key: keyOf(leaf, catalog), leaf }]).map(({ computed }) => computed), signal);
        return found?.size ?? missing(leaf);
      }),
    );
  }

  /** What each set of a graph depends on: sets of equal keys have the same customers. */
  keysOf(graph: SetGraph, catalog: Catalog): (ref: SetRef) => string {
    return setKeys(graph, (leaf) => keyOf(leaf, catalog), everyoneKey(catalog));
  }

  /** Gives up what is made in the background. */
  close(): void {
    this.#values.close();
  }

  async #attempted<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    const epoch = await this.#engine.epoch();
    try {
      return await task();
    } catch (error) {
      const lost = error instanceof AppError && (error.code === "engine_gone" || (await this.#engine.epoch()) !== epoch);
      if (!lost || signal?.aborted) throw error;
      return task();
    }
  }

  async #holding<T>(catalog: Catalog, task: (hold: (wanted: readonly Wanted[]) => readonly Kept[]) => Promise<T>): Promise<T> {
    await this.#forgetLost();
    const held: [key: string, kept: Kept][] = [];
    const behalf = {};
    try {
      return await task((wanted) => {
        this.#compute(wanted.filter(({ key }) => !this.#kept.has(key)), catalog, behalf);
        return wanted.map(({ key }) => {
          const kept = this.#hold(key);
          held.push([key, kept]);
          return kept;
        });
      });
    } finally {
      for (const [, kept] of held) this.#release(kept);
    }
  }

  #hold(key: string): Kept {
    const kept = this.#kept.get(key);
    if (kept === undefined) throw new Error("a set is held that nobody computes");
    // To the end: it was used last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.users += 1;
    return kept;
  }

  /** Begins to compute sets that are not kept: from sets by value where they are there, the others in as few scans as is fastest. */
  #compute(wanted: readonly Wanted[], catalog: Catalog, behalf: object): void {
    const scanned = new Map<Leaf, string>();
    for (const { key, leaf } of wanted) {
      const byValue = leaf && this.#values.find(leaf, catalog, behalf);
      if (leaf === undefined) this.#begin({ query: everyoneSql(), at: "shards" }, [key], behalf);
      else if (leaf.kind === "kept") this.#begin({ query: scanSql({ kind: "one", leaves: [leaf] }), at: "home" }, [key], behalf);
      else if (byValue === undefined) scanned.set(leaf, key);
      else void this.#begin({ query: byValue.query, at: "home" }, [key], behalf).then(byValue.release, byValue.release);
    }
    for (const scan of scansOf([...scanned.keys()])) {
      const leaves: readonly Leaf[] = scan.leaves;
      this.#begin({ query: scanSql(scan), at: "shards" }, leaves.map((leaf) => scanned.get(leaf) ?? missing(leaf)), behalf);
    }
  }

  #begin(question: SetsQuestion, keys: readonly string[], behalf: object): Promise<unknown> {
    const work: Work = { cancel: new AbortController(), kept: [] };
    const sets = this.#tables.compute(question, work.cancel.signal, behalf);
    for (const [place, key] of keys.entries()) {
      const computed = sets.then((found) => found[place] ?? unanswered());
      const kept: Kept = { computed, users: 0, state: "computing", ready: undefined, bytes: 0, work };
      work.kept.push([key, kept]);
      this.#kept.set(key, kept);
      computed
        .then(({ bytes, table }) => {
          kept.state = "computed";
          kept.bytes = bytes;
          return table;
        })
        .then(
          (table) => {
            kept.ready = table;
            this.#tidySoon();
          },
          () => this.#forget(key, kept),
        );
    }
    return sets;
  }

  /** What nobody waits for any more is given up, when that holds of all that one statement finds. */
  #release(kept: Kept): void {
    kept.users -= 1;
    if (kept.state === "computed" || kept.work.kept.some(([, each]) => each.users > 0)) return;
    for (const [each, one] of kept.work.kept) this.#forget(each, one);
    kept.work.cancel.abort();
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  /** In a pause, so as not to slow the question that brought a new set. */
  #tidySoon(): void {
    clearTimeout(this.#tidy);
    this.#tidy = setTimeout(() => void this.#tidyNow().catch(() => undefined), TIDY_AFTER_MS);
    this.#tidy.unref();
  }

  /** Drops the sets that were not used for longest while all are too large together. */
  async #tidyNow(): Promise<void> {
    let bytes = [...this.#kept.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    for (const [key, kept] of this.#kept) {
      if (bytes <= this.#mostBytes && this.#kept.size <= MOST_LEAVES) return;
      if (kept.users > 0 || kept.ready === undefined) continue;
      this.#kept.delete(key);
      bytes -= kept.bytes;
      await this.#tables.drop(kept.ready);
    }
  }

  async #forgetLost(): Promise<void> {
    const epoch = await this.#engine.epoch();
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#kept.clear();
    this.#tables.forget();
    this.#values.forget();
  }
}

/** What a leaf's answer depends on: itself, and the versions of the data that it reads. */
function keyOf(leaf: Leaf, catalog: Catalog): string {
  const attributes = catalog.attributes.filter(({ name }) => leaf.reads.attributes.includes(name));
  const events = catalog.events.filter(({ name }) => leaf.reads.events.includes(name));
  const lists = catalog.lists.filter(({ id }) => leaf.reads.lists.includes(id));
  const versions = [attributes, events, lists].map((named) => named.map(({ version }) => version));
  // Hashed: a list of values may be megabytes long.
  return hash([leafKey(leaf), versions, leaf.reads.customers ? catalog.customersVersion : 0]);
}

function everyoneKey({ customersVersion }: Catalog): string {
  return `everyone:${customersVersion}`;
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64");
}

function unanswered(): never {
  throw new Error("a statement told of fewer sets than were asked of it");
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

function missing(leaf: Leaf): never {
  throw new Error(`a plan's set names a leaf that the plan does not list: ${leafKey(leaf)}`);
}

/** Waits for all, or until the caller goes away. */
function settled<T>(ready: readonly Promise<T>[], signal: AbortSignal | undefined): Promise<readonly T[]> {
  const all = Promise.all(ready);
  if (signal === undefined) return all;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    // Before the caller may leave: the failure of what nobody waits for any more is not to end the process.
    all.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    if (signal.aborted) leave();
  });
}
