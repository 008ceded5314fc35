import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../app.ts";
import { randomOf } from "./random.ts";
import type { Run } from "./traffic.ts";

const MOST_ABSENCE_MS = 30_000;

/** Kills the engine's process again and again, each time somewhere else in a second. @returns when it did */
export async function killEngine({ app, ledger, seed, goesOn }: Run, seconds: number): Promise<readonly number[]> {
  const random = randomOf(seed + 3_001);
  const kills: number[] = [];
  for (;;) {
    const at = performance.now() + seconds * 1_000 - random() * 1_000;
    while (performance.now() < at) {
      if (!goesOn()) return kills;
      await sleep(Math.min(250, Math.max(0, at - performance.now())));
    }
    if (await killed(app)) kills.push(performance.now());
    else ledger.violate(`there was no engine to be killed for ${MOST_ABSENCE_MS / 1_000} s`);
  }
}

/** The engine may be between its end and its next start. */
async function killed(app: App): Promise<boolean> {
  for (let waited = 0; waited < MOST_ABSENCE_MS; waited += 250) {
    const pid = await app.enginePid();
    try {
      if (pid !== undefined) return process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
    await sleep(250);
  }
  return false;
}
