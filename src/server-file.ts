import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { withPatience } from "./engine/patience.ts";

/** How the command line reaches the server that has a data directory open. */
export interface ServerFile {
  readonly address: string;
  readonly pid: number;
  /** What `Authorization: Bearer` must carry. */
  readonly token: string;
}

const schema = z.object({ address: z.string(), pid: z.number(), token: z.string() });

export function writeServerFile(dataDir: string, file: ServerFile): void {
  const path = pathIn(dataDir);
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(file)}\n`, { mode: 0o600 });
}

export function removeServerFile(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}

/** Where nothing listens that is known at once; a server with much to do takes its time. */
const ANSWER_MS = 15_000;

/** The running server of a data directory; undefined when there is none, or it is gone. */
export async function findServer(dataDir: string, answerMs = ANSWER_MS): Promise<ServerFile | undefined> {
  const server = readServerFile(dataDir);
  return server && (await answers(server, answerMs)) ? server : undefined;
}

/** Whether there is a server at the address: the process id alone may be that of another process by now. */
async function answers({ address }: ServerFile, answerMs: number): Promise<boolean> {
  try {
    return await withPatience(answerMs, async (signal) => {
      const response = await fetch(new URL("/healthz", address), { signal });
      await response.arrayBuffer();
      return response.ok;
    });
  } catch {
    return false;
  }
}

/** What the file of a data directory says; undefined when there is none, or its process is gone. */
export function readServerFile(dataDir: string): ServerFile | undefined {
  let text: string;
  try {
    text = readFileSync(pathIn(dataDir), "utf8");
  } catch {
    return undefined;
  }
  const { data } = schema.safeParse(parseJson(text));
  return data && isRunning(data.pid) ? data : undefined;
}

function pathIn(dataDir: string): string {
  return join(dataDir, "server.json");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
