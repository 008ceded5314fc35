import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataType } from "../../src/catalog/types.ts";
import { eventSet } from "../../src/compiler/plan-event.ts";
import type { EventCondition, EventFilter, ItemCondition, PropertyCondition, RecordFilter } from "../../src/segment/ast.ts";
import { type EventRow, openTables, type Tables } from "./tables.ts";

const NOW = Date.parse("2024-12-31T12:00:00.000Z");
const TEXT: DataType = { kind: "value", of: "text" };
const PRODUCTS: DataType = {
  kind: "records",
  fields: [
    { name: "price", type: { kind: "value", of: "number" } },
    { name: "color", type: { kind: "value", of: "text" } },
    { name: "tags", type: { kind: "list", of: "text" } },
  ],
};
const EVENTS = { Order: { channel: TEXT, products: PRODUCTS }, Return: { products: PRODUCTS }, View: { channel: TEXT } } as const;

let tables: Tables;

beforeAll(async () => {
  tables = await openTables();
});
afterAll(() => tables.close());

describe("the first or last event on the engine", () => {
  const happened: readonly EventRow[] = [
    { event: "Order", id: 1, at: "2024-03-01T00:00:00.000Z", values: { p1: "web" } },
    { event: "Order", id: 1, at: "2024-03-02T00:00:00.000Z", values: { p1: "app" } },
    { event: "View", id: 2, at: "2024-03-01T00:00:00.000Z", values: { p1: "app" } },
    { event: "Order", id: 2, at: "2024-03-02T00:00:00.000Z", values: { p1: "web" } },
    // At the same time: message ids compare byte by byte, "B" < "a" < "é".
    { event: "Order", id: 3, at: "2024-03-05T00:00:00.000Z", message: "a", values: { p1: "app" } },
    { event: "Order", id: 3, at: "2024-03-05T00:00:00.000Z", message: "B", values: { p1: "web" } },
    { event: "Order", id: 3, at: "2024-03-05T00:00:00.000Z", message: "é", values: { p1: null } },
    { event: "Order", id: 4, at: "2024-02-01T00:00:00.000Z", values: { p1: null } },
    { event: "Order", id: 4, at: "2024-03-03T00:00:00.000Z", values: { p1: "web" } },
    { event: "Order", id: 5, at: "2025-03-03T00:00:00.000Z", values: { p1: "web" } },
  ];
  const web: EventFilter = { kind: "property", property: "channel", op: "equals", value: "web" };
  const march = { from: "2024-03-01", to: "2024-03-31" };

  test.each<[string, Omit<EventCondition, "kind">, number[]]>([
    ["first, before `where`", { event: "Order", pick: "first", where: web }, [1, 2, 3]],
    ["last, before `where`", { event: "Order", pick: "last", where: web }, [2, 4]],
    ["of several events", { event: ["Order", "View"], pick: "first", where: web }, [1, 3]],
    ["the negation is of the chosen one", { event: "Order", pick: "first", where: { kind: "not", of: web } }, [4]],
    ["the last of equal times has an unknown value", { event: "Order", pick: "last", where: { kind: "not", of: web } }, [1, 3]],
    ["without `where` there must be one", { event: "Order", pick: "first" }, [1, 2, 3, 4]],
    ["chosen in the window", { event: "Order", pick: "first", where: web, window: march }, [1, 2, 3, 4]],
    ["chosen ever, then in the window", { event: "Order", pick: "first", pickFrom: "ever", where: web, window: march }, [1, 2, 3]],
    ["ever, without `where`", { event: "Order", pick: "first", pickFrom: "ever", window: march }, [1, 2, 3]],
    ["the last in February", { event: "Order", pick: "last", pickFrom: "ever", window: { from: "2024-02-01", to: "2024-03-01" } }, []],
    ["up to the second of March", { event: "Order", pick: "last", pickFrom: "ever", window: { from: "2024-02-01", to: "2024-03-02" } }, [1, 2]],
    ["no event can lie there", { event: "Order", pick: "first", pickFrom: "ever", window: { next: 1, unit: "day" } }, []],
  ])("%s", async (_, condition, expected) => {
    expect(await members(happened, condition)).toEqual(expected);
  });
});

describe("records of the same event on the engine", () => {
  const red = { f1: 10, f2: "red", f3: ["new", "sale"] };
  const blue = { f1: 99, f2: "blue", f3: [] };
  const plain = { f1: null, f2: null, f3: ["sale"] };
  const at = "2024-03-01T00:00:00.000Z";
  const happened: readonly EventRow[] = [
    { event: "Order", id: 1, at, values: { p2: [red] } },
    { event: "Order", id: 2, at, values: { p2: [blue] } },
    { event: "Order", id: 3, at, values: { p2: [red, blue, plain] } },
    { event: "Order", id: 4, at, values: { p2: [plain] } },
    { event: "Order", id: 5, at, values: { p2: [] } },
    { event: "Return", id: 6, at, values: { p2: [red, red] } },
    { event: "View", id: 7, at },
    { event: "Order", id: 8, at, values: { p2: [red] } },
    { event: "Order", id: 8, at, values: { p2: [blue] } },
  ];
  const isRed: RecordFilter = { kind: "field", field: "color", op: "equals", value: "RED" };
  const cheap: RecordFilter = { kind: "field", field: "price", op: "less_than", value: 50 };
  const onSale: RecordFilter = { kind: "field", field: "tags", op: "equals", value: "sale" };
  const both = (...of: RecordFilter[]): RecordFilter => ({ kind: "all", of });
  const opposite = (of: RecordFilter): RecordFilter => ({ kind: "not", of });
  const everyRecord: RecordFilter = { kind: "all", of: [] };

  test.each<[string, RecordFilter, Pick<ItemCondition, "op" | "value">, number[]]>([
    ["one passes", isRed, atLeast(1), [1, 3, 6, 8]],
    ["one record passes all", both(isRed, cheap), atLeast(1), [1, 3, 6, 8]],
    ["not one record by one test and another by the other", both(isRed, opposite(cheap)), atLeast(1), []],
    ["what is unknown passes a negation", opposite(isRed), atLeast(1), [2, 3, 4, 8]],
    ["lists in records", onSale, atLeast(1), [1, 3, 4, 6, 8]],
    ["every tag of a record", { kind: "field", field: "tags", op: "equals", value: "sale", match: "all" }, atLeast(1), [3, 4]],
    ["unknown tags", opposite({ kind: "field", field: "tags", op: "is_known" }), atLeast(1), [2, 3, 8]],
    ["two of them", onSale, atLeast(2), [3, 6]],
    ["exactly one", onSale, { op: "exactly", value: 1 }, [1, 4, 8]],
    ["between two and three", everyRecord, { op: "between", value: [2, 3] }, [3, 6]],
    ["any of two", { kind: "any", of: [isRed, opposite(cheap)] }, { op: "exactly", value: 3 }, [3]],
    ["records at all", everyRecord, atLeast(1), [1, 2, 3, 4, 6, 8]],
    ["three records", everyRecord, atLeast(3), [3]],
    ["none can pass", { kind: "any", of: [] }, atLeast(1), []],
  ])("%s", async (_, where, count, expected) => {
    const item: EventFilter = { kind: "item", of: "products", where, ...count };
    expect(await members(happened, { event: ["Order", "Return"], where: item })).toEqual(expected);
  });

  test("an event without the property has no such records", async () => {
    const item: EventFilter = { kind: "not", of: { kind: "item", of: "products", where: everyRecord, ...atLeast(1) } };
    expect(await members(happened, { event: ["Order", "View"], where: item })).toEqual([5, 7]);
  });

  test("two tests of records speak of the same event", async () => {
    const item = (where: RecordFilter): EventFilter => ({ kind: "item", of: "products", where, ...atLeast(1) });
    expect(await members(happened, { event: "Order", where: { kind: "all", of: [item(isRed), item(opposite(cheap))] } })).toEqual([3]);
  });
});

describe("an event's own time on the engine", () => {
  const at = (...times: string[]): EventRow[] => times.map((time, index) => ({ event: "View", id: index + 1, at: time }));
  const own = (op: string, value: PropertyCondition["value"]): EventFilter => ({ kind: "property", property: "$time", op, value });

  test("is compared as a datetime is", async () => {
    const happened = at("2024-03-01T22:59:59.999Z", "2024-03-01T23:00:00.000Z", "2024-03-02T23:00:00.000Z");
    expect(await members(happened, { event: "View", where: own("on", "2024-03-02") }, "Europe/Berlin")).toEqual([2]);
    expect(await members(happened, { event: "View", where: own("before", "2024-03-02") }, "Europe/Berlin")).toEqual([1]);
    expect(await members(happened, { event: "View", where: own("after", "2024-03-01T23:00:00Z") }, "Europe/Berlin")).toEqual([3]);
  });

  test("has a local weekday, Monday is 1", async () => {
    // The last of these is Sunday 23:59 in UTC, and Monday in Berlin.
    const happened = at("2024-03-04T12:00:00Z", "2024-03-09T12:00:00Z", "2024-03-10T12:00:00Z", "2024-03-10T23:59:00Z");
    expect(await members(happened, { event: "View", where: own("weekday_in", [1]) })).toEqual([1]);
    expect(await members(happened, { event: "View", where: own("weekday_in", [6, 7]) })).toEqual([2, 3, 4]);
    expect(await members(happened, { event: "View", where: own("weekday_in", [1]) }, "Europe/Berlin")).toEqual([1, 4]);
    expect(await members(happened, { event: "View", where: own("weekday_in", [1, 2, 3, 4, 5, 6, 7]) })).toEqual([1, 2, 3, 4]);
    expect(await members(happened, { event: "View", where: { kind: "not", of: own("weekday_in", [1, 6]) } })).toEqual([3, 4]);
  });

  test("has a local hour, on days with 23 and 25 hours too", async () => {
    const happened = at(
      "2024-03-31T00:59:59.999Z", // 01:59 in Berlin
      "2024-03-31T01:00:00.000Z", // 03:00
      "2024-10-27T00:30:00.000Z", // 02:30
      "2024-10-27T01:30:00.000Z", // 02:30 again
      "2024-10-27T02:00:00.000Z", // 03:00
      "2024-12-31T11:59:59.999Z", // 12:59
    );
    const inHours = (...hours: number[]) => members(happened, { event: "View", where: own("hour_in", hours) }, "Europe/Berlin");
    expect(await inHours(1)).toEqual([1]);
    expect(await inHours(2)).toEqual([3, 4]);
    expect(await inHours(3)).toEqual([2, 5]);
    expect(await inHours(12, 1)).toEqual([1, 6]);
    expect(await inHours(0)).toEqual([]);
  });

  test("where clocks go back over midnight the new day stays, and the hour is what clocks show", async () => {
    // In St. John's clocks went back from 0:01 on Sunday 7 November 2010 to 23:01.
    const happened = at("2010-11-07T02:29:59.999Z", "2010-11-07T02:30:30.000Z", "2010-11-07T02:45:00Z", "2010-11-07T03:30:00Z");
    const zone = "America/St_Johns";
    expect(await members(happened, { event: "View", where: own("hour_in", [23]) }, zone)).toEqual([1, 3]);
    expect(await members(happened, { event: "View", where: own("hour_in", [0]) }, zone)).toEqual([2, 4]);
    expect(await members(happened, { event: "View", where: own("weekday_in", [6]) }, zone)).toEqual([1]);
    expect(await members(happened, { event: "View", where: own("weekday_in", [7]) }, zone)).toEqual([2, 3, 4]);
  });

  test("has its hour and weekday before 1970, with offsets of seconds", async () => {
    // Amsterdam was 19 minutes and 32 seconds ahead of UTC.
    const happened = at("1930-01-05T23:40:27Z", "1930-01-05T23:40:28Z", "2024-01-01T00:00:00Z");
    const zone = "Europe/Amsterdam";
    expect(await members(happened, { event: "View", where: own("hour_in", [0]) }, zone)).toEqual(OLD_AMSTERDAM ? [2] : []);
    expect(await members(happened, { event: "View", where: own("weekday_in", [1]) }, zone)).toEqual(OLD_AMSTERDAM ? [2, 3] : [3]);
  });
});

/** Zones of newer years give Amsterdam the past of Brussels. */
const OLD_AMSTERDAM = new Date(Date.UTC(1930, 0, 6)).toLocaleTimeString("en-GB", { timeZone: "Europe/Amsterdam" }) === "00:19:32";

function atLeast(value: number): Pick<ItemCondition, "op" | "value"> {
  return { op: "at_least", value };
}

async function members(happened: readonly EventRow[], condition: Omit<EventCondition, "kind">, timeZone = "UTC"): Promise<number[]> {
  const catalog = await tables.fill({ events: EVENTS, customers: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => ({ id })), happened });
  return tables.members(eventSet({ kind: "event", ...condition }, { catalog, now: NOW, timeZone, segments: new Map() }));
}
