import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { setTimeout as wait } from "node:timers/promises";

/** Whether no engine works on a data directory any more; one that is just ending gets a moment. */
export async function isNotRunning(dataDir: string): Promise<boolean> {
  for (let tried = 0; tried < 20; tried += 1) {
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "args"], { maxBuffer: 1 << 26 });
    if (!stdout.split("\n").some((line) => line.includes(`${dataDir}/engine`))) return true;
    await wait(50);
  }
  return false;
}
