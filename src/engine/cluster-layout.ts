import { z } from "zod";
import { bind, type Fragment, identifier, join, render, sql, type Sql } from "../compiler/sql.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import { type Layout, otherLayout } from "./layout.ts";
import type { StagedTable } from "./manifest.ts";
import type { Ownership } from "./owner.ts";
import { CREATE_CUSTOMER_TABLES, CREATE_HOME_TABLES, CUSTOMER_TABLES, type CustomerTable, SHARD_DATABASE } from "./schema.ts";
import type { Shard } from "./shards.ts";
import { stageLists } from "./staged-lists.ts";
import { definitionOf } from "./tables.ts";

export interface Cluster {
  readonly name: string;
  /** The server that holds what is in one place; a shard too. */
  readonly home: Engine;
  readonly shards: readonly Shard[];
  readonly ownership: Ownership;
}

/** What home needs to ask tables of all shards as if they were its own. */
export const HOME_SETTINGS = {
  // A shard does not have the sets and staged rows that home compares with: it is sent what they hold.
  prefer_global_in_and_join: 1,
  distributed_foreground_insert: 1,
  skip_unavailable_shards: 0,
  // The first replica is the one that Coterie writes to, and that has what it puts into memory for a question.
  load_balancing: "in_order",
} as const;

/**
 * The rows of customers on the shards of a cluster, by their id. Home has tables of the same names that stand for those of all shards.
 * There need not be a Keeper: each shard is told by itself what to do.
 */
export function clusterLayout({ name, home, shards, ownership }: Cluster): Layout {
  const engines = shards.map(({ engine }) => engine);
  return {
    ownership,
    home,
    engines: [home, ...engines],
    holders: (table) => (isOfCustomers(table) ? engines : [home]),
    holderOf: (id) => shardOf(shards, id).engine,
    stagingPlaces: (table) =>
      isOfCustomers(table)
        ? [{ engine: home, like: identifier(SHARD_DATABASE, table) }, ...engines.map((engine) => ({ engine, like: identifier(table) }))]
        : [{ engine: home, like: identifier(table) }],
    async createTables() {
      await this.verify();
      for (const text of CREATE_HOME_TABLES) await home.run({ text, params: {}, lists: [] });
      for (const { engine } of shards) {
        for (const text of CREATE_CUSTOMER_TABLES) await engine.run({ text, params: {}, lists: [] });
      }
      for (const table of CUSTOMER_TABLES) await home.run(render(createDistributed(name, table)));
    },
    async verify() {
      for (const table of CUSTOMER_TABLES) await requireDistributed(home, name, table);
      await Promise.all(shards.map((shard) => requirePlaced(shard, slotsOf(shards))));
    },
    async distribute(staged, options) {
      for (const table of CUSTOMER_TABLES) {
        const staging = staged[table];
        if (staging !== undefined) await spread(home, name, staging, options);
      }
    },
    gathered: (question, ask) => stageLists(engines, question, (bound) => ask(ofAllShards(bound, name))),
  };
}

function isOfCustomers(table: StagedTable): table is CustomerTable {
  return table === "customers" || table === "events" || table === "lists";
}

function slotsOf(shards: readonly Shard[]): number {
  return shards.at(-1)?.end ?? 1;
}

function shardOf(shards: readonly Shard[], id: number): Shard {
  const slot = id % slotsOf(shards);
  const found = shards.find(({ first, end }) => first <= slot && slot < end);
  if (found === undefined) throw new Error(`no shard holds the slot ${slot}`);
  return found;
}

/**
 * Every shard answers with one set for each place. Names of tables in a `view` stay as they are written, and a shard looks them up in a database of its
 * own choice (26.7): so they are named in full around the question.
 */
function ofAllShards({ text, params, lists }: Sql, cluster: string): Sql {
  const tables = CUSTOMER_TABLES.map((table) => `${table} AS (SELECT *, _part_index FROM ${SHARD_DATABASE}.${table})`);
  const asked = `WITH ${tables.join(", ")} SELECT place, members FROM (${text})`;
  return {
    text: `SELECT place, groupBitmapMergeState(members) AS members FROM cluster({cluster:String}, view(${asked})) GROUP BY place`,
    params: { ...params, cluster: { type: "String", value: cluster } },
    lists,
  };
}

function createDistributed(cluster: string, table: CustomerTable): Fragment {
  const shard = sql`${bind("String", SHARD_DATABASE)}, ${bind("String", table)}`;
  return sql`CREATE TABLE IF NOT EXISTS ${identifier(table)} AS ${identifier(SHARD_DATABASE, table)}
    ENGINE = Distributed(${bind("String", cluster)}, ${shard}, id)`;
}

async function requireDistributed(home: Engine, cluster: string, table: CustomerTable): Promise<void> {
  const found = await definitionOf(home, table);
  if (found === undefined || found.startsWith(`Distributed('${cluster}', '${SHARD_DATABASE}', '${table}', id)`)) return;
  throw otherLayout(
    `The table ${table} of this server does not stand for the shards of the cluster ${JSON.stringify(cluster)}: it is ${found}.`,
    "Use the CLICKHOUSE_CLUSTER with which the customers were imported (none, if it was none), or an empty server.",
  );
}

/** Rows that lie elsewhere than their id says are neither replaced nor found: so it is when a cluster has got other shards. */
async function requirePlaced({ engine, number, first, end }: Shard, slots: number): Promise<void> {
  if ((await definitionOf(engine, "customers")) === undefined) return;
  const slot = sql`id % ${bind("UInt32", slots)}`;
  const [found] = await engine.rows(
    render(sql`SELECT count() AS wrong FROM customers WHERE ${slot} < ${bind("UInt32", first)} OR ${slot} >= ${bind("UInt32", end)}`),
  );
  if (z.number().parse(found?.["wrong"]) === 0) return;
  throw otherLayout(
    `Shard ${number} holds customers of another shard: the cluster has other shards or weights than when they were imported.`,
    "Give the cluster its former shards, or import into an empty one: docs/operations.md.",
  );
}

/** Copies staged rows at home into the staging tables of the shards. */
async function spread(home: Engine, cluster: string, staging: string, options: QueryOptions | undefined): Promise<void> {
  const found = await home.rows(
    render(sql`SELECT name FROM system.columns
      WHERE database = currentDatabase() AND table = ${bind("String", staging)} ORDER BY position`),
  );
  const columns = join(found.map((row) => identifier(z.string().parse(row["name"]))), sql`, `);
  const target = sql`cluster(${bind("String", cluster)}, ${bind("String", SHARD_DATABASE)}, ${bind("String", staging)}, id)`;
  await home.run(render(sql`INSERT INTO FUNCTION ${target} (${columns}) SELECT ${columns} FROM ${identifier(staging)}`), options);
}
