import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { findServer, readServerFile, type ServerFile } from "../server-file.ts";

/** Another data directory that the user may have meant: one in the folder where the command runs. */
export interface Neighbour {
  readonly dataDir: string;
  /** Undefined: it holds data, and no server has it open. */
  readonly server: ServerFile | undefined;
}

const MOST_LOOKED_AT = 1_000;

/** Those with a server that runs, then those with data alone. */
export async function neighbours(dataDir: string): Promise<readonly Neighbour[]> {
  const found: Neighbour[] = [];
  for (const directory of foldersHere()) {
    if (directory === dataDir) continue;
    const server = readServerFile(directory) && (await findServer(directory));
    if (server || holdsTables(directory)) found.push({ dataDir: directory, server });
  }
  return [...found.filter(({ server }) => server), ...found.filter(({ server }) => !server)];
}

/** Whether there ever was an engine's data in a directory. */
export function hasData(dataDir: string): boolean {
  return existsSync(join(dataDir, "engine"));
}

/** What only a data directory has: a folder of source may have one named `engine` too. */
function holdsTables(directory: string): boolean {
  return existsSync(join(directory, "engine", "data"));
}

/** What names a directory to a command that runs here; nothing for the one that it looks into anyway. */
export function dataOption(dataDir: string, usual: string): string {
  return dataDir === usual ? "" : ` --data ${shellWord(shortPath(dataDir))}`;
}

/** Relative to where the command runs when it is in there, absolute otherwise. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short === ".." || short.startsWith(`..${sep}`) ? path : short;
}

function shellWord(text: string): string {
  return /^[\w./~:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function foldersHere(): readonly string[] {
  try {
    return readdirSync(".", { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .slice(0, MOST_LOOKED_AT)
      .map(({ name }) => resolve(name));
  } catch {
    return [];
  }
}
