import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findEngineProgram } from "../../src/engine/library.ts";
import { MERGES } from "../../src/engine/local-node-config.ts";
import { CLUSTER_RIGHTS, RIGHTS } from "../../src/engine/rights.ts";

/** A ClickHouse server such as a user may run: a user with a password, HTTP and the native protocol, default settings. */
export interface TestServer {
  /** With the user and the password. */
  readonly url: string;
  pid(): number;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
  /** On the same ports and data, after `kill`. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface Ports {
  readonly http: number;
  readonly tcp: number;
}

export const TEST_CLUSTER = "shop";

const CHILD = fileURLToPath(new URL("../../src/engine/local-node-child.js", import.meta.url));
const USER = "coterie";
const PASSWORD = "pass/word:with@signs";
/** HTTP at the end: who is answered there finds the other servers reachable too. */
const BOOT = ["SYSTEM START LISTEN TCP", "SYSTEM START LISTEN HTTP", "SELECT count() FROM file('-', 'LineAsString')"];
/** What tests look at besides. */
const OF_TESTS = ["SELECT ON system.query_log", "SYSTEM FLUSH LOGS ON *.*"];
const BOOT_TRIES = 1_000;

/** Starts one server. */
export async function startTestServer(): Promise<TestServer> {
  const [ports] = await freePorts(1);
  if (ports === undefined) throw new Error("no port");
  return startOn(ports, []);
}

/** Starts servers that are the shards of one cluster. */
export async function startTestCluster(shards: number): Promise<readonly TestServer[]> {
  const ports = await freePorts(shards);
  return Promise.all(ports.map((each) => startOn(each, ports)));
}

async function startOn(ports: Ports, cluster: readonly Ports[]): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "coterie-server-"));
  const config = writeConfig(folder, cluster);
  let child = spawnServer(folder, config, ports);
  const url = `http://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${ports.http}`;
  await answering(url, child);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  return {
    url,
    pid: () => Number(child.pid),
    kill,
    async start() {
      child = spawnServer(folder, config, ports);
      await answering(url, child);
    },
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnServer(folder: string, config: string, { http, tcp }: Ports): ChildProcess {
  const program = findEngineProgram(process.env["CLICKHOUSE_BIN"]);
  const settings = ["--path", join(folder, "data"), "--config-file", config, "--listen_host=127.0.0.1", "--logger.level=none"];
  const args = [...settings, `--http_port=${http}`, `--tcp_port=${tcp}`, "--query", BOOT.join("; ")];
  const [command, all] = program.kind === "library" ? [process.execPath, [CHILD, program.path, ...args]] : [program.path, ["local", ...args]];
  // Its input stays open as long as this process lives.
  return spawn(command, all, { stdio: ["pipe", "ignore", "inherit"], env: { PATH: process.env["PATH"] ?? "", TZ: "UTC", LC_ALL: "C.UTF-8" } });
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const { username, password, origin } = new URL(url);
  const headers = { "X-ClickHouse-User": username, "X-ClickHouse-Key": decodeURIComponent(password), Connection: "close" };
  for (let attempt = 0; attempt < BOOT_TRIES && child.exitCode === null; attempt += 1) {
    const answer = await fetch(`${origin}/?query=SELECT+1`, { headers }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(20);
  }
  throw new Error("the test server does not answer");
}

function writeConfig(folder: string, cluster: readonly Ports[]): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [users, config] = [join(folder, "users.xml"), join(folder, "config.xml")];
  const shards = cluster.map(
    ({ tcp }) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port><user>${USER}</user><password>${PASSWORD}</password></replica></shard>`,
  );
  writeFileSync(
    config,
    `<clickhouse>
  <user_directories><users_xml><path>${users}</path></users_xml></user_directories>
  <tmp_path>${join(folder, "tmp")}/</tmp_path>
  <max_server_memory_usage>800000000</max_server_memory_usage>
  <mark_cache_size>67108864</mark_cache_size>
  <background_pool_size>2</background_pool_size>
  ${MERGES}
  ${cluster.length === 0 ? "" : `<remote_servers><${TEST_CLUSTER}>${shards.join("")}</${TEST_CLUSTER}></remote_servers>`}
  <query_log><database>system</database><table>query_log</table><flush_interval_milliseconds>500</flush_interval_milliseconds></query_log>
</clickhouse>
`,
  );
  writeFileSync(
    users,
    `<clickhouse>
  <profiles>
    <default>
      <max_threads>2</max_threads>
      <http_max_fields>100000</http_max_fields>
      <http_max_field_value_size>67108864</http_max_field_value_size>
    </default>
  </profiles>
  <quotas><default/></quotas>
  <users>
    <${USER}>
      <password>${PASSWORD}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
      <grants>${[...RIGHTS, ...CLUSTER_RIGHTS, ...OF_TESTS].map((right) => `<query>GRANT ${right}</query>`).join("")}</grants>
    </${USER}>
    <default>
      <password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
      <grants>
        <query>GRANT SYSTEM LISTEN ON *.*</query>
        <query>GRANT READ ON FILE</query>
        <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
      </grants>
    </default>
  </users>
</clickhouse>
`,
  );
  return config;
}

/** None that the system gives to connections: while a server is being started again, its port could be another's. */
const PORTS = { first: 20_000, count: 12_000 } as const;

async function freePorts(pairs: number): Promise<readonly Ports[]> {
  const ports: number[] = [];
  while (ports.length < pairs * 2) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (!ports.includes(port) && (await isFree(port))) ports.push(port);
  }
  return Array.from({ length: pairs }, (_, at) => ({ http: ports[at * 2] ?? 0, tcp: ports[at * 2 + 1] ?? 0 }));
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
