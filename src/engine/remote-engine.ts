import { ClickHouse } from "./clickhouse.ts";
import type { Endpoint } from "./endpoint.ts";
import { oneNode } from "./layout.ts";
import { type OwnerName, takeOwnership } from "./owner.ts";
import { RemoteNode } from "./remote-node.ts";
import type { RunningEngine } from "./running-engine.ts";
import { DATABASE } from "./schema.ts";
import { dropOldScratch } from "./scratch.ts";

export interface RemoteEngineOptions {
  readonly endpoint: Endpoint;
  readonly owner: OwnerName;
}

/**
 * Connects to a server that others run, and takes it for this process alone.
 *
 * @throws AppError `engine_gone` when it does not answer, `engine_taken` when another Coterie uses it, `engine_failed` when it refuses
 */
export async function openRemoteEngine({ endpoint, owner }: RemoteEngineOptions): Promise<RunningEngine> {
  const node = new RemoteNode(endpoint, DATABASE);
  const engine = new ClickHouse(node);
  const ownership = await takeOwnership(engine, owner);
  await dropOldScratch(engine, node.mark);
  return {
    engine,
    layout: oneNode(engine, ownership),
    pid: () => undefined,
    async close() {
      await ownership.release();
      await node.close();
      await engine.close();
    },
  };
}
