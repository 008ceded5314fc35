import { join } from "node:path";
import { parseEndpoints } from "../../src/engine/endpoint.ts";
import { openLocalEngine } from "../../src/engine/local-engine.ts";
import { openRemoteEngine } from "../../src/engine/remote-engine.ts";
import type { RunningEngine } from "../../src/engine/running-engine.ts";
import { ON_CLUSTER } from "./long.ts";
import { startTestCluster, TEST_CLUSTER, type TestServer } from "./server.ts";

const SHARDS = 2;

/** The engine that the suite is run on, empty or with what `directory` holds. */
export function openTestEngine(directory: string): Promise<RunningEngine> {
  return ON_CLUSTER ? openTestCluster() : openLocalEngine({ directory: join(directory, "engine"), threads: 2 });
}

/** A cluster of servers that are started for it and end with it. */
async function openTestCluster(): Promise<RunningEngine> {
  const servers = await startTestCluster(SHARDS);
  const end = (): Promise<unknown> => Promise.all(servers.map((server) => server.close()));
  try {
    const running = await openOnCluster(servers);
    return {
      ...running,
      async close() {
        await running.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Connects to the servers of a cluster, as a process with these addresses in CLICKHOUSE_URL does. */
export function openOnCluster(servers: readonly Pick<TestServer, "url">[], id = "test"): Promise<RunningEngine> {
  const endpoints = parseEndpoints("CLICKHOUSE_URL", servers.map(({ url }) => url).join(","));
  return openRemoteEngine({ endpoints, cluster: TEST_CLUSTER, owner: { id, place: `the place of ${id}` } });
}
