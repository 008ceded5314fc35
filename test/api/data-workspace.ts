import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../src/api/app.ts";
import { LOOPBACK_HOSTS } from "../../src/api/guards.ts";
import { readConfig } from "../../src/config.ts";
import { openWorkspace } from "../../src/wire.ts";
import { emptyDatabase } from "../store/temporary-store.ts";
import { AUTHORIZATION, CLI_TOKEN, ORIGIN } from "./workspace.ts";

export interface DataWorkspace {
  /** What the workspace logged: nothing, as long as it has no bug. */
  readonly logged: readonly string[];
  get(path: string): Promise<Response>;
  /** A request without a body. */
  send(method: string, path: string): Promise<Response>;
  /** A body that is text is sent as it is. */
  post(path: string, body: unknown, init?: RequestInit): Promise<Response>;
  put(path: string, body: unknown): Promise<Response>;
  patch(path: string, body: unknown): Promise<Response>;
  /** Imports a file, given as text or in parts; the lines of the answer. */
  importFile(path: string, file: string | ReadableStream<Uint8Array>, init?: RequestInit): Promise<ImportLine[]>;
  /** Carries out exports from now on, as a server does. */
  startExports(): Promise<void>;
  /** Sends requests as a person of this name, who is added as a member. */
  member(name: string): Promise<(method: string, path: string, body?: unknown) => Promise<Response>>;
  close(): Promise<void>;
}

export interface ImportLine {
  readonly progress?: { readonly phase: string; readonly rows: number };
  readonly reject?: { readonly line: number; readonly reason: string };
  readonly report?: { readonly read: number; readonly accepted: number; readonly rejected: number };
  readonly error?: { readonly code: string };
}

/** The whole server but for its socket, as `coterie serve` puts it together with some variables of the environment, on a temporary folder. */
export async function openDataWorkspace(variables: NodeJS.ProcessEnv = {}): Promise<DataWorkspace> {
  const dataDir = mkdtempSync(join(tmpdir(), "coterie-api-"));
  // To make a store takes seconds.
  cpSync(await emptyDatabase(), join(dataDir, "store"), { recursive: true });
  const logged: string[] = [];
  const workspace = await openWorkspace({ dataDir, config: readConfig(variables), log: (line) => logged.push(line) });
  const auth = await workspace.createAuth(() => ORIGIN);
  const app = createApp({
    ...workspace.context,
    auth,
    cliToken: CLI_TOKEN,
    hosts: LOOPBACK_HOSTS,
  });
  const send = async (path: string, init: RequestInit): Promise<Response> =>
    app.request(`${ORIGIN}/api/v1${path}`, { ...init, headers: { ...AUTHORIZATION, ...init.headers } });

  return {
    logged,
    get: (path) => send(path, {}),
    send: (method, path) => send(path, { method }),
    post: (path, body, init) =>
      send(path, { ...init, method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers: { "content-type": "application/json" } }),
    put: (path, body) => send(path, { method: "PUT", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    patch: (path, body) => send(path, { method: "PATCH", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    async importFile(path, file, init) {
      const response = await send(`/imports/${path}`, {
        ...init,
        method: "POST",
        body: file,
        duplex: "half",
        headers: { "content-type": "application/octet-stream" },
      });
      return (await response.text()).trimEnd().split("\n").map((line): ImportLine => JSON.parse(line));
    },
    startExports: () => workspace.startExports(ORIGIN),
    async member(name) {
      const user = await workspace.context.users.add({ name, email: `${name}@example.com`, role: "member" });
      const signedIn = await app.request(await auth.invitation(user, ORIGIN), {});
      const cookie = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
      return async (method, path, body) =>
        app.request(`${ORIGIN}/api/v1${path}`, {
          method,
          headers: { cookie, origin: ORIGIN, "content-type": "application/json" },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
    },
    async close() {
      await workspace.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
