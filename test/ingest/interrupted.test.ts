import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Storage } from "../../src/engine/storage.ts";
import type { ImportPhase } from "../../src/ingest/request.ts";
import { count } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { LONG } from "../support/long.ts";
import { typeOf } from "./stored.ts";

const ROWS = 4_000;
const CUSTOMERS = 1_000;

let bench: TestBench;
let before: { customers: number; events: number };
beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("events", "csv", "customer_id,event,time\nfirst,buy,2025-01-01\n");
  before = { customers: 1, events: 1 };
});
afterAll(() => bench.close());

/** Events of as many new customers, and with a property that no file before had. */
function file(name: string): string {
  const rows = Array.from({ length: ROWS }, (_, at) => `${name}${at % CUSTOMERS},buy,2024-0${(at % 2) + 1}-15,${at}`);
  return [`customer_id,event,time,${name}`, ...rows].join("\n");
}

async function* inPieces(text: string, at: () => Promise<void> | void): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const half = Math.floor(bytes.length / 2);
  yield bytes.subarray(0, half);
  await at();
  yield bytes.subarray(half);
}

/** With a new supervisor: one whose engine dies again and again starts it later and later. */
async function reopen(): Promise<void> {
  await bench.local.close();
  bench = await openTestBench(bench.directory);
}

const numbers = async () => {
  const [stored] = await bench.storage.engine.rows({
    text: "SELECT (SELECT count() FROM customers) AS customers, (SELECT uniqExact(id) FROM keys) AS keys, (SELECT count() FROM events) AS events",
    params: {},
    lists: [],
  });
  const { catalog } = bench.storage;
  expect(stored).toEqual({ customers: catalog.customers, keys: catalog.customers, events: catalog.events[0]?.count });
  const receipt = await count(bench, { where: { kind: "event", event: "buy" } });
  expect(receipt).toMatchObject({ count: catalog.customers, base: catalog.customers });
  return { customers: catalog.customers, events: catalog.events[0]?.count };
};

async function leftovers(): Promise<number> {
  const [row] = await bench.storage.engine.rows({
    text: "SELECT count() AS count FROM system.tables WHERE startsWith(name, 'import_')",
    params: {},
    lists: [],
  });
  return Number(row?.["count"]);
}

async function importing(name: string, at: Moment, act: () => void, signal?: AbortSignal): Promise<"done" | "failed"> {
  const text = file(name);
  const source = inPieces(text, () => {
    if (at === "half read") act();
  });
  try {
    await bench.importer.import(
      { kind: "events", format: "csv", source, name, columns: {} },
      {
        signal,
        onProgress: ({ phase }) => {
          if (phase === at) act();
          else if (typeof at === "object" && phase === at.after) setTimeout(act, at.milliseconds);
        },
      },
    );
    return "done";
  } catch (error) {
    if (signal === undefined) expect(error).toMatchObject({ code: "engine_gone" });
    return "failed";
  }
}

type Moment = ImportPhase | "half read" | { readonly after: ImportPhase; readonly milliseconds: number };

const MOMENTS: readonly (readonly [name: string, moment: Moment])[] = [
  ["while the file is read", "half read"],
  ["when it is stored", "storing"],
  ["just before the commit", { after: "publishing", milliseconds: 15 }],
  ["while the commit is carried out", { after: "publishing", milliseconds: 40 }],
  ["when it is checked", "checking"],
  ["while it is checked", { after: "checking", milliseconds: 60 }],
  ["when it becomes visible", "publishing"],
];
/** Each kill takes an engine: in the ordinary run those that leave the most behind. */
const KILLS = MOMENTS.slice(0, LONG ? undefined : 4);

describe("an import whose engine is killed", () => {
  it.each(KILLS.map(([words, moment], at) => ({ words, moment, name: `k${at}_` })))(
    "$words fails or is whole; run again, every row is there once",
    async ({ moment, name }) => {
      const ended = await importing(name, moment, () => process.kill(Number(bench.local.pid()), "SIGKILL"));
      const whole = { customers: before.customers + CUSTOMERS, events: before.events + ROWS };
      const seen = await numbers();
      if (ended === "done") expect(seen).toEqual(whole);
      else expect([before, whole]).toContainEqual(seen);
      await bench.importText("events", "csv", file(name));
      expect(await numbers()).toEqual(whole);
      expect(await leftovers()).toBe(0);
      before = whole;
      await reopen();
    },
  );
});

describe("an import whose caller goes away", () => {
  it.each([
    ["while the file is read", "half read"],
    ["when it is checked", "checking"],
    ["when it is stored", "storing"],
  ] as const)("%s leaves nothing", async (_, moment) => {
    const cancel = new AbortController();
    const catalog = bench.storage.catalog;
    expect(await importing("gone", moment, () => cancel.abort(), cancel.signal)).toBe("failed");
    expect(bench.storage.catalog).toBe(catalog);
    expect(typeOf(bench, "gone", "buy")).toBeUndefined();
    expect(await numbers()).toEqual(before);
    expect(await leftovers()).toBe(0);
  });

  it("takes no new source while it waits for its turn", async () => {
    const cancel = new AbortController();
    const first = bench.importText("customers", "csv", "customer_id\nfirst\n");
    const second = bench.importText("customers", "csv", "customer_id\nnever\n", { signal: cancel.signal });
    cancel.abort();
    await expect(second).rejects.toThrow();
    expect(await first).toMatchObject({ accepted: 1 });
    expect(await numbers()).toEqual(before);
  });
});

it("an import tells of its phases in their order, of bytes, rows, rate and time left", async () => {
  const told: { phase: string; bytes: number; rows: number }[] = [];
  const text = file("progress");
  await bench.importer.import(
    { kind: "events", format: "csv", source: inPieces(text, () => undefined), bytes: text.length, name: "progress", columns: {} },
    { onProgress: (progress) => told.push(progress) },
  );
  expect([...new Set(told.map(({ phase }) => phase))]).toEqual(["reading", "checking", "storing", "publishing"]);
  expect(told[0]).toMatchObject({ phase: "reading", rate: expect.any(Number), secondsLeft: expect.any(Number) });
  expect(told.at(-1)).toMatchObject({ bytes: text.length, rows: ROWS });
});

describe("storage that is opened", () => {
  it("carries out a commit that was decided, once, and drops what a dead import has left", async () => {
    const { engine } = bench.storage;
    const run = (statement: string) => engine.run({ text: statement, params: {}, lists: [] });
    const manifest = bench.storage.manifest;
    const number = manifest.nextImport;
    const id = manifest.nextId;
    await run(`CREATE TABLE import_${number}_keys AS keys`);
    await run(`INSERT INTO import_${number}_keys VALUES ('decided', ${id}, ${number})`);
    await run(`CREATE TABLE import_${number}_customers AS customers`);
    await run(`INSERT INTO import_${number}_customers (id, key, import) VALUES (${id}, 'decided', ${number})`);
    await run(`INSERT INTO customers (id, key, import) VALUES (${id}, 'decided', ${number})`);
    await run("CREATE TABLE import_999_raw (row UInt64) ENGINE = MergeTree ORDER BY row");
    await run("ALTER TABLE events ADD COLUMN p9999 Nullable(String)");
    const catalog = { ...manifest.catalog, version: manifest.catalog.version + 1, customers: manifest.catalog.customers + 1 };
    const staged = { keys: `import_${number}_keys`, customers: `import_${number}_customers` };
    const decided = { ...manifest, catalog, nextId: id + 1, nextImport: number + 1, pending: { import: number, staged } };
    const [newest] = await engine.rows({ text: "SELECT max(version) AS version FROM manifest", params: {}, lists: [] });
    await engine.run({
      text: "INSERT INTO manifest SELECT {version:UInt64}, {document:String}",
      params: { version: { type: "UInt64", value: Number(newest?.["version"]) + 1 }, document: { type: "String", value: JSON.stringify(decided) } },
      lists: [],
    });

    const opened = await Storage.open(bench.storage.layout);
    expect(opened.manifest).toMatchObject({ nextId: id + 1, nextImport: number + 1, pending: null });
    expect(opened.catalog).toEqual(catalog);
    const rows = await engine.rows({ text: "SELECT id FROM customers WHERE key = 'decided'", params: {}, lists: [] });
    expect(rows).toEqual([{ id }]);
    expect(await leftovers()).toBe(0);
    const columns = await engine.rows({ text: "SELECT name FROM system.columns WHERE table = 'events' AND name = 'p9999'", params: {}, lists: [] });
    expect(columns).toEqual([]);
    expect((await Storage.open(bench.storage.layout)).manifest).toEqual(opened.manifest);
  });

  it("is read by nobody while a commit is half carried out, not even by who waited for it", async () => {
    const storage = await Storage.open(bench.storage.layout);
    const { engine, manifest } = storage;
    const { nextImport: number, nextId: id, catalog } = manifest;
    const run = (statement: string) => engine.run({ text: statement, params: {}, lists: [] });
    const stored = () =>
      storage.read(() => engine.rows({ text: "SELECT (SELECT count() FROM keys) AS keys, (SELECT count() FROM customers) AS customers", params: {}, lists: [] }));
    const staged = { keys: `import_${number}_keys`, customers: `import_${number}_customers` };
    await run(`CREATE TABLE ${staged.keys} AS keys`);
    await run(`INSERT INTO ${staged.keys} VALUES ('half', ${id}, ${number})`);
    await run(`CREATE TABLE ${staged.customers} (id UInt32) ENGINE = MergeTree ORDER BY id`);
    await run(`INSERT INTO ${staged.customers} VALUES (${id})`);
    const all = catalog.customers + 1;
    const next = { catalog: { ...catalog, version: catalog.version + 1, customers: all }, nextId: id + 1, nextColumn: manifest.nextColumn, nextImport: number + 1 };

    let leave = (): void => undefined;
    const inside = new Promise<void>((entered) => {
      void storage.read(() => new Promise<void>((left) => {
        leave = left;
        entered();
      }));
    });
    await inside;
    const commit = storage.commit(next, { import: number, staged });
    const waiting = stored();
    leave();
    await expect(commit).rejects.toMatchObject({ code: "engine_failed" });
    await expect(waiting).rejects.toMatchObject({ code: "engine_failed" });
    await run(`DROP TABLE ${staged.customers} SYNC`);
    await run(`CREATE TABLE ${staged.customers} AS customers`);
    await run(`INSERT INTO ${staged.customers} (id, key, import) VALUES (${id}, 'half', ${number})`);
    expect(await stored()).toEqual([{ keys: all, customers: all }]);
  });

  it("gives every customer an id of its own, and none of them again", async () => {
    const [ids] = await bench.storage.engine.rows({
      text: "SELECT count() AS all, uniqExact(id) AS different, uniqExact(key) AS keys FROM keys",
      params: {},
      lists: [],
    });
    expect(ids).toMatchObject({ different: ids?.["all"], keys: ids?.["all"] });
  });
});
