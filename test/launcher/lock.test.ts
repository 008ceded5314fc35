import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../scripts/lock.mjs";

const quiet = { waiting: () => {}, signal: new AbortController().signal };

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coterie-lock-"));
  file = join(folder, "prepare.lock");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("two that start at once work one after the other", async () => {
  const trace: string[] = [];
  const work = (name: string) => () =>
    withLock(file, quiet, async () => {
      trace.push(`${name} in`);
      await sleep(50);
      trace.push(`${name} out`);
    });
  await Promise.all(["a", "b", "c"].map((name) => work(name)()));
  for (let i = 0; i < trace.length; i += 2) {
    expect(trace[i + 1]).toBe(trace[i]?.replace("in", "out"));
  }
  expect(trace).toHaveLength(6);
  expect(existsSync(file)).toBe(false);
});

test("the lock is given back when the work fails", async () => {
  await expect(withLock(file, quiet, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(existsSync(file)).toBe(false);
});

test("the lock of a process that died is taken over at once, by one of several", async () => {
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  writeFileSync(file, `${pid} ${hostname()} 0 0`);
  let inside = 0;
  let most = 0;
  const started = performance.now();
  await Promise.all(
    [1, 2, 3].map(() =>
      withLock(file, quiet, async () => {
        most = Math.max(most, ++inside);
        await sleep(20);
        inside--;
      }),
    ),
  );
  expect(most).toBe(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("one that waits says so once and can be interrupted", async () => {
  writeFileSync(file, `${process.pid} ${hostname()} 0 0`);
  const controller = new AbortController();
  let said = 0;
  const waiting = () => {
    said++;
    setTimeout(() => controller.abort(), 500);
  };
  await expect(withLock(file, { waiting, signal: controller.signal }, async () => {})).rejects.toThrow();
  expect(said).toBe(1);
  expect(existsSync(file)).toBe(true);
});
