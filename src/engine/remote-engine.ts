import { AppError } from "../errors.ts";
import { ClickHouse } from "./clickhouse.ts";
import { clusterLayout, HOME_SETTINGS } from "./cluster-layout.ts";
import type { Endpoint } from "./endpoint.ts";
import { oneNode } from "./layout.ts";
import { type OwnerName, takeOwnership } from "./owner.ts";
import { RemoteNode } from "./remote-node.ts";
import type { RunningEngine } from "./running-engine.ts";
import { DATABASE } from "./schema.ts";
import { dropOldScratch } from "./scratch.ts";
import { findShards } from "./shards.ts";

export interface RemoteEngineOptions {
  /** The first is the one that is asked; the others are shards of the cluster. */
  readonly endpoints: readonly Endpoint[];
  /** The name of a cluster on whose shards the customers lie; left out: all on the one server. */
  readonly cluster?: string | undefined;
  readonly owner: OwnerName;
}

/**
 * Connects to servers that others run, and takes them for this process alone.
 *
 * @throws AppError `engine_gone` when one does not answer, `engine_taken` when another Coterie uses them, `engine_layout` when they are
 * not what the options say, `engine_failed` when they refuse
 */
export async function openRemoteEngine({ endpoints, cluster, owner }: RemoteEngineOptions): Promise<RunningEngine> {
  const [first] = endpoints;
  if (first === undefined) throw new AppError("invalid_config", "No ClickHouse server is named.", { hint: "Set CLICKHOUSE_URL." });
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const node = new RemoteNode(first, DATABASE);
    const engine = new ClickHouse(node, { settings: cluster === undefined ? {} : HOME_SETTINGS });
    closers.push(() => engine.close(), () => node.close());
    const ownership = await takeOwnership(engine, owner);
    closers.push(() => ownership.release());
    const shards = cluster === undefined ? [] : await findShards(engine, cluster, endpoints);
    closers.push(...shards.map((shard) => () => shard.close()));
    // Home is a shard too: its two marks stay both.
    const marks = [node.mark, ...shards.map(({ mark }) => mark)];
    for (const each of [engine, ...shards.map((shard) => shard.engine)]) await dropOldScratch(each, marks);
    const layout = cluster === undefined ? oneNode(engine, ownership) : clusterLayout({ name: cluster, home: engine, shards, ownership });
    return { engine, layout, pid: () => undefined, close };
  } catch (error) {
    await close();
    throw error;
  }
}
