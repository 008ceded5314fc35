import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typeName } from "../../src/catalog/type-name.ts";
import { count } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf, eventsOf } from "./stored.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const lines = (...values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join("\n");

function typeOfProperty(event: string, name: string): string | undefined {
  const property = bench.storage.catalog.events.find((each) => each.name === event)?.properties.find((each) => each.name === name);
  return property && typeName(property.type);
}

describe("records of customers", () => {
  it("gain the fields that a later file has: older records have them as unknown", async () => {
    await bench.importText("customers", "ndjson", lines({ customer_id: "a", pets: [{ name: "Rex", age: 3 }] }, { customer_id: "b", pets: [{ name: "Tom" }] }));
    const report = await bench.importText(
      "customers",
      "ndjson",
      lines({ customer_id: "b", pets: [{ name: "Tom", tags: ["cat"], nothing: null }] }, { customer_id: "c", pets: [{ age: "old", tags: [] }] }),
    );
    expect(report.columns).toContainEqual({ name: "pets", type: "{age:number,name:text,tags:text[]}[]", decided: "known" });
    expect(report.rejects).toMatchObject([{ line: 2, reason: expect.stringContaining("is not a list of {age:number,name:text,tags:text[]}[] records") }]);
    expect(await attributesOf(bench, "a")).toEqual({ pets: [{ name: "Rex", age: 3, tags: [] }] });
    expect(await attributesOf(bench, "b")).toEqual({ pets: [{ name: "Tom", age: null, tags: ["cat"] }] });
  });

  it("keep what is stored where a row does not give them", async () => {
    await bench.importText("customers", "ndjson", lines({ customer_id: "a", pets: [{ name: "Max", colour: "red" }] }, { customer_id: "b", other: 1 }));
    expect(await attributesOf(bench, "b")).toMatchObject({ pets: [{ name: "Tom", age: null, tags: ["cat"], colour: null }] });
  });

  it("take a given type only when it is the known one, or that with more fields", async () => {
    const file = lines({ customer_id: "a", pets: [{ name: "Ivy", legs: 4 }] });
    const given = (types: string) => bench.importText("customers", "ndjson", file, { types });
    await expect(given("pets={name:text}[]")).rejects.toMatchObject({ code: "type_conflict" });
    await expect(given("pets=text[]")).rejects.toMatchObject({ code: "type_conflict" });
    await given("pets={legs:text,colour:text,age:number,name:text,tags:text[]}[]");
    expect(await attributesOf(bench, "a")).toMatchObject({ pets: [{ name: "Ivy", legs: "4" }] });
  });

  it("change nothing when the import fails", async () => {
    const before = bench.storage.catalog;
    const cancel = new AbortController();
    const importing = bench.importText("customers", "ndjson", lines({ customer_id: "a", pets: [{ wings: 2 }] }), {
      signal: cancel.signal,
      onProgress: ({ phase }) => {
        if (phase === "storing") cancel.abort();
      },
    });
    await expect(importing).rejects.toThrow();
    expect(bench.storage.catalog).toBe(before);
    expect(await attributesOf(bench, "a")).toMatchObject({ pets: [{ name: "Ivy", legs: "4" }] });
  });
});

describe("records of events", () => {
  const item = (event: string, day: number, ...items: readonly unknown[]) => ({ customer_id: "e", event, time: `2025-01-0${day}`, items });

  it("gain fields together in the events that share a column, and are asked about as before", async () => {
    await bench.importText("events", "ndjson", lines(item("cart", 1, { sku: "x", price: 5 }), item("order", 1, { sku: "y", price: 6 })));
    await bench.importText("events", "ndjson", lines(item("order", 2, { sku: "z", coupon: "spring" }), item("wish", 2, { sku: "w", price: 1 })));
    for (const event of ["cart", "order", "wish"]) expect(typeOfProperty(event, "items")).toBe("{price:number,sku:text,coupon:text}[]");
    expect(await eventsOf(bench, "order")).toEqual([
      { time: "2025-01-01T00:00:00.000Z", items: [{ f1: 6, f2: "y", f3: null }] },
      { time: "2025-01-02T00:00:00.000Z", items: [{ f1: null, f2: "z", f3: "spring" }] },
    ]);
    const asking = (property: string, value: string) =>
      count(bench, { where: { kind: "event", event: "order", where: { kind: "property", property, op: "equals", value } } });
    expect(await asking("items.coupon", "spring")).toMatchObject({ count: 1 });
    expect(await asking("items.sku", "y")).toMatchObject({ count: 1 });
  });

  it("gain only the fields that rows of the event have", async () => {
    await bench.importText("events", "ndjson", lines(item("gift", 3, { sku: "g" }), item("loan", 3, { until: "2025-05-05" })), {
      types: "items={sku:text,until:date}[]",
    });
    await bench.importText("events", "ndjson", lines(item("gift", 4, { sku: "h" }), item("cart", 4, { sku: "i", size: 3 })));
    expect(typeOfProperty("gift", "items")).toBe("{sku:text,until:date}[]");
    expect(typeOfProperty("cart", "items")).toBe("{price:number,sku:text,coupon:text,size:number}[]");
  });
});
