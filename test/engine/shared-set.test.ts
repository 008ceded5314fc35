import { afterAll, beforeAll, expect, it } from "vitest";
import { bind, identifier, render, sql } from "../../src/compiler/sql.ts";
import { count } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { eventually, text } from "./node.ts";

const ROWS = 3_000_000;

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("events", "csv", "customer_id,event,time,page\nc,read,2025-01-01,x\n");
  const column = bench.storage.catalog.events[0]?.properties[0]?.column ?? "";
  await bench.storage.engine.run(
    render(sql`INSERT INTO events (event, id, time, message_id, import, ${identifier(column)})
      SELECT 'read', 1, '2025-01-01', '', 1, concat(repeat('ab', 40), toString(number)) FROM numbers(${bind("UInt64", ROWS)})`),
  );
});
afterAll(() => bench.close());

/** A question that takes the engine a second or more; each `end` makes another one. */
function slow(end: string, signal?: AbortSignal) {
  const value = `^([ab]+a)?([ab]+b)?([a-b0-9]+[0-9])+.*${end}$`;
  return count(bench, { where: { kind: "event", event: "read", where: { kind: "property", property: "page", op: "matches", value } } }, signal);
}

async function running(): Promise<number> {
  const [row] = await bench.storage.engine.rows(
    text("SELECT count() AS count FROM system.processes WHERE query LIKE 'SELECT bitmapCardinality(members)%'"),
  );
  return Number(row?.["count"]);
}

it("a set that nobody waits for any more is cancelled in the engine", async () => {
  const cancel = new AbortController();
  const asking = slow("1", cancel.signal);
  const ended = expect(asking).rejects.toThrow();
  await eventually(10, async () => (await running()) === 1);
  cancel.abort();
  await ended;
  await eventually(5, async () => (await running()) === 0);
});

it("a set that another caller waits for is computed to its end, once", async () => {
  const cancel = new AbortController();
  const first = slow("2", cancel.signal);
  const ended = expect(first).rejects.toThrow();
  await eventually(10, async () => (await running()) === 1);
  const second = slow("2");
  await new Promise((resolve) => setTimeout(resolve, 50));
  cancel.abort();
  await ended;
  expect(await running()).toBe(1);
  expect(await second).toMatchObject({ count: 1 });
});

it("a set whose computation was cancelled is computed when it is asked for again", async () => {
  expect(await slow("1")).toMatchObject({ count: 1 });
});
