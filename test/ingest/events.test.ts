import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { eventsOf, typeOf } from "./stored.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const events = (text: string, types?: string) => bench.importText("events", "csv", text, { ...(types && { types }) });

describe("a message id", () => {
  it("counts once inside a file, the first time that its row is accepted", async () => {
    const report = await events(
      "customer_id,event,time,message_id,n\na,once,2025-01-01,m1,x\na,once,never,m2,2\na,once,2025-01-02,m2,3\nb,once,2025-01-03,m1,4\nb,once,2025-01-04,,5\nb,once,2025-01-04,,5\n",
    );
    expect(report).toMatchObject({ read: 6, accepted: 4, rejected: 1, duplicates: 1, customers: 2 });
    expect((await eventsOf(bench, "once")).map(({ n }) => n)).toEqual(["x", "3", "5", "5"]);
  });

  it("counts once across files and formats, whoever's event it is", async () => {
    const report = await bench.importText(
      "events",
      "ndjson",
      '{"message_id":"m1","customer_id":"new","event":"other","time":"2025-02-01"}\n{"message_id":"m9","customer_id":"a","event":"once","time":"2025-02-01","n":"9"}',
    );
    expect(report).toMatchObject({ accepted: 1, duplicates: 1, customers: 1 });
    expect(bench.storage.catalog).toMatchObject({ customers: 2, events: [{ name: "once", count: 5 }] });
  });
});

it("the oldest and the newest event are told however many files there were before, also from before 1970", async () => {
  for (let file = 1; file <= 6; file += 1) {
    await events(`customer_id,event,time\na,aged ${file},2024-03-20\nb,aged ${file},1969-12-31T23:59:59.999Z\nc,aged ${file},2024-03-25\n`);
  }
  const times = bench.storage.catalog.events.filter(({ name }) => name.startsWith("aged")).map(({ oldest, newest }) => [oldest, newest]);
  expect(times).toEqual(Array.from({ length: 6 }, () => [-1, Date.UTC(2024, 2, 25)]));
});

describe("events without a message id", () => {
  const file = "customer_id,event,time\na,plain,2025-01-01\na,plain,2025-01-01\nc,plain,2025-01-02\n";

  it("stay apart when their rows are equal", async () => {
    expect(await events(file)).toMatchObject({ accepted: 3, duplicates: 0 });
  });

  it("are not added by the same file again, and the data version stays", async () => {
    const { version } = bench.storage.catalog;
    expect(await events(file)).toMatchObject({ read: 3, accepted: 0, duplicates: 3, customers: 0 });
    expect(bench.storage.catalog.version).toBe(version);
  });

  it("are added by a file with other content", async () => {
    expect(await events(`${file}d,plain,2025-01-03\n`)).toMatchObject({ accepted: 4, duplicates: 0 });
    expect(bench.storage.catalog.events.find(({ name }) => name === "plain")).toMatchObject({ count: 7 });
  });

  it("rejected at first, are added by the same file once they can be read", async () => {
    const text = "customer_id,event,time,level\na,typed,2025-01-01,high\na,typed,2025-01-02,3\n";
    expect(await events(text, "level=number")).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await events(text.replace("high", "4"))).toMatchObject({ accepted: 2 });
    expect(await events(text)).toMatchObject({ accepted: 0, rejected: 1, duplicates: 1 });
  });
});

describe("a property", () => {
  it("may have a type of its own for each event of a file", async () => {
    const report = await events("customer_id,event,time,value\na,e1,2025-01-01,5\na,e2,2025-01-01,big\na,e3,2025-01-01,6\na,e4,2025-01-01,\n");
    expect(report).toMatchObject({ accepted: 4, rejected: 0 });
    expect(report.columns.filter(({ name }) => name === "value").map(({ type }) => type).sort()).toEqual(["number", "text"]);
    expect(typeOf(bench, "value", "e1")).toEqual({ kind: "value", of: "number" });
    expect(typeOf(bench, "value", "e2")).toEqual({ kind: "value", of: "text" });
    expect(typeOf(bench, "value", "e4")).toBeUndefined();
    expect(await eventsOf(bench, "e2")).toEqual([{ time: "2025-01-01T00:00:00.000Z", value: "big" }]);
  });

  it("keeps its type in later files, and what is not of it is rejected", async () => {
    const report = await events("customer_id,event,time,value\na,e1,2025-01-02,big\na,e2,2025-01-02,5\na,e4,2025-01-02,2024-01-01\n");
    expect(report).toMatchObject({ accepted: 2, rejects: [{ line: 2, reason: 'value: "big" is not a number' }] });
    expect(typeOf(bench, "value", "e4")).toEqual({ kind: "value", of: "date" });
  });

  it("that is known as another type can't be given one: the file is refused", async () => {
    const before = bench.storage.catalog;
    await expect(events("customer_id,event,time,value\na,e1,2025-01-03,5\n", "value=text")).rejects.toMatchObject({
      code: "type_conflict",
      message: '"value" of "e1" is number already, not text.',
    });
    expect(bench.storage.catalog).toBe(before);
  });
});

it("the columns of customer, event and time may have other names", async () => {
  const report = await bench.importText("events", "csv", "who;what;when\nz;renamed;2025-01-01\n", {
    columns: { customer: "who", event: "what", time: "when" },
  });
  expect(report).toMatchObject({ accepted: 1 });
  await expect(events("who,event,time\nz,x,2025-01-01\n")).rejects.toMatchObject({ code: "missing_column" });
  await expect(events("customer_id,what,time\nz,x,2025-01-01\n")).rejects.toMatchObject({ code: "missing_column" });
  await expect(events("customer_id,event,when\nz,x,2025-01-01\n")).rejects.toMatchObject({ code: "missing_column" });
});

it("a row without customer, event or time is rejected with what it lacks", async () => {
  const report = await events("customer_id,event,time\n,x,2025-01-01\nz,,2025-01-01\nz,x,\n");
  expect(report.rejects.map(({ reason }) => reason)).toEqual(["no customer key", "no event name", "no time"]);
});

it("all rejects are told in the order of the file, the report holds the first hundred", async () => {
  const told: number[] = [];
  const rows = Array.from({ length: 250 }, (_, at) => `c,many,${at % 2 === 0 ? "never" : "2025-01-01"}`);
  const report = await bench.importText("events", "csv", ["customer_id,event,time", ...rows].join("\n"), {
    onReject: ({ line }) => told.push(line),
  });
  expect(report).toMatchObject({ read: 250, accepted: 125, rejected: 125 });
  expect(report.rejects).toHaveLength(100);
  expect(told).toEqual(Array.from({ length: 125 }, (_, at) => at * 2 + 2));
});
