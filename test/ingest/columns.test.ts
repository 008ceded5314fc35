import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf, eventsOf } from "./stored.ts";

const DICTIONARY = "LowCardinality(Nullable(String))";
const PLAIN = "Nullable(String)";
const MANY = 6_000;

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

it("a column of few different texts keeps a dictionary, one of many does not", async () => {
  await bench.importText("customers", "csv", csv("customer_id,city,email", MANY, (row) => [`c${row}`, `city ${row % 50}`, `${row}@example.com`]));
  expect(await storedTypes("customers")).toEqual({ city: DICTIONARY, email: PLAIN });
  expect(await attributesOf(bench, "c5999")).toEqual({ city: "city 49", email: "5999@example.com" });
});

it("it does without one once a file brings too many, and keeps what it holds", async () => {
  await bench.importText("customers", "csv", csv("customer_id,city", MANY, (row) => [`d${row}`, `town ${row}`]));
  expect(await storedTypes("customers")).toEqual({ city: PLAIN, email: PLAIN });
  expect(await attributesOf(bench, "c7")).toEqual({ city: "city 7", email: "7@example.com" });
  expect(await attributesOf(bench, "d5000")).toEqual({ city: "town 5000", email: null });
  await bench.importText("customers", "csv", "customer_id,city\nc7,Oslo\n");
  expect(await attributesOf(bench, "c7")).toEqual({ city: "Oslo", email: "7@example.com" });
  expect(await storedTypes("customers")).toEqual({ city: PLAIN, email: PLAIN });
});

it("properties of events likewise", async () => {
  const times = (row: number) => new Date(Date.UTC(2025, 0, 1) + row * 1_000).toISOString();
  await bench.importText("events", "csv", csv("customer_id,event,time,page", 10, (row) => ["c1", "View", times(row), `/p${row % 3}`]));
  expect(await storedTypes("events")).toEqual({ page: DICTIONARY });
  await bench.importText("events", "csv", csv("customer_id,event,time,page", MANY, (row) => ["c2", "View", times(row), `/q${row}`]));
  expect(await storedTypes("events")).toEqual({ page: PLAIN });
  const pages = (await eventsOf(bench, "View")).map(({ page }) => page);
  expect(pages).toHaveLength(MANY + 10);
  expect(new Set(pages).size).toBe(MANY + 3);
});

function csv(header: string, count: number, line: (row: number) => readonly string[]): string {
  return `${header}\n${Array.from({ length: count }, (_, row) => `${line(row).join(",")}\n`).join("")}`;
}

/** The engine's types of the columns of texts, by the names of what they hold. */
async function storedTypes(table: "customers" | "events"): Promise<Record<string, string>> {
  const { attributes, events } = bench.storage.catalog;
  const named = table === "customers" ? attributes : events.flatMap(({ properties }) => properties);
  const rows = await bench.storage.engine.rows({
    text: "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String}",
    params: { table: { type: "String", value: table } },
    lists: [],
  });
  const types = new Map(rows.map((row) => [row["name"], z.string().parse(row["type"])]));
  return Object.fromEntries(named.map(({ name, column }) => [name, types.get(column) ?? ""]));
}
