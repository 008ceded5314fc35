import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Endpoint, parseEndpoints } from "../../src/engine/endpoint.ts";
import { takeOwnership } from "../../src/engine/owner.ts";
import { openRemoteEngine } from "../../src/engine/remote-engine.ts";
import { SCRATCH } from "../../src/engine/schema.ts";
import { count } from "../../src/results/audience.ts";
import { explain } from "../../src/results/explain.ts";
import { benchOn, type TestBench } from "../support/bench.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { eventually, text } from "./node.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const endpoint = (): Endpoint => {
  const [first] = parseEndpoints("CLICKHOUSE_URL", server.url);
  if (first === undefined) throw new Error("no address");
  return first;
};
const open = (id: string) => openRemoteEngine({ endpoints: [endpoint()], owner: { id, place: `the place of ${id}` } });
const bought = { kind: "event", event: "buy" } as const;

describe("a server of the user's own", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await benchOn(await open("first"));
  });
  afterAll(() => bench.close());

  test("takes imports and answers questions as the local engine does", async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `c${at % 1_000},buy,2025-01-0${(at % 9) + 1},${at}`);
    await bench.importText("events", "csv", ["customer_id,event,time,amount", ...rows].join("\n"));
    await bench.importText("customers", "csv", "customer_id,city\nc1,Rome\nnew,Oslo\n");
    expect(await count(bench, { where: bought })).toMatchObject({ count: 1_000, base: 1_001 });
    expect(await explain(bench, { where: { kind: "attribute", attribute: "city", op: "equals", value: "oslo" } }, "new")).toMatchObject({ isIn: true });
  });

  test("may be ended and started again: the sets that it held in memory are computed anew", async () => {
    const rome = { kind: "attribute", attribute: "city", op: "equals", value: "Rome" } as const;
    const both = { kind: "any", of: [bought, rome] } as const;
    expect(await count(bench, { where: both })).toMatchObject({ count: 1_000 });
    const epoch = await bench.storage.engine.epoch();
    await server.kill();
    await server.start();
    expect(await count(bench, { where: both })).toMatchObject({ count: 1_000 });
    expect(await bench.storage.engine.epoch()).toBeGreaterThan(epoch);
  });

  test("that is away while a question comes is waited for", async () => {
    await server.kill();
    const counting = count(bench, { where: { kind: "all", of: [bought, { kind: "attribute", attribute: "city", op: "is_known" }] } });
    await server.start();
    expect(await counting).toMatchObject({ count: 1 });
  });

  test("is held by one Coterie: another is refused, and told by whom", async () => {
    await expect(open("second")).rejects.toMatchObject({ code: "engine_taken", message: expect.stringContaining("the place of first") });
  });

  test("does not take what a process writes that was left behind", async () => {
    const other = await benchOn(await open("first"));
    await other.importText("customers", "csv", "customer_id,city\nlater,Bonn\n");
    await expect(bench.importText("customers", "csv", "customer_id,city\nbehind,Bern\n")).rejects.toMatchObject({ code: "engine_taken" });
    await other.close();
  });
});

test("a server is free at once when its Coterie ends, and rid of what a killed one left in memory", async () => {
  const ended = await open("ended");
  await ended.close();
  const killed = await open("killed");
  await killed.engine.run(text(`CREATE TABLE ${SCRATCH}.set_old (members UInt8) ENGINE = Memory`));
  const next = await open("killed");
  expect(await next.engine.rows(text(`SELECT name FROM system.tables WHERE database = '${SCRATCH}' AND NOT startsWith(name, 'alive_')`))).toEqual([]);
  await next.close();
});

test("a server that another Coterie took while this one could not renew is given up, for questions too", async () => {
  const running = await open("paused");
  const ownership = await takeOwnership(running.engine, { id: "paused", place: "here" }, 50);
  expect(() => ownership.requireSure()).not.toThrow();
  await running.engine.run(text("INSERT INTO owners SELECT 'other', 'the other place', now64(6), now64(6) + toIntervalSecond(60)"));
  await eventually(20, () => refuses(() => ownership.requireHeld()));
  expect(() => ownership.requireHeld()).toThrow(expect.objectContaining({ code: "engine_taken", message: expect.stringContaining("the other place") }));
  await running.engine.run(text("INSERT INTO owners SELECT 'other', 'the other place', now64(6), now64(6)"));
  await ownership.release();
  await running.close();
});

function refuses(task: () => void): boolean {
  try {
    task();
    return false;
  } catch {
    return true;
  }
}

test("a wrong password is told of without telling it", async () => {
  const wrong = { ...endpoint(), password: "not-the-password" };
  const failure = await openRemoteEngine({ endpoints: [wrong], owner: { id: "wrong", place: "here" } }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "engine_failed", hint: expect.stringContaining("CLICKHOUSE_URL") });
  expect(JSON.stringify(failure)).not.toContain("not-the-password");
});

describe("CLICKHOUSE_URL", () => {
  test("gives user and password apart from what may be shown", () => {
    expect(parseEndpoints("CLICKHOUSE_URL", "https://me:p%40ss@host:8443/, http://other:8123")).toEqual([
      { url: "https://host:8443", user: "me", password: "p@ss", headers: {}, idleMs: 2_500 },
      { url: "http://other:8123", user: "default", password: "", headers: {}, idleMs: 2_500 },
    ]);
  });

  test.each(["host:8123", "tcp://host:9000", "http://me:secret@host:8123/shop", "http://me:secret@host?database=shop", ","])(
    "%s is refused, without telling the password",
    (address) => {
      const refused = () => parseEndpoints("CLICKHOUSE_URL", address);
      expect(refused).toThrow(expect.objectContaining({ code: "invalid_config" }));
      expect(refused).not.toThrow(/secret/);
    },
  );
});
