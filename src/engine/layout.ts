import { type Fragment, identifier, type Sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import type { Commit, StagedTable } from "./manifest.ts";
import { ALONE, type Ownership } from "./owner.ts";
import { CREATE_CUSTOMER_TABLES, CREATE_HOME_TABLES } from "./schema.ts";
import { definitionOf } from "./tables.ts";

/** A place in which rows of a table are staged. */
export interface StagingPlace {
  readonly engine: Engine;
  /** The table there whose form the staged rows have. */
  readonly like: Fragment;
}

/** How the stored rows lie: all on one node, or those of customers on the shards of a cluster, by the customer's id. */
export interface Layout {
  /** Required before anything is committed. */
  readonly ownership: Ownership;
  /** Holds manifest, files and keys. There all rows can be read, wherever they lie. */
  readonly home: Engine;
  /** All with tables of customers, whose columns are kept the same; home is the first. */
  readonly engines: readonly Engine[];
  /** Those that hold the rows of a table. */
  holders(table: StagedTable): readonly Engine[];
  /** The one that holds the rows of a customer. */
  holderOf(id: number): Engine;
  /** Where tables for staged rows are made: rows are put into the first one's. */
  stagingPlaces(table: StagedTable): readonly StagingPlace[];
  /**
   * Makes the tables that are missing.
   *
   * @throws AppError `engine_layout` when those that are there lie otherwise
   */
  createTables(): Promise<void>;
  /**
   * Changes nothing.
   *
   * @throws AppError `engine_layout` when tables or rows that are there lie otherwise
   */
  verify(): Promise<void>;
  /** Brings staged rows to those who will hold them. */
  distribute(staged: Commit["staged"], options?: QueryOptions): Promise<void>;
  /**
   * Gives a question about rows of customers, whose answer is a row for each `place` with a set in `members`, the form in which home
   * answers it for all rows, computed where they lie.
   */
  gathered<T>(question: Sql, ask: (whole: Sql) => Promise<T>): Promise<T>;
}

/** Everything on one node. */
export function oneNode(engine: Engine, ownership = ALONE): Layout {
  return {
    ownership,
    home: engine,
    engines: [engine],
    holders: () => [engine],
    holderOf: () => engine,
    stagingPlaces: (table) => [{ engine, like: identifier(table) }],
    async createTables() {
      await this.verify();
      for (const text of [...CREATE_HOME_TABLES, ...CREATE_CUSTOMER_TABLES]) await engine.run({ text, params: {}, lists: [] });
    },
    async verify() {
      if ((await definitionOf(engine, "customers"))?.startsWith("Distributed(") === true) {
        throw otherLayout("The customers of this server lie on the shards of a cluster.", "Name it in CLICKHOUSE_CLUSTER.");
      }
    },
    distribute: () => Promise.resolve(),
    gathered: (question, ask) => ask(question),
  };
}

/** @param hint what to do */
export function otherLayout(message: string, hint: string): AppError {
  return new AppError("engine_layout", message, { hint });
}
