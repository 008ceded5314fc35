import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEngineProgram } from "../../src/engine/library.ts";
import { Supervisor } from "../../src/engine/supervisor.ts";
import { count } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { eventually, isAlive, nodeOptions, temporaryFolder, text } from "./node.ts";

describe("a node that is killed", () => {
  const folder = temporaryFolder();
  let supervisor: Supervisor;
  const ends: string[] = [];
  beforeAll(async () => {
    supervisor = await Supervisor.start(nodeOptions(folder.path), (said) => ends.push(said));
  });
  afterAll(async () => {
    await supervisor.close();
    folder.dispose();
  });

  it("is started again with another password and a later epoch", async () => {
    const before = await supervisor.target();
    const pid = Number(supervisor.pid);
    process.kill(pid, "SIGKILL");
    await eventually(10, async () => (await supervisor.target()).epoch > before.epoch);
    const after = await supervisor.target();
    expect(after.endpoint.password).not.toBe(before.endpoint.password);
    expect(after.endpoint.headers).not.toEqual(before.endpoint.headers);
    expect(supervisor.pid).not.toBe(pid);
    expect(isAlive(pid)).toBe(false);
    expect(ends).toHaveLength(1);
  });

  it("is not started again once it is closed, and ends within two seconds", async () => {
    const pid = Number(supervisor.pid);
    const startedAt = performance.now();
    await supervisor.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(isAlive(pid)).toBe(false);
    await expect(supervisor.target()).rejects.toMatchObject({ code: "engine_closed" });
  });
});

describe("a node that does not start", () => {
  const folder = temporaryFolder();
  const data = join(folder.path, "data");
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await Supervisor.start(nodeOptions(folder.path));
  });
  afterAll(async () => {
    await supervisor.close();
    folder.dispose();
  });

  it("is told of, tried again for each who asks, and runs once the reason is gone", async () => {
    const { epoch } = await supervisor.target();
    renameSync(data, `${data}-away`);
    writeFileSync(data, "no directory");
    process.kill(Number(supervisor.pid), "SIGKILL");
    await eventually(10, () => supervisor.target().then(() => false, () => true));
    for (let time = 1; time <= 4; time += 1) {
      await expect(supervisor.target()).rejects.toMatchObject({ code: "engine_start_failed", hint: expect.stringMatching(/again/) });
    }
    rmSync(data);
    renameSync(`${data}-away`, data);
    expect((await supervisor.target()).epoch).toBeGreaterThan(epoch);
  });
});

describe("a program that does not exist", () => {
  it("is told of before anything is started", () => {
    expect(() => findEngineProgram("/nowhere/clickhouse")).toThrow(expect.objectContaining({ code: "engine_missing" }));
  });
});

describe("questions while the engine is killed", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await openTestBench();
    const rows = Array.from({ length: 3_000 }, (_, at) => `c${at % 1_000},buy,2025-01-0${(at % 9) + 1},${at}`);
    await bench.importText("events", "csv", ["customer_id,event,time,amount", ...rows].join("\n"));
  });
  afterAll(() => bench.close());

  const kill = () => process.kill(Number(bench.local.pid()), "SIGKILL");
  const asking = (value: number) =>
    count(bench, { where: { kind: "event", event: "buy", where: { kind: "property", property: "amount", op: "at_least", value } } });

  it("a read that is running is run again and answers right", async () => {
    const { engine } = bench.storage;
    const running = engine.rows(text("SELECT count() AS count, sleep(1) AS slept FROM events"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    kill();
    expect(await running).toMatchObject([{ count: 3_000 }]);
  });

  it("counts answer right, whenever the engine dies, and sets are computed anew", async () => {
    expect(await asking(2_500)).toMatchObject({ count: 500 });
    const epoch = await bench.storage.engine.epoch();
    const counts = Promise.all([asking(2_500), asking(2_999), asking(0)]);
    kill();
    expect((await counts).map((receipt) => receipt.count)).toEqual([500, 1, 1_000]);
    expect(await asking(2_500)).toMatchObject({ count: 500 });
    expect(await bench.storage.engine.epoch()).toBeGreaterThan(epoch);
  });
});
