import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEndpoints } from "../../src/engine/endpoint.ts";
import { openRemoteEngine } from "../../src/engine/remote-engine.ts";
import { count, members } from "../../src/results/audience.ts";
import { explain } from "../../src/results/explain.ts";
import { profile } from "../../src/results/profile.ts";
import { benchOn, type TestBench } from "../support/bench.ts";
import { openOnCluster } from "../support/engine.ts";
import { startTestCluster, TEST_CLUSTER, type TestServer } from "../support/server.ts";
import { text } from "./node.ts";

const CUSTOMERS = 400;

let servers: readonly TestServer[];
let bench: TestBench;
beforeAll(async () => {
  servers = await startTestCluster(3);
  bench = await benchOn(await openOnCluster(servers));
  const rows = Array.from({ length: CUSTOMERS * 3 }, (_, at) => `c${at % CUSTOMERS},buy,2025-0${(at % 3) + 1}-0${(at % 9) + 1},${at}`);
  await bench.importText("events", "csv", ["customer_id,event,time,amount", ...rows].join("\n"));
});
afterAll(async () => {
  await bench.close();
  await Promise.all(servers.map((server) => server.close()));
});

const bought = { kind: "event", event: "buy" } as const;
const shards = () => bench.storage.layout.holders("customers");
const idsOn = async (table: string) =>
  Promise.all(
    shards().map(async (shard) => (await shard.rows(text(`SELECT DISTINCT id FROM ${table} ORDER BY id`))).map(({ id }) => Number(id))),
  );

describe("customers on three shards", () => {
  test("lie where their id says, with their events", async () => {
    for (const table of ["customers", "events"]) {
      const ids = await idsOn(table);
      expect(ids.flat().length).toBe(CUSTOMERS);
      for (const [at, each] of ids.entries()) {
        expect(each.length).toBeGreaterThan(CUSTOMERS / 4);
        expect(each.every((id) => bench.storage.layout.holderOf(id) === shards()[at])).toBe(true);
      }
    }
  });

  test("are replaced where they lie, and keep what was not given", async () => {
    await bench.importText("customers", "csv", "customer_id,city,age\nc1,Rome,30\nc2,Oslo,40\n");
    await bench.importText("customers", "csv", "customer_id,city\nc1,Paris\nnew,Bonn\n");
    expect((await idsOn("customers")).flat().length).toBe(CUSTOMERS + 1);
    expect(await profile(bench, "c1")).toMatchObject({ attributes: { city: "Paris", age: 30 }, eventCounts: { buy: 3 } });
    expect(await explain(bench, { where: bought }, "new")).toMatchObject({ isIn: false });
    const page = await members(bench, { where: { kind: "attribute", attribute: "city", op: "is_known" } }, { limit: 2 });
    expect(page).toMatchObject({ receipt: { count: 3 }, rows: [{ key: "c1" }, { key: "c2" }] });
  });

  test("are on lists of their own shard, and a list that is replaced leaves nothing", async () => {
    const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `c${from + at}\n`).join("");
    await bench.importText("list", "csv", `customer_id\n${keys(0, 100)}`, { list: { id: "vip", mode: "replace" } });
    await bench.importText("list", "csv", `customer_id\n${keys(90, 120)}`, { list: { id: "vip", mode: "append" } });
    expect(await count(bench, { where: { kind: "list", list: "vip" } })).toMatchObject({ count: 120 });
    await bench.importText("list", "csv", `customer_id\n${keys(0, 5)}`, { list: { id: "vip", mode: "replace" } });
    expect(await count(bench, { where: { kind: "list", list: "vip" } })).toMatchObject({ count: 5 });
    expect((await idsOn("lists")).flat().length).toBe(5);
  });

  test("are compared with a list of values that is too long for a parameter, on every shard", async () => {
    const value = Array.from({ length: 20_000 }, (_, at) => at * 2);
    const where = { ...bought, where: { kind: "property", property: "amount", op: "any_of", value } } as const;
    expect(await count(bench, { where })).toMatchObject({ count: CUSTOMERS / 2 });
  });

  test("have their values read as another type, on every shard", async () => {
    const type = { kind: "value", of: "text" } as const;
    expect(await bench.importer.retype({ name: "amount", event: "buy", type })).toMatchObject({ from: "number", known: CUSTOMERS * 3, misfits: 0 });
    const where = { ...bought, where: { kind: "property", property: "amount", op: "starts_with", value: "119" } } as const;
    expect(await count(bench, { where })).toMatchObject({ count: 11 });
    await bench.importer.retype({ name: "age", type });
    expect(await profile(bench, "c2")).toMatchObject({ attributes: { city: "Oslo", age: "40" } });
  });

  test("leave nothing staged anywhere", async () => {
    for (const engine of bench.storage.layout.engines) {
      expect(await engine.rows(text("SELECT name FROM system.tables WHERE startsWith(name, 'import_')"))).toEqual([]);
    }
  });
});

describe("a cluster", () => {
  test("is refused when an address leads to another of its servers: here all have one host, and the ports differ", async () => {
    await expect(openOnCluster(servers.slice(0, 1))).rejects.toMatchObject({ code: "engine_layout", message: expect.stringContaining("shard 2") });
  });

  test("takes its addresses in any order but for the first, and no other number of them", async () => {
    const [home, ...others] = servers;
    if (home === undefined) throw new Error("no server");
    const running = await openOnCluster([home, ...others.toReversed()]);
    const [first] = running.layout.holders("customers");
    const least = text("SELECT min(id) AS id FROM customers");
    expect(await first?.rows(least)).toEqual(await shards()[0]?.rows(least));
    await running.close();
    await expect(openOnCluster([home, ...others.slice(1)])).rejects.toMatchObject({ code: "engine_layout" });
  });

  test("that does not exist is told of, with those that do", async () => {
    const endpoints = parseEndpoints("CLICKHOUSE_URL", servers[0]?.url);
    const opening = openRemoteEngine({ endpoints, cluster: "none", owner: { id: "test", place: "here" } });
    await expect(opening).rejects.toMatchObject({ code: "engine_layout", hint: expect.stringContaining(TEST_CLUSTER) });
  });

  test("is not taken for a single server", async () => {
    const endpoints = parseEndpoints("CLICKHOUSE_URL", servers[0]?.url);
    const running = await openRemoteEngine({ endpoints, owner: { id: "test", place: "here" } });
    await expect(running.layout.createTables()).rejects.toMatchObject({ code: "engine_layout", hint: expect.stringContaining("CLICKHOUSE_CLUSTER") });
    await running.close();
  });
});
