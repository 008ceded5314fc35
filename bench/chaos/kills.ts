import { setTimeout as sleep } from "node:timers/promises";
import type { Run } from "./traffic.ts";
import { randomOf } from "./random.ts";

/** Kills the engine's process again and again, each time somewhere else in a second. @returns when it did */
export async function killEngine({ app, ledger, seed, goesOn }: Run, seconds: number): Promise<readonly number[]> {
  const random = randomOf(seed + 3_001);
  const kills: number[] = [];
  const startedAt = performance.now();
  for (let nth = 1; ; nth += 1) {
    const at = startedAt + nth * seconds * 1_000 - random() * 1_000;
    while (performance.now() < at) {
      if (!goesOn()) return kills;
      await sleep(Math.min(250, Math.max(0, at - performance.now())));
    }
    const pid = await app.enginePid();
    try {
      if (pid === undefined) throw new Error("there is no engine");
      process.kill(pid, "SIGKILL");
      kills.push(performance.now());
    } catch (error) {
      ledger.violate(`the engine was not there to be killed: ${String(error)}`);
    }
  }
}
