import { afterAll, beforeAll, expect, test } from "vitest";
import { profile } from "../../src/results/profile.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

const DAY = 86_400_000;
const SHOWN = 50;
const NAMES = ["Buy", "Look", "Walk"] as const;

/** In months that hold fewer than are shown, as many, or more; two events of each time. */
const EVENTS = Array.from({ length: 240 }, (_, index) => {
  const customer = index % 8 === 0 ? "rare" : "busy";
  const time = new Date(Date.UTC(2025, 0, 1) + Math.floor(index / 2) * DAY).toISOString();
  return { customer_id: customer, message_id: `m${index}`, event: NAMES[index % 3], time, place: index };
});

let bench: TestBench;

beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("events", "ndjson", EVENTS.map((event) => `${JSON.stringify(event)}\n`).join(""));
});
afterAll(() => bench.close());

test.each(["busy", "rare"])("the latest events of a %s customer, newest first and then by id, and the number of each name", async (customer) => {
  const own = EVENTS.filter((event) => event.customer_id === customer);
  const known = await profile(bench, customer);
  const latest = own.toSorted((one, other) => compare(other.time, one.time) || compare(other.message_id, one.message_id));
  expect(known?.events).toEqual(
    latest.slice(0, SHOWN).map(({ event, time, place }) => ({ event, time, properties: { place } })),
  );
  expect(known?.eventCounts).toEqual(Object.fromEntries(NAMES.map((name) => [name, own.filter(({ event }) => event === name).length])));
});

test("a customer without events has none", async () => {
  await bench.importText("customers", "ndjson", `${JSON.stringify({ customer_id: "quiet" })}\n`);
  expect(await profile(bench, "quiet")).toMatchObject({ key: "quiet", events: [], eventCounts: {} });
});

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
