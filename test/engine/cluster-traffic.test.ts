import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { count } from "../../src/results/audience.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { benchOn, type TestBench } from "../support/bench.ts";
import { openOnCluster } from "../support/engine.ts";
import { LONG } from "../support/long.ts";
import { startTestCluster, type TestServer } from "../support/server.ts";
import { text } from "./node.ts";

const CUSTOMERS = LONG ? 1_000_000 : 50_000;
/** Of what shards may send for one condition, at a million customers: a set of them as a bitmap is 125 kB. */
const MOST_BYTES = (2_000_000 * CUSTOMERS) / 1_000_000;

const CITIES = ["Rome", "Oslo"] as const;

let servers: readonly TestServer[];
let bench: TestBench;
beforeAll(async () => {
  servers = await startTestCluster(2);
  bench = await benchOn(await openOnCluster(servers));
  await bench.importText("events", "csv", file());
  await bench.importText("list", "csv", `customer_id\n${everySecond()}`, { list: { id: "vip", mode: "replace" } });
  await bench.importText("customers", "csv", `customer_id,city\n${everySecond((at) => `,${CITIES[at % 3 === 0 ? 0 : 1]}`)}`);
}, 600_000);
afterAll(async () => {
  await bench.close();
  await Promise.all(servers.map((server) => server.close()));
});

/** Two events of every customer, with an amount that goes up and down without a pattern. */
function file(): string {
  const lines = ["customer_id,event,time,amount"];
  for (let at = 0; at < CUSTOMERS; at += 1) {
    lines.push(`c${at},buy,2025-01-0${(at % 9) + 1},${(at * 48_271) % 1_009}`, `c${at},view,2025-02-0${(at % 7) + 1},${(at * 16_807) % 997}`);
  }
  return lines.join("\n");
}

function everySecond(more: (at: number) => string = () => ""): string {
  return Array.from({ length: CUSTOMERS / 2 }, (_, at) => `c${at * 2}${more(at)}\n`).join("");
}

const amount = { kind: "property", property: "amount", op: "at_least", value: 500 } as const;
const CONDITIONS: readonly Condition[] = [
  { kind: "attribute", attribute: "city", op: "equals", value: CITIES[0] },
  { kind: "event", event: "buy", where: amount },
  { kind: "event", event: ["buy", "view"], measure: { fn: "sum", property: "amount" }, op: "at_least", value: 1_000 },
  { kind: "sequence", steps: [{ event: "buy", where: amount }, { event: "view" }] },
  { kind: "event", event: ["buy", "view"], pick: "last", where: amount },
  { kind: "list", list: "vip" },
  { kind: "sample", percent: 50, salt: "half" },
];

test(`home receives sets and counts alone: at most ${MOST_BYTES} bytes a condition of ${CUSTOMERS} customers`, async () => {
  for (const where of CONDITIONS) {
    const { count: counted } = await count(bench, { where });
    expect(counted).toBeGreaterThan(CUSTOMERS / 7);
    expect(counted).toBeLessThan(CUSTOMERS);
  }
  const home = bench.storage.layout.home;
  await home.run(text("SYSTEM FLUSH LOGS"));
  const asked = await home.rows(
    text(`SELECT ProfileEvents['NetworkReceiveBytes'] AS received FROM system.query_log
      WHERE type = 'QueryFinish' AND is_initial_query AND query LIKE '%groupBitmapMergeState%' AND query NOT LIKE '%query_log%'`),
  );
  expect(asked.length).toBe(CONDITIONS.length);
  const received = asked.map((row) => Number(row["received"]));
  console.info(`bytes that home received, a condition: ${received.join(", ")}`);
  for (const bytes of received) {
    // The other shard's half of a set that has no pattern: this says that the number counts what it is taken to.
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThan(MOST_BYTES);
  }

  expect(await otherAnswers()).toEqual(CONDITIONS.map(() => 1));
});

test("a condition on an attribute whose sets by value are kept is answered at home alone", async () => {
  let asked = 0;
  const countOf = async (value: readonly string[]): Promise<number> => {
    asked += 1;
    return (await count(bench, { where: { kind: "attribute", attribute: "city", op: "any_of", value: [...value, `-${asked}`] } })).count;
  };
  const all = await countOf(CITIES);
  // They are made beside the second question about the attribute.
  await vi.waitFor(async () => {
    const before = await otherAnswers();
    expect((await countOf([CITIES[0]])) + (await countOf([CITIES[1]]))).toBe(all);
    expect(await otherAnswers()).toEqual(before);
  }, { timeout: 20_000 });
});

/** How many sets the other shard has given in each of its answers. */
async function otherAnswers(): Promise<readonly unknown[]> {
  const [, other] = bench.storage.layout.holders("customers");
  await other?.run(text("SYSTEM FLUSH LOGS"));
  const answered = await other?.rows(
    text(`SELECT result_rows AS rows FROM system.query_log
      WHERE type = 'QueryFinish' AND NOT is_initial_query AND query LIKE '%groupBitmapMergeState%' AND query NOT LIKE '%query_log%'
      ORDER BY event_time_microseconds`),
  );
  return (answered ?? []).map((row) => row["rows"]);
}
