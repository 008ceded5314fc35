import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockData } from "../../src/engine/data-lock.ts";
import { openLocalEngine } from "../../src/engine/local-engine.ts";
import { LONG } from "../support/long.ts";
import { eventually, isAlive, temporaryFolder, text } from "./node.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

it("a data directory is made for its owner alone, and opened by one at a time", () => {
  const directory = join(folder.path, "deep", "data");
  const lock = lockData(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(() => lockData(directory)).toThrow(
    expect.objectContaining({ code: "data_locked", message: expect.stringContaining(`process ${process.pid}`) }),
  );
  lock.release();
  lockData(directory).release();
  expect(readdirSync(directory)).toEqual([]);
});

it.each([
  ["of a process that is gone", "2147483646 12345\n"],
  ["of an earlier process with the same id", `${process.pid} 1\n`],
  ["without content", ""],
  ["of nonsense", "what\n"],
])("a lock %s is taken over", (_, content) => {
  if (process.platform !== "linux" && content.startsWith(`${process.pid}`)) return;
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(join(folder.path, "lock"), content);
  const lock = lockData(folder.path);
  expect(() => lockData(folder.path)).toThrow(expect.objectContaining({ code: "data_locked" }));
  lock.release();
});

const STATES: readonly (readonly [string, readonly string[]])[] = [
  ["idle", []],
  ["in the middle of a statement", ["SELECT sum(sipHash64(number)) FROM numbers(1000000000000)"]],
];

it.each(STATES.slice(0, LONG ? undefined : 1))("the engine, %s, ends soon after its parent was killed, the lock is taken over and the data opens again", async (_, statement) => {
  const holder = spawn(process.execPath, [join(import.meta.dirname, "lock-holder.js"), folder.path, ...statement], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: holder.stdout }), "line");
  const engine = Number(line);
  expect(isAlive(engine)).toBe(true);
  expect(() => lockData(folder.path)).toThrow(
    expect.objectContaining({ code: "data_locked", message: expect.stringContaining(`process ${holder.pid}`) }),
  );
  const exit = once(holder, "exit");
  holder.kill("SIGKILL");
  await exit;
  await eventually(15, () => !isAlive(engine));
  const lock = lockData(folder.path);
  const local = await openLocalEngine({ directory: join(folder.path, "engine"), memory: 600_000_000, threads: 2 });
  expect(await local.engine.rows(text("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  await local.close();
  lock.release();
});
