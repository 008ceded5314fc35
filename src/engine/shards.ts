import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import { ClickHouse } from "./clickhouse.ts";
import { atHost, type Endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import { otherLayout } from "./layout.ts";
import { RemoteNode } from "./remote-node.ts";
import { SCRATCH, SHARD_DATABASE } from "./schema.ts";

/** A server that holds the rows of a part of the customers. */
export interface Shard {
  /** As the cluster counts it, from 1. */
  readonly number: number;
  readonly endpoint: Endpoint;
  readonly engine: Engine;
  /** It holds the customers whose id, modulo the slots of all shards, is at least `first` and less than `end`. */
  readonly first: number;
  readonly end: number;
  /** The name of the empty table by which its memory is known again. */
  readonly mark: string;
  close(): Promise<void>;
}

const clusterRow = z.object({ shard: z.number(), weight: z.number(), host: z.string(), isLocal: z.number() });
type ClusterRow = z.infer<typeof clusterRow>;

/**
 * The shards of a cluster as its home knows it, in their order. With one address the others are called as their first replicas are named,
 * on the same port and as the same user. Which address is which shard is found out by a table that each gets, and that home looks for.
 *
 * @param endpoints the first is the home's
 * @throws AppError `engine_layout` when the cluster does not exist or the addresses are not those of its shards
 */
export async function findShards(home: Engine, cluster: string, endpoints: readonly Endpoint[]): Promise<readonly Shard[]> {
  const rows = await clusterRows(home, cluster);
  const numbers = [...new Set(rows.map(({ shard }) => shard))];
  if (numbers.length === 0) throw await unknownCluster(home, cluster);
  const opened = (endpoints.length === 1 ? named(rows, numbers, endpoints) : endpoints).map(openShard);
  try {
    const marks = await marksByShard(home, cluster, opened);
    let first = 0;
    return numbers.map((number) => {
      const found = opened.find(({ mark }) => mark === marks.get(number));
      if (found === undefined || opened.length !== numbers.length) throw misfit(number, numbers.length, opened.length);
      const weight = rows.find(({ shard }) => shard === number)?.weight ?? 1;
      const shard = { ...found, number, first, end: first + weight };
      first += weight;
      return shard;
    });
  } catch (error) {
    for (const { close } of opened) await close();
    throw error;
  }
}

async function clusterRows(engine: Engine, cluster: string): Promise<readonly ClusterRow[]> {
  const rows = await engine.rows(
    render(sql`SELECT shard_num AS shard, shard_weight AS weight, host_name AS host, is_local AS isLocal
      FROM system.clusters WHERE cluster = ${bind("String", cluster)} ORDER BY shard_num, replica_num`),
  );
  return rows.map((row) => clusterRow.parse(row));
}

async function unknownCluster(home: Engine, cluster: string): Promise<Error> {
  const rows = await home.rows(render(sql`SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster`));
  const known = rows.map((row) => z.string().parse(row["cluster"]));
  return otherLayout(
    `The ClickHouse server knows no cluster ${JSON.stringify(cluster)}.`,
    known.length === 0 ? "Define it in remote_servers: docs/operations.md." : `CLICKHOUSE_CLUSTER may be ${known.join(", ")}.`,
  );
}

function misfit(number: number, shards: number, addresses: number): Error {
  return otherLayout(
    `CLICKHOUSE_URL does not lead to each of the ${shards} shards: of ${addresses} addresses none, or a second one, is shard ${number}.`,
    "List the HTTP address of the first replica of each shard, separated by commas.",
  );
}

function named(rows: readonly ClusterRow[], numbers: readonly number[], [home]: readonly Endpoint[]): readonly Endpoint[] {
  if (home === undefined) return [];
  return numbers.map((number) => {
    const replicas = rows.filter(({ shard }) => shard === number);
    return replicas.some(({ isLocal }) => isLocal === 1) ? home : atHost(home, replicas[0]?.host ?? "");
  });
}

const markRow = z.object({ shard: z.number(), name: z.string() });

/** Which of the servers home reaches as which shard. */
async function marksByShard(home: Engine, cluster: string, opened: readonly OpenShard[]): Promise<ReadonlyMap<number, string>> {
  await Promise.all(opened.map(({ engine }) => engine.epoch()));
  const marks = bind("Array(String)", opened.map(({ mark }) => mark));
  const rows = await home.rows(
    render(sql`SELECT shardNum() AS shard, name FROM cluster(${bind("String", cluster)}, system.tables)
      WHERE database = ${bind("String", SCRATCH)} AND name IN ${marks}`),
  );
  return new Map(rows.map((row) => markRow.parse(row)).map(({ shard, name }) => [shard, name]));
}

type OpenShard = Pick<Shard, "endpoint" | "engine" | "mark" | "close">;

function openShard(endpoint: Endpoint): OpenShard {
  const node = new RemoteNode(endpoint, SHARD_DATABASE);
  const engine = new ClickHouse(node, { database: SHARD_DATABASE });
  const close = async (): Promise<void> => {
    await node.close();
    await engine.close();
  };
  return { endpoint, engine, mark: node.mark, close };
}
