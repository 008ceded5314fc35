import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Delivery, type OutgoingFile, type Tools } from "../destination-type.ts";
import { fileError, keepFile } from "../kept-file.ts";

/** Keeps a file of a run to be downloaded from its page. Resolves with its path below the folder of downloads. Throws `DeliveryError`. */
export async function keepDownload(file: OutgoingFile, { run }: Delivery, { downloads }: Tools, signal: AbortSignal): Promise<string> {
  const folder = join(downloads, run);
  await makeFolder(folder);
  await keepFile(folder, file, run, signal);
  return `${run}/${file.name}`;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o750 });
  } catch (error) {
    throw fileError(error, folder) ?? error;
  }
}
