import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count } from "../../src/results/audience.ts";
import type { Condition } from "../../src/segment/ast.ts";
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
});
