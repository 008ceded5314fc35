import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { unlessCancelled } from "./cancel.ts";
import { type DeliveryError, Refused, Unreachable } from "./delivery-error.ts";
import type { OutgoingFile } from "./destination-type.ts";
import { codeOf, said } from "./said.ts";

/**
 * Writes a file into a folder of this machine, in place of one with the same name: it appears whole and lasting, or not at all.
 * Resolves with its path. Throws `DeliveryError`.
 */
export async function keepFile(folder: string, file: OutgoingFile, run: string, signal: AbortSignal): Promise<string> {
  const path = join(folder, file.name);
  // The same when it is sent again, so that what a crash has left is written over.
  const part = join(folder, `.${file.name}.${run}.part`);
  try {
    await writeAll(part, unlessCancelled(file.bytes(), signal));
    signal.throwIfAborted();
    await rename(part, path);
    await syncFolder(folder);
    return path;
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw fileError(error, folder) ?? error;
  }
}

async function writeAll(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(path, "w");
  try {
    for await (const chunk of bytes) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name lasts too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const MEND: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  ENOTDIR: "is no folder",
  EACCES: "may not be written by the user that Coterie runs as",
  EPERM: "may not be written by the user that Coterie runs as",
  EROFS: "is on a disk that can't be written",
  EISDIR: "holds a folder of the same name",
  ELOOP: "is a link that leads to itself",
  ENAMETOOLONG: "has a name that is too long",
};
const LATER: Readonly<Record<string, string>> = {
  ENOSPC: "is on a disk that is full",
  EDQUOT: "has no room left",
  EIO: "is on a disk that fails",
  EMFILE: "can't be opened now",
};

/** What an error of the file system means for a folder; undefined when it is none. */
export function fileError(error: unknown, folder: string): DeliveryError | undefined {
  const code = codeOf(error) ?? "";
  const [mend, later] = [MEND[code], LATER[code]];
  const words = (what: string): string => `The folder ${said(folder)} ${what}.`;
  if (mend !== undefined) return new Refused(words(mend), { cause: error });
  return later === undefined ? undefined : new Unreachable(words(later), { cause: error });
}
