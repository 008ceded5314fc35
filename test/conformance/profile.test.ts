import { afterAll, beforeAll, expect, test } from "vitest";
import { profile } from "../../src/results/profile.ts";
import { activity, timeline } from "../../src/results/timeline.ts";
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

test("pages of chosen events together are those of the time, each once, also those of one instant", async () => {
  const own = EVENTS.filter(({ customer_id, event }) => customer_id === "busy" && event !== "Walk");
  const [from, to] = ["2025-02-01T00:00:00.000Z", "2025-04-01T00:00:00.000Z"];
  const latest = own.filter(({ time }) => time >= from && time < to).toSorted((one, other) => compare(other.time, one.time) || compare(other.message_id, one.message_id));
  const request = { events: ["Buy", "Look"], from: Date.parse(from), to: Date.parse(to), limit: 7 };
  const places: unknown[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await timeline(bench, "busy", { ...request, cursor });
    places.push(...(page?.events ?? []).map(({ properties }) => properties["place"]));
    cursor = page?.next ?? null;
  }
  expect(places).toEqual(latest.map(({ place }) => place));
  await expect(timeline(bench, "busy", { limit: 1, cursor: "k.0" })).rejects.toThrow("not a cursor");
  await expect(timeline(bench, "busy", { limit: 1, events: ["Fly"] })).rejects.toThrow("no event");
});

test("activity counts by the days of a zone, by months or by years, also long ago", async () => {
  const lines = ["1969-12-31T23:30:00Z", "1970-01-01T12:00:00Z", "2025-03-01T00:00:00Z"].map((time) => JSON.stringify({ customer_id: "old", event: "Buy", time }));
  await bench.importText("events", "ndjson", `${lines.join("\n")}\n`);
  const days = await activity(bench, "old", { to: Date.UTC(1971, 0, 1) }, "Europe/Berlin");
  expect(days).toEqual({
    unit: "day",
    total: 2,
    bars: [{ at: "1970-01-01", from: "1969-12-31T23:00:00.000Z", to: "1970-01-01T23:00:00.000Z", count: 2 }],
  });
  const years = await activity(bench, "old", {}, "UTC");
  expect(years?.unit).toBe("year");
  expect(years?.bars.map(({ at, count }) => [at, count])).toEqual([["1969", 1], ["1970", 1], ["2025", 1]]);
  const months = await activity(bench, "busy", {}, "UTC");
  expect(months).toMatchObject({ unit: "month", total: 210 });
  expect(months?.bars[1]).toMatchObject({ at: "2025-02", from: "2025-02-01T00:00:00.000Z", to: "2025-03-01T00:00:00.000Z" });
});

test("orders are counted and added up by the roles that are given", async () => {
  const buys = EVENTS.filter(({ customer_id, event }) => customer_id === "rare" && event === "Buy");
  expect((await profile(bench, "rare", { events: ["Buy"], value: "place" }))?.orders).toEqual({
    count: buys.length,
    value: buys.reduce((sum, { place }) => sum + place, 0),
    last: buys.at(-1)?.time,
  });
  expect(await profile(bench, "rare")).toMatchObject({ orders: null, firstEvent: EVENTS[0]?.time, lastEvent: EVENTS[232]?.time });
});

test("of a value that is a number in some events alone, those are added up", async () => {
  const places = (events: readonly unknown[]): number => {
    return EVENTS.filter(({ customer_id, event }) => customer_id === "rare" && events.includes(event)).reduce((sum, { place }) => sum + place, 0);
  };
  const value = async (): Promise<unknown> => (await profile(bench, "rare", { events: ["Buy", "Look"], value: "place" }))?.orders?.value;
  expect(await value()).toBe(places(["Buy", "Look"]));
  await bench.importer.retype({ name: "place", event: "Look", type: { kind: "value", of: "text" } });
  expect(await value()).toBe(places(["Buy"]));
  await bench.importer.retype({ name: "place", event: "Buy", type: { kind: "value", of: "text" } });
  expect(await value()).toBeNull();
});

test("a customer without events has none", async () => {
  await bench.importText("customers", "ndjson", `${JSON.stringify({ customer_id: "quiet" })}\n`);
  expect(await profile(bench, "quiet")).toMatchObject({ key: "quiet", events: [], eventCounts: {} });
});

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
