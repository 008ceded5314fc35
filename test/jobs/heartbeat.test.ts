import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { heartbeat } from "../../src/jobs/exports/heartbeat.ts";

test("a beat is never under way twice, and who stops waits for the last", async () => {
  const beats: (() => void)[] = [];
  const told: string[] = [];
  const heart = heartbeat(() => new Promise((resolve) => beats.push(resolve)), 1);
  await heart.quiet();
  while (beats.length === 0) await sleep(1);
  await sleep(20);
  expect(beats).toHaveLength(1);
  const quiet = heart.quiet().then(() => told.push("quiet"));
  beats[0]?.();
  await quiet;
  while (beats.length < 2) await sleep(1);
  const stopped = heart.stop().then(() => told.push("stopped"));
  await sleep(20);
  told.push("the last is under way");
  beats[1]?.();
  await stopped;
  await sleep(20);
  expect([told, beats.length]).toEqual([["quiet", "the last is under way", "stopped"], 2]);
});
