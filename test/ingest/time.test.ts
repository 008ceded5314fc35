import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportReport } from "../../src/ingest/request.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { eventsOf } from "./stored.ts";

const TAKEN: readonly (readonly [text: string, instant: string])[] = [
  ["2020-01-01", "2020-01-01T00:00:00.000Z"],
  ["2020-01-01T10:00", "2020-01-01T10:00:00.000Z"],
  ["2020-01-01 10:00:00", "2020-01-01T10:00:00.000Z"],
  ["2020-01-01t10:00:00z", "2020-01-01T10:00:00.000Z"],
  ["2020-01-01T10:00:00.1Z", "2020-01-01T10:00:00.100Z"],
  ["2020-01-01T10:00:00.1239Z", "2020-01-01T10:00:00.123Z"],
  ["2020-01-01T10:00:00.123456789+01:00", "2020-01-01T09:00:00.123Z"],
  ["2020-01-01T10:00:00 +02:00", "2020-01-01T08:00:00.000Z"],
  ["2020-01-01T10:00:00+0530", "2020-01-01T04:30:00.000Z"],
  ["2020-01-01T10:00:00-03", "2020-01-01T13:00:00.000Z"],
  ["2020-02-29T23:59:59.999-14:00", "2020-03-01T13:59:59.999Z"],
  ["1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"],
  ["1950-06-01T12:00:00.000999Z", "1950-06-01T12:00:00.000Z"],
  ["1900-01-01", "1900-01-01T00:00:00.000Z"],
  ["1900-01-01T05:00:00+05:00", "1900-01-01T00:00:00.000Z"],
  ["2299-12-31T23:59:59.9999Z", "2299-12-31T23:59:59.999Z"],
];

const REFUSED = [
  "1899-12-31T23:59:59.999Z",
  "1900-01-01T04:59:59+05:00",
  "2300-01-01",
  "2299-12-31T23:00:00-05:00",
  "2021-02-29",
  "2020-00-10",
  "2020-01-01T24:00",
  "2020-01-01T10:60:00",
  "2020-01-01T10:00:60Z",
  "2020-01-01T10:00:00+24:00",
  "2020-01-01T10:00:00+01:60",
  "2020-01-01T10",
  "2020-1-1",
  "20200101",
  "1577836800",
  "01/02/2020",
  " 2020-01-01",
  "2020-01-01T10:00:00Z[UTC]",
  "now",
];

describe("the time of an event", () => {
  let bench: TestBench;
  let taken: readonly Readonly<Record<string, unknown>>[];
  let refused: ImportReport;
  beforeAll(async () => {
    bench = await openTestBench();
    const rows = TAKEN.map(([text], at) => `c,taken,${text},${at}`);
    await bench.importText("events", "csv", ["customer_id,event,time,at", ...rows].join("\n"));
    taken = await eventsOf(bench, "taken");
    refused = await bench.importText("events", "csv", ["customer_id,event,time", ...REFUSED.map((text) => `c,refused,${text}`)].join("\n"));
  });
  afterAll(() => bench.close());

  it.each(TAKEN.map(([text, instant], at) => ({ text, instant, at })))("$text is $instant", ({ instant, at }) => {
    expect(taken.find((event) => event["at"] === at)?.["time"]).toBe(instant);
  });

  it.each(REFUSED.map((text, at) => ({ text, at })))("$text is refused", ({ text, at }) => {
    expect(refused.rejects[at]).toEqual({ line: at + 2, reason: `time: "${text}" is not a datetime` });
  });

  it("makes the oldest and the newest of its name in the catalog", () => {
    expect(bench.storage.catalog.events).toMatchObject([
      { name: "taken", count: TAKEN.length, oldest: Date.UTC(1900, 0, 1), newest: Date.UTC(2299, 11, 31, 23, 59, 59, 999) },
    ]);
  });
});
