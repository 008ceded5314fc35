import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { connect } from "../../src/engine/client.ts";
import { findEngineProgram } from "../../src/engine/library.ts";
import { startLocalNode } from "../../src/engine/local-node.ts";
import { closeAll } from "../../src/engine/opening.ts";
import { Supervisor } from "../../src/engine/supervisor.ts";
import { count } from "../../src/results/audience.ts";
import { findServer, writeServerFile } from "../../src/server-file.ts";
import { openData } from "../../src/wire.ts";
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
    for (let time = 1; time <= 2; time += 1) {
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

describe("an engine that does not answer", () => {
  const folder = temporaryFolder();
  const binary = join(folder.path, "silent");
  const pids = join(folder.path, "pids");
  // What it starts keeps its output open, also when it is gone itself.
  writeFileSync(binary, `#!/bin/sh\nsleep 600 &\necho $! $$ >> ${pids}\nwait\n`, { mode: 0o755 });
  const options = { ...nodeOptions(folder.path), program: findEngineProgram(binary) };
  const left = () => readFileSync(pids, "utf8").trim().split(/\s+/).map(Number).filter(isAlive);
  afterAll(() => folder.dispose());

  it("is given up after its time, with a reason, and nothing is left of it", async () => {
    await expect(startLocalNode({ ...options, bootMs: 300 })).rejects.toMatchObject({
      code: "engine_start_failed",
      message: "The engine did not start: no answer within 0.3 s.",
    });
    await eventually(5, () => left().length === 0);
  });

  it("is not waited for once it is not wanted any more", async () => {
    const end = new AbortController();
    const starting = Supervisor.start(options, undefined, end.signal);
    await eventually(5, () => left().length === 2);
    end.abort();
    await expect(starting).rejects.toMatchObject({ code: "engine_closed" });
    await eventually(5, () => left().length === 0);
  });

  it("keeps a data directory no longer than it may take to open, which is free again then", async () => {
    const dataDir = join(folder.path, "opened");
    const config = readConfig({ CLICKHOUSE_BIN: binary });
    const open = () => openData({ dataDir, config, log: () => undefined, patience: { openMs: 300, closeMs: 2_000 } });
    for (let time = 1; time <= 2; time += 1) await expect(open()).rejects.toMatchObject({ code: "opening_timeout", hint: expect.stringMatching(/doctor/) });
    await eventually(5, () => left().length === 0);
  });

  it("is told of when it takes a connection and says nothing", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
    const endpoint = { url, user: "app", password: "", headers: {}, idleMs: 1_000 };
    const connecting = connect(endpoint, { database: "coterie", connections: 1, settings: {}, firstAnswerMs: 100 });
    await expect(connecting).rejects.toMatchObject({ code: "engine_gone", message: expect.stringContaining("within 0.1 s") });
    const dataDir = join(folder.path, "served");
    mkdirSync(dataDir);
    writeServerFile(dataDir, { address: url, pid: process.pid, token: "x" });
    expect(await findServer(dataDir, 100)).toBe(undefined);
    server.close();
  });
});

it("what does not end keeps nothing else from being closed", async () => {
  const closedThen: string[] = [];
  const closers = [() => void closedThen.push("first"), () => new Promise<void>(() => undefined), () => void closedThen.push("last")];
  await expect(closeAll(closers, 20)).rejects.toMatchObject({ code: "closing_timeout" });
  expect(closedThen).toEqual(["last", "first"]);
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
