import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type App, benchEnvironment, startApp } from "./app.ts";
import type { Size } from "./data/rows.ts";
import { type ImportResult, type Memory, memoryOf } from "./results.ts";

const CLI = fileURLToPath(new URL("../src/cli/main.js", import.meta.url));
const reportSchema = z.object({ read: z.number(), accepted: z.number(), rejected: z.number() });

/**
 * Imports a CSV file of events into an empty workspace by the command line, which hands it to the running server. `maker` is any
 * running workspace: its engine writes the file.
 */
export async function measureImport(maker: App, size: Size, folder: string): Promise<ImportResult> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const file = join(folder, "events.csv");
    await maker.writeCsv(size, file);
    // Its memory is not to be shared with what is measured.
    await maker.close();
    const dataDir = join(folder, "workspace");
    const firstStart = await startOnce(dataDir);
    const app = await startApp(dataDir);
    try {
      const startedAt = performance.now();
      const report = await importFile(file, dataDir);
      const seconds = (performance.now() - startedAt) / 1000;
      const sound = report.accepted === size.events && report.read === size.events && report.rejected === 0;
      return {
        rows: size.events,
        bytes: (await stat(file)).size,
        seconds,
        rowsPerSecond: size.events / seconds,
        memory: memoryOf(await app.peaks()),
        firstStart,
        differences: sound ? [] : [`${size.events} rows were written, ${report.read} read, ${report.accepted} accepted, ${report.rejected} rejected`],
      };
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes a data directory by serving it for a moment. */
async function startOnce(dataDir: string): Promise<Memory> {
  const app = await startApp(dataDir);
  try {
    return memoryOf(await app.peaks());
  } finally {
    await app.close();
  }
}

async function importFile(file: string, dataDir: string): Promise<z.infer<typeof reportSchema>> {
  const child = spawn(process.execPath, [CLI, "import", "events", file, "--data", dataDir, "--json"], {
    env: benchEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code !== 0) throw new Error(`the import ended with exit code ${code}: ${printed}`);
  return reportSchema.parse(JSON.parse(printed));
}
