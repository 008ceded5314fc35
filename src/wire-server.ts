import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { createApp } from "./api/app.ts";
import { LOOPBACK_HOSTS } from "./api/guards.ts";
import { listen } from "./api/server.ts";
import { DEFAULT_PORT, LOOPBACK } from "./config.ts";
import { AppError } from "./errors.ts";
import { removeServerFile, writeServerFile } from "./server-file.ts";
import type { Workspace } from "./wire.ts";

/** A workspace that answers over HTTP. */
export interface Server {
  readonly address: string;
  signInLink(): Promise<string>;
  /** Ends the server, then the workspace. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly host?: string | undefined;
  /** Left out: the default, or the next free one. */
  readonly port?: number | undefined;
}

const PORTS_TRIED = 20;

/** Serves a workspace, and lets the command line on this machine find it. */
export async function serve(workspace: Workspace, options: ServeOptions): Promise<Server> {
  const host = options.host ?? LOOPBACK;
  const cliToken = randomBytes(32).toString("hex");
  let address = "";
  const auth = await workspace.createAuth(() => address);
  const { createApp } = await import("./api/app.ts");
  const app = createApp({
    ...workspace.context,
    auth,
    cliToken,
    hosts: isLoopback(host) ? LOOPBACK_HOSTS : "any",
    webRoot: findWebRoot(),
  });
  const listening = await listenOnFree(app, host, options.port);
  address = listening.address;
  workspace.refreshJob.start();
  await workspace.startExports(address);
  writeServerFile(workspace.dataDir, { address, pid: process.pid, token: cliToken });
  return {
    address,
    signInLink: () => auth.signInLink(),
    async close() {
      removeServerFile(workspace.dataDir);
      await listening.close();
      await workspace.close();
    },
  };
}

async function listenOnFree(app: ReturnType<typeof createApp>, host: string, port: number | undefined) {
  if (port !== undefined) return listen(app, { host, port });
  for (let tried = DEFAULT_PORT; tried < DEFAULT_PORT + PORTS_TRIED; tried += 1) {
    try {
      return await listen(app, { host, port: tried });
    } catch (error) {
      if (!(error instanceof AppError && error.code === "port_taken")) throw error;
    }
  }
  return listen(app, { host, port: 0 });
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** The built page lies beside the compiled program, and in `dist` beside the sources. */
function findWebRoot(): string | undefined {
  const places = ["../dist/web", "../web"].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(join(place, "index.html")));
}
