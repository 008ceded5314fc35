import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count } from "../../src/results/audience.ts";
import { counts } from "../../src/results/counts.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { smartCards } from "../../src/smart/cards.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

/** The CDNOW purchase records, with answers computed apart from this project. They lie beside a checkout, if at all. */
const FILE = fileURLToPath(new URL("../../../shared/data/cdnow-orders.csv", import.meta.url));

const orders = (more: object): Condition => ({ kind: "event", event: "Order Completed", ...more });

const ANSWERS: readonly (readonly [string, Condition, number])[] = [
  ["everyone", { kind: "all", of: [] }, 23_570],
  ["two orders or more", orders({ op: "at_least", value: 2 }), 11_662],
  ["a revenue of more than 100", orders({ measure: { fn: "sum", property: "revenue" }, op: "more_than", value: 100 }), 6_233],
  ["an order in the last 90 days", orders({ window: { last: 90, unit: "day" } }), 3_301],
  [
    "an order of ten items or more for 100 or more",
    orders({
      where: {
        kind: "all",
        of: [
          { kind: "property", property: "quantity", op: "at_least", value: 10 },
          { kind: "property", property: "revenue", op: "at_least", value: 100 },
        ],
      },
    }),
    657,
  ],
];

describe.runIf(existsSync(FILE))("the CDNOW orders", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await openTestBench();
    const report = await bench.importPath("events", FILE);
    expect(report).toMatchObject({ read: 69_659, accepted: 69_659, rejected: 0, customers: 23_570 });
  });
  afterAll(() => bench.close());

  test.each(ANSWERS)("%s", async (_, where, expected) => {
    expect((await count(bench, { where, now: "1998-07-01T00:00:00Z", timeZone: "UTC" })).count).toBe(expected);
  });

  test("the smart segments of recency, frequency and total spend are what the rows of the file say", async () => {
    const now = "1998-07-01T00:00:00Z";
    const groups = smartCards({ catalog: bench.storage.catalog, now: Date.parse(now), timeZone: "UTC" }, {});
    const cards = groups.filter(({ id }) => id.startsWith("spending-") || id === "total-spend").flatMap((group) => group.cards);
    const receipts = await counts(bench, cards.map(({ id, where }) => ({ question: { where, now, timeZone: "UTC" }, at: [id] })));
    const found = Object.fromEntries(receipts.map((receipt, at) => [cards[at]?.id, "count" in receipt && receipt.count]));
    expect(found).toEqual(bandsOfFile(Date.parse(now)));
  });
});

/** The same bands, from the rows alone. */
function bandsOfFile(now: number): Readonly<Record<string, number>> {
  const customers = new Map<string, { last: number; year: number; cents: number }>();
  for (const line of readFileSync(FILE, "utf8").trimEnd().split("\n").slice(1)) {
    const [id = "", , time = "", , revenue = ""] = line.split(",");
    const days = Math.round((now - Date.parse(time)) / 86_400_000);
    const { last, year, cents } = customers.get(id) ?? { last: Infinity, year: 0, cents: 0 };
    customers.set(id, { last: Math.min(last, days), year: year + (days <= 365 ? 1 : 0), cents: cents + Math.round(Number(revenue) * 100) });
  }
  const all = [...customers.values()];
  const among = (holds: (customer: { last: number; year: number; cents: number }) => boolean) => all.filter(holds).length;
  const recency = (from: number, to: number) => among(({ last }) => last >= from && last <= to);
  const orders = (from: number, to: number) => among(({ year }) => year >= from && year <= to);
  const spent = (from: number, to: number) => among(({ cents }) => cents >= from * 100 && cents < to * 100);
  return {
    "spending-recency/month": recency(0, 30),
    "spending-recency/quarter": recency(31, 90),
    "spending-recency/half-year": recency(91, 180),
    "spending-recency/year": recency(181, 365),
    "spending-recency/longer": recency(366, Infinity),
    "spending-recency/never": 0,
    "spending-frequency/once": orders(1, 1),
    "spending-frequency/twice": orders(2, 2),
    "spending-frequency/few": orders(3, 5),
    "spending-frequency/many": orders(6, 10),
    "spending-frequency/most": orders(11, Infinity),
    "spending-frequency/none": orders(0, 0),
    "total-spend/under-50": spent(0, 50),
    "total-spend/50-100": spent(50, 100),
    "total-spend/100-250": spent(100, 250),
    "total-spend/250-500": spent(250, 500),
    "total-spend/500-1000": spent(500, 1_000),
    "total-spend/1000-up": spent(1_000, Infinity),
  };
}
