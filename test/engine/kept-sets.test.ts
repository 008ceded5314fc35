import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { count } from "../../src/results/audience.ts";
import { Leaves } from "../../src/results/leaves.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

const CUSTOMERS = 5_000;

/** In no order: sets of neighbours would take next to nothing. */
const scoreOf = (row: number) => (row * 2_654_435_761) % 4_999;

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
  const lines = Array.from({ length: CUSTOMERS }, (_, row) => `c${row},${scoreOf(row)}\n`);
  await bench.importText("customers", "csv", `customer_id,score\n${lines.join("")}`);
});
afterAll(() => bench.close());

it("sets that were not used for longest are dropped when all take too much memory, and are made again", async () => {
  const ask = async (leaves: Leaves): Promise<number[]> => {
    const counts: number[] = [];
    for (let low = 0; low < 20; low += 1) counts.push((await count({ ...bench, leaves }, { where: above(low * 100) })).count);
    return counts;
  };
  const scores = Array.from({ length: CUSTOMERS }, (_, row) => scoreOf(row));
  const expected = Array.from({ length: 20 }, (_, low) => scores.filter((score) => score >= low * 100).length);
  const before = await keptSets();

  // A set of a few thousand takes up to 8 KB.
  const small = new Leaves(bench.storage, 20_000);
  expect(await ask(small)).toEqual(expected);
  await sleep(400);
  expect((await keptSets()) - before).toBeLessThanOrEqual(5);
  expect(await ask(small)).toEqual(expected);
  await sleep(400);

  const beside = await keptSets();
  const large = new Leaves(bench.storage);
  expect(await ask(large)).toEqual(expected);
  await sleep(400);
  expect((await keptSets()) - beside).toBeGreaterThanOrEqual(15);
});

function above(score: number): Condition {
  return { kind: "attribute", attribute: "score", op: "at_least", value: score };
}

/** How many sets the engine's memory holds, of whomever. */
async function keptSets(): Promise<number> {
  const rows = await bench.storage.engine.rows({
    text: "SELECT count() AS sets FROM system.tables WHERE database = 'coterie_scratch' AND startsWith(name, 'set_') AND total_rows > 0",
    params: {},
    lists: [],
  });
  return Number(rows[0]?.["sets"]);
}
