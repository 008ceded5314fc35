import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startApp } from "../app.ts";
import { recipe } from "./make.ts";
import type { Size } from "./rows.ts";

/**
 * The data directory of a size, in `folder`: the one of an earlier run when it holds the same, else a new one.
 *
 * @throws Error when the folder holds something that is not the benchmark's
 */
export async function keptData(folder: string, size: Size, say: (text: string) => void): Promise<string> {
  const note = join(folder, "bench.json");
  const dataDir = join(folder, "workspace");
  const wanted = recipe(size);
  if (readRecipe(note) === wanted) return dataDir;

  if (existsSync(folder) && !existsSync(note) && readdirSync(folder).length > 0) {
    throw new Error(`${folder} holds something else than the benchmark's data: name an empty folder by --data.`);
  }
  mkdirSync(folder, { recursive: true });
  // Noted as ours before, and as whole after.
  writeNote(note, { recipe: null });
  rmSync(dataDir, { recursive: true, force: true });
  const startedAt = performance.now();
  say(`Making ${size.customers} customers and ${size.events} events in ${folder} …`);
  const app = await startApp(dataDir);
  try {
    await app.make(size);
  } finally {
    await app.close();
  }
  writeNote(note, { recipe: wanted });
  say(`Made in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return dataDir;
}

const noteSchema = z.object({ recipe: z.string().nullable() });
type Note = z.infer<typeof noteSchema>;

function readRecipe(path: string): string | null {
  if (!existsSync(path)) return null;
  return noteSchema.catch({ recipe: null }).parse(JSON.parse(readFileSync(path, "utf8"))).recipe;
}

function writeNote(path: string, note: Note): void {
  writeFileSync(path, `${JSON.stringify(note)}\n`);
}
