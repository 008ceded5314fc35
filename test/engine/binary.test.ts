import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEngineProgram } from "../../src/engine/library.ts";
import { openLocalEngine } from "../../src/engine/local-engine.ts";
import type { RunningEngine } from "../../src/engine/running-engine.ts";
import { eventually, isAlive, temporaryFolder, text } from "./node.ts";

const CHILD = fileURLToPath(new URL("../../src/engine/local-node-child.js", import.meta.url));

const folder = temporaryFolder();
const said = join(folder.path, "arguments");
let running: RunningEngine;
beforeAll(async () => {
  running = await openLocalEngine({ directory: join(folder.path, "engine"), binary: clickhouse(), memory: 600_000_000, threads: 2 });
});
afterAll(async () => {
  await running.close();
  folder.dispose();
});

/** A program that takes what `clickhouse local` takes: the packaged library is that program without its entry. */
function clickhouse(): string {
  const program = findEngineProgram(undefined);
  const path = join(folder.path, "clickhouse");
  const lines = ["#!/bin/sh", `echo "$1" > '${said}'`, "shift", `exec '${process.execPath}' '${CHILD}' '${program.path}' "$@"`];
  writeFileSync(path, `${lines.join("\n")}\n`);
  chmodSync(path, 0o700);
  return path;
}

describe("a binary of the user's own", () => {
  test("is started as `clickhouse local`, and answers", async () => {
    expect(readFileSync(said, "utf8")).toBe("local\n");
    expect(await running.engine.rows(text("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });

  test("is started again when it ends, and keeps what it stored", async () => {
    await running.engine.run(text("CREATE TABLE kept (id UInt32) ENGINE = MergeTree ORDER BY id"));
    await running.engine.run(text("INSERT INTO kept VALUES (7)"));
    const pid = Number(running.pid());
    process.kill(pid, "SIGKILL");
    await eventually(20, () => running.pid() !== pid);
    expect(await running.engine.rows(text("SELECT id FROM kept"))).toEqual([{ id: 7 }]);
  });

  test("ends with its app", async () => {
    const pid = Number(running.pid());
    await running.close();
    expect(isAlive(pid)).toBe(false);
  });
});
