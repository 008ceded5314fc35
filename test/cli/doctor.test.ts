import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEndpoints } from "../../src/engine/endpoint.ts";
import { ClickHouse } from "../../src/engine/clickhouse.ts";
import { RemoteNode } from "../../src/engine/remote-node.ts";
import { SHARD_DATABASE } from "../../src/engine/schema.ts";
import { startTestCluster, TEST_CLUSTER, type TestServer } from "../support/server.ts";
import { documentOf, Folder, type Ran } from "./command.ts";

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly said: string; readonly hint: string | null }[];
}

const folder = new Folder();
afterAll(() => folder.remove());

const ORDERS = "customer_id,event,time,amount\nanna,buy,2025-01-01,1\nbob,buy,2025-01-02,2\nanna,buy,2025-01-03,3\n";
const wrong = (ran: Ran): readonly string[] => documentOf<Report>(ran).checks.filter(({ state }) => state === "wrong").map(({ name }) => name);

test("doctor, of a data directory that does not exist yet, tries the engine and is content; without an engine it says what to do", async () => {
  const [ran, missing] = await Promise.all([
    folder.run(["doctor", "--json", "--data", "new"]),
    folder.run(["doctor", "--data", "newer"], { env: { CLICKHOUSE_BIN: "/nowhere/clickhouse", COTERIE_FOLDERS: ".:gone" } }),
  ]);
  expect(missing.code).toBe(1);
  expect(missing.stdout).toMatch(/^warning {2}folders of exports: COTERIE_FOLDERS names \S+\/gone, which is no folder\.\n +\S/m);
  expect(missing.stdout).toMatch(/^WRONG {4}engine: program: .*\/nowhere\/clickhouse.*\n +\S/m);
  expect(ran.stderr).toBe("");
  expect(ran.code).toBe(0);
  expect(documentOf<Report>(ran).checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["Node", "data directory", "engine: version", "tables", "store"]),
  );
});

describe("doctor, of a cluster", () => {
  let servers: readonly TestServer[];
  const env = (): Record<string, string> => ({ CLICKHOUSE_URL: servers.map(({ url }) => url).join(","), CLICKHOUSE_CLUSTER: TEST_CLUSTER });
  const doctor = (more: Record<string, string> = {}) => folder.run(["doctor", "--json", "--data", "cluster"], { env: { ...env(), ...more } });
  const onServer = async (at: number, text: string): Promise<void> => {
    const [endpoint] = parseEndpoints("CLICKHOUSE_URL", servers[at]?.url);
    if (endpoint === undefined) throw new Error("no server");
    const node = new RemoteNode(endpoint, SHARD_DATABASE);
    const engine = new ClickHouse(node, { database: SHARD_DATABASE });
    await engine.run({ text, params: {}, lists: [] });
    await node.close();
    await engine.close();
  };

  beforeAll(async () => {
    servers = await startTestCluster(2);
    folder.write("orders.csv", ORDERS);
    const imported = await folder.run(["import", "events", "orders.csv", "--data", "cluster", "--json"], { env: env() });
    expect(documentOf(imported)).toMatchObject({ accepted: 3 });
  });
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  test("that is well looks at home, at every shard, and at their tables; one that does not exist says which do", async () => {
    // It looks without taking, so that two can.
    const [ran, other] = await Promise.all([doctor(), doctor({ CLICKHOUSE_CLUSTER: "other" })]);
    expect(other.code).toBe(1);
    expect(documentOf<Report>(other).checks).toContainEqual(expect.objectContaining({ name: "cluster other", hint: expect.stringContaining(TEST_CLUSTER) }));
    expect(wrong(ran)).toEqual([]);
    expect(ran.code).toBe(0);
    const names = documentOf<Report>(ran).checks.map(({ name }) => name);
    const some = ["home: version", "shards", "shard 2: rights", "tables: customers, shard 2", "columns: at home", "rows: customers"];
    expect(names).toEqual(expect.arrayContaining(some));
    expect(ran.stdout + ran.stderr).not.toContain(new URL(servers[0]?.url ?? "").password);
  });

  test("of which a shard lacks a column or a customer names both, and of a table of another form in what it differs", async () => {
    await onServer(1, "ALTER TABLE coterie_shard.events DROP COLUMN p1");
    await onServer(1, "DELETE FROM coterie_shard.customers WHERE 1");
    await onServer(1, "DROP TABLE coterie_shard.lists SYNC");
    await onServer(1, "CREATE TABLE coterie_shard.lists (list String, version UInt32, id UInt32, import UInt32) ENGINE = MergeTree ORDER BY id");
    const ran = await doctor();
    expect(ran.code).toBe(1);
    expect(wrong(ran)).toEqual(expect.arrayContaining(["tables: customers, shard 2", "columns: shard 2", "rows: customers"]));
    const found = documentOf<Report>(ran).checks.find(({ name }) => name === "tables: customers, shard 2");
    expect(found?.said).toContain("the sorting key of lists is id instead of list, version, id");
    expect(found?.said).toContain("lists.version is UInt32 instead of UInt64");
  });

  test("with a server that does not answer names it", async () => {
    await servers[1]?.kill();
    const ran = await doctor();
    expect(ran.code).toBe(1);
    expect(documentOf<Report>(ran).checks.some(({ said }) => said.includes(new URL(servers[1]?.url ?? "").host))).toBe(true);
  });
});
