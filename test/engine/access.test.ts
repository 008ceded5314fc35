import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalNode, startLocalNode } from "../../src/engine/local-node.ts";
import { TOKEN_HEADER } from "../../src/engine/local-node-config.ts";
import { isAlive, nodeOptions, temporaryFolder } from "./node.ts";

const folder = temporaryFolder();
let node: LocalNode;
beforeAll(async () => {
  node = await startLocalNode(nodeOptions(folder.path));
  expect(await send("CREATE DATABASE kept; ", own())).toMatchObject({ ok: true });
  await send("CREATE TABLE kept.secrets (text String) ENGINE = MergeTree ORDER BY text", own());
  expect(await send("INSERT INTO kept.secrets VALUES ('hidden')", own())).toMatchObject({ ok: true });
});
afterAll(async () => {
  await node.stop();
  folder.dispose();
});

function own(): Record<string, string> {
  const { endpoint } = node;
  return { ...endpoint.headers, "X-ClickHouse-User": endpoint.user, "X-ClickHouse-Key": endpoint.password };
}

async function send(query: string, headers: Record<string, string>, parameters = ""): Promise<{ ok: boolean; body: string }> {
  const response = await fetch(`${node.endpoint.url}/?${parameters}`, { method: "POST", body: query, headers });
  return { ok: response.ok, body: await response.text() };
}

/** What the engine (26.7) lets even a user run whose quota is used up: only the header keeps it out. */
const OF_NO_TABLE = ["SELECT 1", "SELECT sleep(1)"];

const STATEMENTS = [
  "SELECT text FROM kept.secrets",
  "SELECT * FROM system.tables",
  "SELECT * FROM file('/etc/hostname', 'LineAsString')",
  "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
  "SHOW DATABASES",
  "INSERT INTO kept.secrets VALUES ('x')",
  "INSERT INTO FUNCTION file('/tmp/coterie-anonymous', 'LineAsString') SELECT 'x'",
  "CREATE DATABASE theirs",
  "CREATE USER them",
  "DROP TABLE kept.secrets",
  "KILL QUERY WHERE 1",
  "SYSTEM SHUTDOWN",
  "SYSTEM KILL",
  "SYSTEM STOP LISTEN HTTP",
  "SYSTEM STOP MERGES",
  "SET max_threads = 1",
];

interface Caller {
  readonly who: string;
  readonly headers: () => Record<string, string>;
  readonly parameters?: string;
}

const withoutHeader = (): Record<string, string> => {
  const { [TOKEN_HEADER]: _, ...rest } = own();
  return rest;
};

const CALLERS: readonly Caller[] = [
  { who: "without the header", headers: () => ({}) },
  { who: "without the header, as default", headers: () => ({ "X-ClickHouse-User": "default", "X-ClickHouse-Key": "" }) },
  { who: "without the header, with the right password", headers: withoutHeader },
  { who: "with a wrong header", headers: () => ({ ...own(), [TOKEN_HEADER]: "wrong" }) },
  { who: "with the header, without a password", headers: () => ({ ...node.endpoint.headers }) },
  { who: "with the header, as default", headers: () => ({ ...node.endpoint.headers, "X-ClickHouse-User": "default" }) },
  { who: "with the header, as default in the address", headers: () => ({ ...node.endpoint.headers }), parameters: "user=default&password=" },
  { who: "with the header, as the app without its password", headers: () => ({ ...node.endpoint.headers, "X-ClickHouse-User": "app" }) },
  { who: "with the header, and a wrong password", headers: () => ({ ...own(), "X-ClickHouse-Key": "wrong" }) },
];

describe.each(CALLERS)("a caller $who", ({ headers, parameters }) => {
  it.each(STATEMENTS)("is refused: %s", async (statement) => {
    expect(await send(statement, headers(), parameters)).toMatchObject({ ok: false });
  });
});

describe.each(CALLERS.slice(0, 4))("a caller $who", ({ headers, parameters }) => {
  it.each(OF_NO_TABLE)("is refused: %s", async (statement) => {
    expect(await send(statement, headers(), parameters)).toMatchObject({ ok: false });
  });
});

describe("what anonymous callers leave", () => {
  it("is a node that runs, with what it kept", async () => {
    expect(isAlive(node.pid)).toBe(true);
    expect(await send("SELECT text FROM kept.secrets FORMAT TSV", own())).toEqual({ ok: true, body: "hidden\n" });
    expect(await send("SELECT count() FROM system.databases WHERE name = 'theirs' FORMAT TSV", own())).toMatchObject({ body: "0\n" });
  });

  it.each(["/play", "/dashboard", "/metrics", "/replicas_status", "/ping", "/js/lz-string.js"])(
    "gets no page at %s",
    async (path) => {
      const response = await fetch(node.endpoint.url + path);
      expect(response.status).toBe(404);
    },
  );
});

describe("the node", () => {
  it("listens on the loopback address alone", async () => {
    const port = Number(new URL(node.endpoint.url).port);
    const others = Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ internal }) => !internal);
    for (const address of ["::1", ...others.filter(({ scopeid }) => !scopeid).map(({ address }) => address)]) {
      expect(await connects(address, port), address).toBe(false);
    }
    expect(await connects("127.0.0.1", port)).toBe(true);
    if (process.platform === "linux") expect(listening(node.pid)).toEqual([`127.0.0.1:${port}`]);
  });

  it("keeps its configuration, which holds the secrets, to its owner", () => {
    const directory = join(folder.path, "config");
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const files = readdirSync(directory);
    expect(files.sort()).toEqual(["config.xml", "users.xml"]);
    for (const file of files) expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(directory, "users.xml"), "utf8")).not.toContain(node.endpoint.password);
  });

  it("shows no secret in its command line or environment", () => {
    if (process.platform !== "linux") return;
    const shown = readFileSync(`/proc/${node.pid}/cmdline`, "utf8") + readFileSync(`/proc/${node.pid}/environ`, "utf8");
    expect(shown).not.toContain(node.endpoint.password);
    expect(shown).not.toContain(node.endpoint.headers[TOKEN_HEADER]);
  });
});

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false)).once("timeout", () => end(false));
  });
}

/** The addresses that a process listens on, from Linux' tables of sockets. */
function listening(pid: number): readonly string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, "utf8").split("\n").slice(1).flatMap((line) => {
      const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
      if (state !== "0A" || !inodes.has(inode)) return [];
      const [address = "", port = ""] = local.split(":");
      const bytes = (address.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse();
      return [`${bytes.join(".")}:${Number.parseInt(port, 16)}`];
    }),
  );
}
