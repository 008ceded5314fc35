import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../errors.ts";
import type { Engine } from "../../engine/engine.ts";
import { rejectedFile } from "../../results/exports/rejected.ts";
import type { ExportRun } from "../../store/export-runs.ts";

/** A file that waits to be downloaded. */
export interface KeptFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly size: number;
}

/** What runs leave here. */
export interface RunFiles {
  /** Whether the files of a run are here, and not elsewhere or gone. */
  areKept(run: ExportRun): Promise<boolean>;
  /** Where a file of a run is when it is kept here. */
  path(run: ExportRun, name: string): string;
  /** Throws `AppError("not_found")`. */
  open(run: ExportRun, name: string): Promise<KeptFile>;
  /** The rows that the destination did not take, as CSV with a header: key, what was to become of it, and why it was not taken. */
  rejected(run: ExportRun, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  remove(run: ExportRun): Promise<void>;
}

/** @param downloads the folder in which files wait to be downloaded, in a folder for each run */
export function runFiles(engine: Engine, downloads: string): RunFiles {
  const folderOf = ({ id }: ExportRun): string => join(downloads, id);
  const pathOf = (run: ExportRun, name: string): string => join(folderOf(run), name);
  return {
    areKept: async (run) => (await sizeOf(folderOf(run))) !== undefined,
    path: pathOf,

    async open(run, name) {
      // A name that the run did not give is no path of ours.
      const known = run.progress.files.some((file) => file.name === name);
      const path = pathOf(run, name);
      const size = known ? await sizeOf(path) : undefined;
      if (size === undefined) throw new AppError("not_found", `This run keeps no file ${JSON.stringify(name)} here.`, { path: ["name"], hint: "Make a new export." });
      return { bytes: createReadStream(path), size };
    },

    rejected: (run, signal) => rejectedFile(engine, run.written?.table, signal),
    remove: (run) => rm(folderOf(run), { recursive: true, force: true }),
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
