import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportPhase } from "../../src/ingest/request.ts";
import { count } from "../../src/results/audience.ts";
import { benchOn, type TestBench } from "../support/bench.ts";
import { openOnCluster } from "../support/engine.ts";
import { LONG } from "../support/long.ts";
import { startTestCluster, type TestServer } from "../support/server.ts";

const ROWS = 2_000;
const CUSTOMERS = 500;

let servers: readonly TestServer[];
let bench: TestBench;
let before = { customers: 1, events: 1 };
beforeAll(async () => {
  servers = await startTestCluster(2);
  bench = await benchOn(await openOnCluster(servers));
  await bench.importText("events", "csv", "customer_id,event,time\nfirst,buy,2025-01-01\n");
});
afterAll(async () => {
  await bench.close();
  await Promise.all(servers.map((server) => server.close()));
});

/** Events of as many new customers, and with a property that no file before had. */
function file(name: string): string {
  const rows = Array.from({ length: ROWS }, (_, at) => `${name}${at % CUSTOMERS},buy,2024-0${(at % 2) + 1}-15,${at}`);
  return [`customer_id,event,time,${name}`, ...rows].join("\n");
}

const numbers = async () => {
  const [stored] = await bench.storage.read(() =>
    bench.storage.engine.rows({
      text: "SELECT (SELECT count() FROM customers) AS customers, (SELECT uniqExact(id) FROM keys) AS keys, (SELECT count() FROM events) AS events",
      params: {},
      lists: [],
    }),
  );
  const { catalog } = bench.storage;
  expect(stored).toEqual({ customers: catalog.customers, keys: catalog.customers, events: catalog.events[0]?.count });
  expect(await count(bench, { where: { kind: "event", event: "buy" } })).toMatchObject({ count: catalog.customers, base: catalog.customers });
  return { customers: catalog.customers, events: Number(catalog.events[0]?.count) };
};

const leftovers = async () => {
  const left = await Promise.all(
    bench.storage.layout.engines.map((engine) =>
      engine.rows({ text: "SELECT name FROM system.tables WHERE startsWith(name, 'import_')", params: {}, lists: [] }),
    ),
  );
  return left.flat();
};

const PHASES: readonly (readonly [phase: ImportPhase, milliseconds: number])[] = [
  ["publishing", 0],
  ["publishing", 60],
  ...(LONG ? (["checking", "storing"] as const).map((phase) => [phase, 0] as const) : []),
  ...(LONG ? Array.from({ length: 20 }, (_, at) => ["publishing", at * 20] as const) : []),
];
const KILLS = PHASES.flatMap(([phase, milliseconds]) => [0, 1].map((server) => ({ phase, milliseconds, server })));

describe("an import on a cluster of whose servers one is killed and started again", () => {
  it.each(KILLS.map((kill, at) => ({ ...kill, name: `k${at}_`, who: kill.server === 0 ? "home" : "the other shard" })))(
    "$who, $milliseconds ms after it says $phase: fails or is whole; run again, every row is there once",
    async ({ phase, milliseconds, server, name }) => {
      const killed = servers[server];
      let ending: Promise<void> | undefined;
      const end = async (): Promise<void> => {
        await sleep(milliseconds);
        await killed?.kill();
        await sleep(50);
        await killed?.start();
      };
      const ended = await bench
        .importText("events", "csv", file(name), {
          onProgress: (progress) => {
            if (progress.phase === phase) ending ??= end();
          },
        })
        .then(() => "done" as const, (error: unknown) => error);
      await ending;
      const whole = { customers: before.customers + CUSTOMERS, events: before.events + ROWS };
      const seen = await numbers();
      if (ended === "done") expect(seen).toEqual(whole);
      else expect(ended).toMatchObject({ code: "engine_gone" });
      expect([before, whole]).toContainEqual(seen);
      await bench.importText("events", "csv", file(name));
      expect(await numbers()).toEqual(whole);
      expect(await leftovers()).toEqual([]);
      before = whole;
    },
  );
});

describe("a cluster of which a server is away", () => {
  it("answers no new question without its customers, and answers right when it is back", async () => {
    const where = { kind: "event", event: "buy", op: "at_least", value: 2 } as const;
    await servers[1]?.kill();
    await expect(count(bench, { where })).rejects.toMatchObject({ code: "engine_gone" });
    await servers[1]?.start();
    expect(await count(bench, { where })).toMatchObject({ count: before.customers - 1 });
  });
});
