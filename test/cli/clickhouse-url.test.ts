import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { documentOf, Folder } from "./command.ts";

const START = fileURLToPath(new URL("../../dist/src/cli/start.js", import.meta.url));

const folder = new Folder();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const run = (args: readonly string[], url: string, input = "") => folder.run(args, { env: { CLICKHOUSE_URL: url }, input });

test("commands keep customers on the server that CLICKHOUSE_URL names, and none in the data directory", async () => {
  folder.write("orders.csv", "customer_id,event,time\nanna,buy,2025-01-01\nbob,buy,2025-01-02\nanna,buy,2025-01-03\n");
  const imported = await run(["import", "events", "orders.csv", "--json"], server.url);
  expect(documentOf(imported)).toMatchObject({ accepted: 3, customers: 2 });
  const counted = await run(["count", "-", "--json"], server.url, JSON.stringify({ kind: "event", event: "buy", op: "at_least", value: 2 }));
  expect(documentOf(counted)).toMatchObject({ count: 1, base: 2 });
  const here = await run(["catalog", "--json"], "");
  expect(documentOf(here)).toMatchObject({ error: { code: "no_data" } });
});

test("a server that refuses is told of without its password", async () => {
  const { host } = new URL(server.url);
  const refused = await run(["catalog", "--json"], `http://coterie:very-secret@${host}`);
  expect(refused.code).toBe(1);
  expect(documentOf(refused)).toMatchObject({ error: { code: "engine_failed" } });
  expect(refused.stdout + refused.stderr).not.toContain("very-secret");
});

test("npm start serves what is on the server, and fills it with no example", async () => {
  await folder.writeData("started");
  const env = { PATH: process.env["PATH"], TZ: "UTC", CLICKHOUSE_URL: server.url, COTERIE_DATA: join(folder.path, "started"), PORT: "0" };
  const started = spawn(process.execPath, [START], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(started, "close");
  let said = "";
  for await (const text of started.stdout.setEncoding("utf8")) {
    said += text;
    if (/Sign in/.test(said)) break;
  }
  started.kill("SIGTERM");
  await ended;
  expect(said).toMatch(/Coterie is at http/);
  expect(existsSync(join(folder.path, "started", "engine"))).toBe(false);
  expect(documentOf(await run(["catalog", "--json"], server.url))).toMatchObject({ customers: 2 });
});

test("a cluster without a server is wrong use", async () => {
  const refused = await folder.run(["catalog"], { env: { CLICKHOUSE_CLUSTER: "shop" } });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("CLICKHOUSE_URL");
});

test("an address that is none is wrong use", async () => {
  const refused = await run(["catalog"], "http://coterie:very-secret@host/shop");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("CLICKHOUSE_URL");
  expect(refused.stderr).not.toContain("very-secret");
});
