import { z } from "zod";
import type { Catalog, ValueType } from "../catalog/types.ts";
import { type ValueLeaf, valueLeaf, valueLeafSql, valueSetsSql } from "../compiler/by-value.ts";
import type { Leaf } from "../compiler/plan.ts";
import { identifier, render, sql, type Sql } from "../compiler/sql.ts";
import { oneRow } from "../engine/engine.ts";
import { hasTooManyGroups } from "../engine/failures.ts";
import { SCRATCH, typeText, valueColumnType } from "../engine/schema.ts";
import { Semaphore } from "../engine/semaphore.ts";
import type { Storage } from "../engine/storage.ts";
import { MEMBERS, ScratchTables } from "./scratch-tables.ts";

/** A leaf's statement, to be run at home. */
export interface ValueQuestion {
  readonly query: Sql;
  /** To be called once, when the statement has ended, however it did. */
  readonly release: () => void;
}

/** What is known of one attribute's values in one version. */
interface Values {
  readonly version: number;
  readonly state:
    /** Asked about once, on this behalf: whoever asks a single question needs no more. */
    | { readonly kind: "asked"; readonly by: object }
    | { readonly kind: "computing" }
    | { readonly kind: "computed"; readonly table: string; readonly bytes: number }
    /** Not to be computed before `until`, in milliseconds of `performance.now()`. */
    | { readonly kind: "unfit"; readonly until: number };
}

/** With more values than these, to put their sets together takes as long as to look at every customer. */
const MOST_VALUES = 1_000;
const MOST_BYTES = 128 * 2 ** 20;
const MOST_TABLES = 200;
/** An import that waits for it to end keeps questions waiting. */
const MOST_SECONDS = 5;
/** After a failure that may pass, or to make room for others. */
const REST_MS = 60_000;

/**
 * Who has each value of an attribute with few values, in the engine's memory. A test of such an attribute is then one of its values,
 * however many customers there are. The second question about an attribute has them made, in the background, for those that follow.
 */
export class ValueSets {
  readonly #storage: Storage;
  readonly #tables: ScratchTables;
  readonly #building = new Semaphore(1);
  readonly #closing = new AbortController();
  readonly #mostBytes: number;
  /** By column and kind, in the order of their last use. */
  readonly #known = new Map<string, Values>();
  /** How many statements read a table now. One that is not known any more is dropped when nobody reads it. */
  readonly #readers = new Map<string, number>();

  /** @param mostBytes of all values and their sets together, in the engine's form */
  constructor(storage: Storage, mostBytes = MOST_BYTES) {
    this.#storage = storage;
    this.#tables = new ScratchTables(storage.engine, "values");
    this.#mostBytes = mostBytes;
  }

  /**
   * The leaf's statement; undefined when it does not ask about single values or their sets are not there. However many conditions on an
   * attribute are looked for on one behalf, they are one question about it.
   */
  find(leaf: Leaf, catalog: Catalog, behalf: object = {}): ValueQuestion | undefined {
    const asked = valueLeaf(leaf);
    const attribute = catalog.attributes.find(({ name }) => name === asked?.attribute);
    if (asked === undefined || attribute === undefined || attribute.type.kind === "records") return undefined;
    const key = `${asked.column} ${asked.each}`;
    const before = this.#known.get(key);
    const values = before?.version === attribute.version ? before : undefined;
    if (before !== undefined && values === undefined) this.#forget(key);
    if (values?.state.kind === "computed") {
      // To the end: it was used last.
      this.#known.delete(key);
      this.#known.set(key, values);
      return this.#reading(asked, values.state.table);
    }
    if (values === undefined) this.#known.set(key, { version: attribute.version, state: { kind: "asked", by: behalf } });
    else if ((values.state.kind === "asked" && values.state.by !== behalf) || (values.state.kind === "unfit" && values.state.until < performance.now())) {
      this.#begin(key, asked, attribute.type.of, attribute.version);
    }
    return undefined;
  }

  /** Forgets all tables: the engine was started anew and has none of them. */
  forget(): void {
    this.#known.clear();
    this.#readers.clear();
  }

  /** Gives up what is being made. */
  close(): void {
    this.#closing.abort();
  }

  #reading(asked: ValueLeaf, table: string): ValueQuestion {
    this.#readers.set(table, (this.#readers.get(table) ?? 0) + 1);
    const release = (): void => {
      const left = (this.#readers.get(table) ?? 1) - 1;
      this.#readers.set(table, left);
      if (left > 0) return;
      this.#readers.delete(table);
      if (![...this.#known.values()].some(({ state }) => state.kind === "computed" && state.table === table)) void this.#tables.drop(table);
    };
    return { query: valueLeafSql(asked, identifier(SCRATCH, table)), release };
  }

  #begin(key: string, asked: ValueLeaf, type: ValueType, version: number): void {
    const computing: Values = { version, state: { kind: "computing" } };
    this.#known.set(key, computing);
    const isWanted = (catalog: Catalog): boolean => {
      return this.#known.get(key) === computing && catalog.attributes.some((each) => each.name === asked.attribute && each.version === version);
    };
    const settle = async (state: Values["state"]): Promise<void> => {
      if (this.#known.get(key) === computing) this.#known.set(key, { version, state });
      else if (state.kind === "computed") await this.#tables.drop(state.table);
    };
    const { signal } = this.#closing;
    this.#building
      .run(() => this.#storage.read(async (catalog) => (isWanted(catalog) ? this.#make(asked, type) : undefined)), signal)
      .then(async (state) => {
        await settle(state ?? { kind: "asked", by: {} });
        await this.#tidy(key);
      })
      .catch((error: unknown) => settle({ kind: "unfit", until: hasTooManyGroups(error) ? Infinity : performance.now() + REST_MS }));
  }

  async #make(asked: ValueLeaf, type: ValueType): Promise<Values["state"]> {
    const { layout, engine } = this.#storage;
    const { signal } = this.#closing;
    const table = await this.#tables.make(sql`value ${typeText(valueColumnType(type))}, ${MEMBERS}`);
    // One thread: somebody waits for an answer meanwhile.
    const settings = {
      max_rows_to_group_by: MOST_VALUES,
      group_by_overflow_mode: "throw",
      max_memory_usage: 4 * MOST_BYTES,
      max_threads: 1,
      max_execution_time: MOST_SECONDS,
    };
    try {
      const target = identifier(SCRATCH, table);
      await layout.gathered(valueSetsSql(asked), (whole) => {
        const insert = render(sql`INSERT INTO ${target} SELECT place, members FROM `);
        return engine.run({ ...whole, text: `${insert.text}(${whole.text})` }, { signal, settings });
      });
      const size = await oneRow(engine, render(sql`SELECT sum(length(CAST(members, 'String')) + byteSize(value)) AS bytes FROM ${target}`), { signal });
      const bytes = z.number().parse(size["bytes"]);
      if (bytes <= this.#mostBytes / 2) return { kind: "computed", table, bytes };
    } catch (error) {
      if (!signal.aborted) await this.#tables.drop(table);
      throw error;
    }
    await this.#tables.drop(table);
    return { kind: "unfit", until: Infinity };
  }

  /** Makes room where all are too large together: what was not used for longest is not made again for a while. */
  async #tidy(made: string): Promise<void> {
    const computed = [...this.#known].flatMap(([key, { version, state }]) => (state.kind === "computed" ? [{ key, version, state }] : []));
    let bytes = computed.reduce((sum, { state }) => sum + state.bytes, 0);
    let tables = computed.length;
    for (const { key, version, state } of computed) {
      if (bytes <= this.#mostBytes && tables <= MOST_TABLES) return;
      if (key === made) continue;
      this.#forget(key);
      this.#known.set(key, { version, state: { kind: "unfit", until: performance.now() + REST_MS } });
      bytes -= state.bytes;
      tables -= 1;
    }
  }

  /** Drops the table too, unless it is read: then by who reads it last. */
  #forget(key: string): void {
    const state = this.#known.get(key)?.state;
    this.#known.delete(key);
    if (state?.kind === "computed" && !this.#readers.has(state.table)) void this.#tables.drop(state.table);
  }
}
