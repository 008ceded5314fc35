import { AppError } from "../errors.ts";
import { ClickHouse } from "./clickhouse.ts";
import { clusterLayout, HOME_SETTINGS } from "./cluster-layout.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import { type Layout, oneNode } from "./layout.ts";
import { ALONE, type OwnerName, type Ownership, takeOwnership } from "./owner.ts";
import { RemoteNode } from "./remote-node.ts";
import type { RunningEngine } from "./running-engine.ts";
import { DATABASE } from "./schema.ts";
import { dropOldScratch } from "./scratch.ts";
import { findShards, type Shard } from "./shards.ts";

export interface RemotePlace {
  /** The first is the one that is asked; the others are shards of the cluster. */
  readonly endpoints: readonly Endpoint[];
  /** The name of a cluster on whose shards the customers lie; left out: all on the one server. */
  readonly cluster?: string | undefined;
}

export interface RemoteEngineOptions extends RemotePlace {
  readonly owner: OwnerName;
}

/** Servers that others run, connected to but not taken: for looking at them. */
export interface RemoteServers {
  readonly home: Engine;
  /** Empty without a cluster. */
  readonly shards: readonly Shard[];
  readonly layout: Layout;
  close(): Promise<void>;
}

/**
 * Connects to servers that others run, and takes them for this process alone.
 *
 * @throws AppError `engine_gone` when one does not answer, `engine_taken` when another Coterie uses them, `engine_layout` when they are
 * not what the options say, `engine_failed` when they refuse
 */
export async function openRemoteEngine({ owner, ...place }: RemoteEngineOptions): Promise<RunningEngine> {
  const closers: Closer[] = [];
  return closingOnFailure(closers, async () => {
    const { home, node } = openHome(place, closers);
    const ownership = await takeOwnership(home, owner);
    closers.push(() => ownership.release());
    const { shards, layout } = await open(place, home, ownership, closers);
    // Home is a shard too: its two marks stay both.
    const marks = [node.mark, ...shards.map(({ mark }) => mark)];
    for (const engine of layout.engines) await dropOldScratch(engine, marks);
    return { engine: home, layout, pid: () => undefined, close: () => closeAll(closers) };
  });
}

/** Connects to servers without taking them, whoever uses them. @throws as `openRemoteEngine` */
export async function connectRemote(place: RemotePlace): Promise<RemoteServers> {
  const closers: Closer[] = [];
  return closingOnFailure(closers, async () => {
    const { home } = openHome(place, closers);
    return { home, ...(await open(place, home, ALONE, closers)), close: () => closeAll(closers) };
  });
}

type Closer = () => Promise<void>;

function openHome({ endpoints, cluster }: RemotePlace, closers: Closer[]): { home: Engine; node: RemoteNode } {
  const [first] = endpoints;
  if (first === undefined) throw new AppError("invalid_config", "No ClickHouse server is named.", { hint: "Set CLICKHOUSE_URL." });
  const node = new RemoteNode(first, DATABASE);
  const home = new ClickHouse(node, { settings: cluster === undefined ? {} : HOME_SETTINGS });
  closers.push(() => home.close(), () => node.close());
  return { home, node };
}

async function open({ endpoints, cluster }: RemotePlace, home: Engine, ownership: Ownership, closers: Closer[]) {
  if (cluster === undefined) return { shards: [], layout: oneNode(home, ownership) };
  const shards = await findShards(home, cluster, endpoints);
  closers.push(...shards.map((shard) => () => shard.close()));
  return { shards, layout: clusterLayout({ name: cluster, home, shards, ownership }) };
}

async function closingOnFailure<T>(closers: Closer[], task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function closeAll(closers: Closer[]): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}
