import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { isNotRunning } from "./processes.ts";
import { SHAPE } from "../api/runs.ts";
import { documentOf, Folder, type Ran, type Running } from "./command.ts";

const EVERYONE = '{"kind":"all","of":[]}';
const MOST_MS = 5_000;

let folder: Folder;
let server: Running;
let address: string;
/** The id of a segment that a test saved. */
let segment: string;

beforeAll(async () => {
  folder = new Folder();
  folder.write("everyone.json", EVERYONE);
  await folder.writeData("data");
  // A folder of source is no data directory.
  for (const part of ["engine", "store"]) mkdirSync(join(folder.path, "src", part), { recursive: true });
  server = folder.start(["serve", "--data", "data", "--port", "0"]);
  [, address = ""] = await server.says(/Coterie is at (http:\/\/127\.0\.0\.1:\d+)\nSign in within 15 minutes: .*\/sign-in\?token=/);
});
afterAll(async () => {
  server.process.kill("SIGKILL");
  await server.ended;
  folder.remove();
});

const inData = (args: readonly string[], input?: string): Promise<Ran> =>
  folder.run([...args, "--data", "data", "--json"], input === undefined ? {} : { input });

const serverFile = (): { address: string; pid: number; token: string } =>
  z
    .object({ address: z.string(), pid: z.number(), token: z.string() })
    .parse(JSON.parse(readFileSync(join(folder.path, "data/server.json"), "utf8")));

/** Saves something over HTTP; its id. */
async function saved(path: string, body: object): Promise<string> {
  const headers = { authorization: `Bearer ${serverFile().token}`, "content-type": "application/json" };
  const answer = await fetch(`${address}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

function codeOf(ran: Ran): string {
  return documentOf<{ error: { code: string } }>(ran).error.code;
}

describe("while a server runs on the data directory", () => {
  test("its file, readable by its owner alone, says how to reach it", () => {
    expect(statSync(join(folder.path, "data/server.json")).mode & 0o777).toBe(0o600);
    expect(serverFile()).toMatchObject({ address, pid: server.process.pid });
  });

  test("a command that looks elsewhere is told where the data is, a sign-in link is found, and an empty place is called so", async () => {
    const [elsewhere, beside, link, empty] = await Promise.all([
      folder.run(["count", "everyone.json", "--json"]),
      folder.run(["count", "everyone.json", "--data", "nope", "--json"], { env: { COTERIE_DATA: "data" } }),
      folder.run(["sign-in-link", "--json"]),
      folder.run(["count", "everyone.json", "--data", "data"]),
    ]);
    expect(documentOf(elsewhere)).toMatchObject({
      error: {
        code: "no_data",
        message: `There is no data in ${join(folder.path, "coterie-data")}.`,
        hint: expect.stringMatching(/^A server runs on data: add `--data data`\. `npx coterie import .*COTERIE_DATA/),
      },
    });
    expect(documentOf(beside)).toMatchObject({ error: { code: "no_data", hint: expect.stringMatching(/^A server runs on data: leave `--data` out\. `npx/) } });
    expect(existsSync(join(folder.path, "coterie-data"))).toBe(false);
    expect(documentOf<{ link: string }>(link).link).toMatch(new RegExp(`^${address}/sign-in`));
    expect(empty).toMatchObject({ code: 0, stderr: expect.stringContaining(`There are no customers in ${join(folder.path, "data")} yet.`) });
  });

  test("import goes through it, with the rejected rows", async () => {
    const rows = Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? `k${at},${at}` : `k${at},much`));
    folder.write("customers.csv", `customer_id,age\n${rows.join("\n")}\n`);
    const ran = await inData(["import", "customers", "customers.csv", "--types", "age=number", "--rejects", "rejects.ndjson"]);
    expect(ran.code).toBe(0);
    expect(documentOf(ran)).toMatchObject({ read: 300, accepted: 150, rejected: 150, customers: 150 });
    const rejects = readFileSync(join(folder.path, "rejects.ndjson"), "utf8").trimEnd().split("\n");
    expect(rejects).toHaveLength(150);
    expect(JSON.parse(rejects.at(-1) ?? "")).toEqual({ file: "customers.csv", line: 301, reason: 'age: "much" is not a number' });
  });

  test("questions go through it, all at the same time", async () => {
    folder.write("keyless.csv", "id\n1\n");
    const [counted, catalog, members, document, nameless, short, unread, misnamed, refused, failed, retyped, link] = await Promise.all([
      inData(["count", "everyone.json"]),
      inData(["catalog"]),
      folder.run(["members", "everyone.json", "--data", "data", "--limit", "2"]),
      inData(["members", "everyone.json", "--limit", "2"]),
      inData(["members", "everyone.json", "--columns", "nope"]),
      folder.run(["describe", "everyone.json", "--data", "data", "--short"]),
      inData(["parse"], "Customers whose age is at leest 1."),
      inData(["parse"], "Customers whose agee is at least 1."),
      inData(["count", "-"], '{"kind":"attribute","attribute":"age","op":"at_least","value":"1"}'),
      inData(["import", "customers", "keyless.csv"]),
      inData(["retype", "age=boolean"]),
      inData(["sign-in-link"]),
    ]);
    expect(documentOf(counted)).toMatchObject({ count: 150, base: 150 });
    expect(documentOf(catalog)).toEqual({ customers: 150, attributes: [expect.objectContaining({ name: "age", type: "number" })], events: [], lists: [] });
    expect(members).toMatchObject({ code: 0, stdout: '"customer_id","age"\n"k0",0\n"k2",2\n' });
    expect(documentOf(document)).toEqual({ customers: [{ customer_id: "k0", age: 0 }, { customer_id: "k2", age: 2 }] });
    expect(codeOf(nameless)).toBe("unknown_attribute");
    expect(short).toMatchObject({ code: 0, stdout: "Everyone.\n" });
    expect(documentOf(unread)).toMatchObject({ error: { code: "invalid_sentence", path: ["text", 26] } });
    expect(documentOf(misnamed)).toMatchObject({
      error: { code: "invalid_sentence", path: ["text", 10], problems: [{ code: "unknown_attribute", hint: 'Did you mean "age"?' }] },
    });
    expect(unread.code).toBe(1);
    expect([refused.code, failed.code]).toEqual([1, 1]);
    expect(codeOf(refused)).toBe("invalid_definition");
    expect([codeOf(failed), codeOf(retyped)]).toEqual(["missing_column", "type_conflict"]);
    expect(documentOf<{ link: string }>(link).link).toMatch(new RegExp(`^${address}/sign-in\\?token=`));
  });

  test("a list is uploaded through it and counted; one without a mode, or with an id that can't be one, is wrong use", async () => {
    folder.write("vips.csv", "customer_id\nk2\nnobody\n");
    folder.write("on.json", '{"kind":"list","list":"vips"}');
    const list = (...more: readonly string[]): Promise<Ran> => inData(["import", "list", "vips.csv", "--list", ...more]);
    const [uploaded, modeless, misnamed] = await Promise.all([
      list("vips", "--title", "VIPs", "--mode", "replace"),
      list("vips"),
      list("a b", "--mode", "append"),
    ]);
    expect(documentOf(uploaded)).toMatchObject({ read: 2, accepted: 1, rejected: 1, rejects: [{ line: 3, reason: 'there is no customer "nobody"' }] });
    expect([modeless.code, misnamed.code]).toEqual([2, 2]);
    const [catalog, counted] = await Promise.all([inData(["catalog"]), inData(["count", "on.json"])]);
    expect(documentOf(catalog)).toMatchObject({ lists: [{ id: "vips", name: "VIPs", size: 1 }] });
    expect(documentOf(counted)).toMatchObject({ count: 1, base: 150 });
  });

  test("explain says why a customer is in, and when they will leave; of one that there is not it says so", async () => {
    folder.write("events.csv", "customer_id,event,time,total\nk0,Order,2025-03-01T10:00:00Z,19.9\n");
    expect((await inData(["import", "events", "events.csv"])).code).toBe(0);
    const order = { kind: "event", event: "Order" };
    const recent = [
      { ...order, window: { last: 7, unit: "day" } },
      { kind: "attribute", attribute: "age", op: "equals", value: 0 },
      { ...order, measure: { fn: "sum", property: "total" }, op: "fewer_than", value: 20 },
      { ...order, pick: "first" },
    ];
    folder.write("recent.json", JSON.stringify({ kind: "all", of: recent }));
    const asked = ["explain", "recent.json", "--customer", "k0", "--now", "2025-03-02T00:00:00Z", "--time-zone", "UTC"];
    const [document, told, nobody] = await Promise.all([
      inData(asked),
      folder.run([...asked, "--data", "data"]),
      inData(["explain", "on.json", "--customer", "nobody"]),
    ]);
    const change = { at: "2025-03-09T00:00:00.000Z", becomes: "out", searchedUntil: null };
    expect(documentOf(document)).toMatchObject({ isIn: true, change });
    expect(told.stdout).toBe(
      [
        "k0 is in, as of 2025-03-02T00:00:00.000Z in UTC",
        "Leaves at 2025-03-09T00:00:00.000Z if no data changes",
        "",
        "yes all of",
        "  yes Customers who did “Order” in the last 7 days.  [1 matching, the latest at 2025-03-01T10:00:00.000Z]",
        "  yes Customers whose age is 0.  [0]",
        "  yes Customers who did “Order” with a sum of total of less than 20 (or never).  [sum of total 19.9, less than 20 asked, 1 matching, the latest at 2025-03-01T10:00:00.000Z]",
        '  yes Customers whose first “Order” exists.  [1 matching, picked 2025-03-01T10:00:00.000Z {"total":19.9}]',
        "",
      ].join("\n"),
    );
    expect([codeOf(nobody), nobody.code]).toEqual(["not_found", 1]);
  });

  test("a saved segment is refreshed through it; an unknown one, or too many refreshes at once, are refused", async () => {
    const where = { kind: "attribute", attribute: "age", op: "at_least", value: 100 };
    segment = await saved("/segments", { name: "A hundred", where });
    const [none, unknown, many] = await Promise.all([
      folder.run(["history", segment, "--data", "data"]),
      inData(["history", "none"]),
      inData(["history", segment, "--limit", "0"]),
    ]);
    expect(none.stdout).toBe("Not refreshed yet\n");
    expect([codeOf(unknown), many.code]).toEqual(["not_found", 2]);
    const refreshed = await folder.run(["refresh", segment, "--data", "data"]);
    expect(refreshed.stdout).toMatch(/^100 of 150 customers \(66\.7%\)\nThe first refresh\nas of \S+ in UTC, data version \d+, refresh \w+\n$/);
    expect(documentOf(await inData(["history", segment]))).toMatchObject({ refreshes: [{ status: "done", cause: "hand", revision: 1 }] });
    folder.write("changed.csv", "customer_id,age\nk0,500\nk298,0\n");
    expect((await inData(["import", "customers", "changed.csv"])).code).toBe(0);
  });

  test("a saved segment is exported through it by its exact name, however many others are found by it; a name that two have is refused", async () => {
    const where = JSON.parse(EVERYONE);
    await Promise.all(Array.from({ length: 60 }, (_, at) => saved("/segments", { name: at < 2 ? "A hundred twins" : `A hundred and ${at}`, where })));
    const [shape, users] = [{ ...SHAPE, fields: [{ name: "id", from: { kind: "key" } }] }, null];
    await saved("/destinations", { type: "download", name: "Downloads", settings: {}, shape, users });
    await saved("/segments", { name: "Nobody", where: { kind: "any", of: [] } });
    const [done, twins, nowhere, nobody] = await Promise.all([
      inData(["export", "run", "A hundred", "Downloads"]),
      inData(["export", "run", "A hundred twins", "Downloads"]),
      inData(["export", "run", "A hundred", "Uploads"]),
      inData(["export", "run", "Nobody", "Downloads"]),
    ]);
    expect(documentOf(done)).toMatchObject({ name: "A hundred", status: "finished", sent: { added: 100 } });
    expect([twins, nowhere, nobody].map((ran) => [codeOf(ran), ran.code])).toEqual([["ambiguous_name", 1], ["not_found", 1], ["nobody_exportable", 1]]);
  });

  test("what became of an export is told with the address of its page; an empty list goes out where that is meant", async () => {
    await saved("/destinations", { type: "download", name: "Broken", settings: {}, shape: { ...SHAPE, mandatory: { match: "all", attributes: ["gone"] } }, users: null });
    const said = (...args: readonly string[]): Promise<Ran> => folder.run(["export", "run", ...args, "--data", "data"]);
    const [done, empty, failed] = await Promise.all([said("A hundred", "Downloads"), said("Nobody", "Downloads", "--even-if-empty"), said("A hundred", "Broken")]);
    const run = `run (\\w+): ${address}/exports/\\1\n$`;
    expect(done.stdout).toMatch(new RegExp(`^A hundred → Downloads: finished, 100 sent of 100 exportable\na-hundred-\\S+\\.csv {2}100 rows {2}SHA-256 \\w{64}\n${run}`));
    expect(empty).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nobody → Downloads: finished, no rows of 0 exportable\n/) });
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(new RegExp(`^A hundred → Broken: failed, no rows\n${run}`)) });
  });

  test("doctor asks it", async () => {
    const checks = documentOf<{ checks: readonly object[] }>(await inData(["doctor"])).checks;
    expect(checks).toContainEqual(expect.objectContaining({ name: "running server", state: "ok" }));
  });

  test("it is reached by its address and token from anywhere, and by no other token", async () => {
    const asked = ["count", "everyone.json", "--server", address, "--json"];
    const [right, wrong, nobody] = await Promise.all([
      folder.run(asked, { env: { COTERIE_TOKEN: serverFile().token } }),
      folder.run(asked, { env: { COTERIE_TOKEN: "wrong" } }),
      folder.run(["count", "everyone.json", "--server", "http://127.0.0.1:1", "--json"], { env: { COTERIE_TOKEN: "x" } }),
    ]);
    expect(documentOf(right)).toMatchObject({ count: 150 });
    expect([codeOf(wrong), wrong.code]).toEqual(["unauthorized", 1]);
    expect([codeOf(nobody), nobody.code]).toEqual(["no_server", 1]);
  });

  test("a second one on the same directory, or on its port, is refused by name, and so are options that would do nothing", async () => {
    const port = new URL(address).port;
    await folder.writeData("other");
    const [sameData, samePort, noPort, ...useless] = await Promise.all([
      folder.run(["serve", "--data", "data", "--port", "0"]),
      folder.run(["serve", "--data", "other"], { env: { PORT: port } }),
      folder.run(["serve", "--data", "another", "--port", "http"]),
      folder.run(["serve", "--server", address]),
      folder.run(["doctor", "--server", address]),
      folder.run(["count", "everyone.json", "--server", address, "--data", "data"]),
      folder.run(["members", "everyone.json", "--data", "data", "--json", "--format", "csv"]),
    ]);
    expect(useless.map(({ code, stdout }) => [code, stdout])).toEqual(useless.map(() => [2, ""]));
    expect(sameData).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(`open in process ${server.process.pid}`) });
    expect(samePort).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(`Port ${port} is taken`) });
    expect(noPort).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("[invalid_config]") });
  });

  test("SIGTERM ends it and its engine within 5 seconds, also while an import waits for its file", async () => {
    const body = new ReadableStream<Uint8Array>({ start: (file) => file.enqueue(new TextEncoder().encode("customer_id,event,time\n")) });
    // Answered with the first progress, while the file has not ended.
    const importing = await fetch(`${address}/api/v1/imports/events?format=csv`, {
      method: "POST",
      body,
      duplex: "half",
      headers: { authorization: `Bearer ${serverFile().token}`, "content-type": "application/octet-stream" },
    });
    expect(importing.status).toBe(200);
    const startedAt = performance.now();
    server.process.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 143 });
    expect(performance.now() - startedAt).toBeLessThan(MOST_MS);
    expect(await isNotRunning(join(folder.path, "data"))).toBe(true);
    expect(existsSync(join(folder.path, "data/server.json"))).toBe(false);
    expect(existsSync(join(folder.path, "data/lock"))).toBe(false);
    await expect(importing.text()).rejects.toThrow();
  });
});

describe("without a server", () => {
  test("Ctrl+C ends an import and its engine; meanwhile the directory is locked", async () => {
    const importing = folder.start(["import", "customers", "-", "--format", "csv", "--data", "data"]);
    importing.process.stdin.write("customer_id,age\nlate,1\n");
    while (!existsSync(join(folder.path, "data/lock"))) await wait(20);
    const locked = await inData(["count", "everyone.json"]);
    expect([codeOf(locked), locked.code]).toEqual(["data_locked", 1]);
    const startedAt = performance.now();
    importing.process.kill("SIGINT");
    expect(await importing.ended).toMatchObject({ code: 130, stdout: "" });
    expect(performance.now() - startedAt).toBeLessThan(MOST_MS);
    expect(await isNotRunning(join(folder.path, "data"))).toBe(true);
  });

  test("the file of one that is gone is ignored, though its process id is taken again, and only what was taken in is counted", async () => {
    writeFileSync(join(folder.path, "data/server.json"), JSON.stringify({ address: "http://127.0.0.1:1", pid: process.pid, token: "x" }));
    expect(documentOf(await inData(["count", "everyone.json"]))).toMatchObject({ count: 150 });
  });

  test("the saved segment is refreshed, and its history is told", async () => {
    const refreshed = documentOf(await inData(["refresh", segment]));
    expect(refreshed).toMatchObject({ entered: 1, left: 1, receipt: { count: 100, base: 150 }, by: { name: "Administrator" } });
    const told = await folder.run(["history", segment, "--data", "data"]);
    const lines = told.stdout.trimEnd().split("\n").map((line) => line.split(/ {2,}/).slice(1, -1));
    expect(lines).toEqual([["customers", "entered", "left", "revision", "cause"], ["100", "1", "1", "1", "hand"], ["100", "1", "hand"]]);
  });

  test("the saved segment is exported by its name, and the whole path of its file is told", async () => {
    const run = documentOf<{ id: string; files: readonly { place: string }[] }>(await inData(["export", "run", "A hundred", "Downloads"]));
    expect(run).toMatchObject({ name: "A hundred", status: "finished", sent: { added: 100 }, files: [{ rows: 100 }] });
    expect(readFileSync(run.files[0]?.place ?? "", "utf8").split("\n")).toHaveLength(102);
  });

  test("doctor says how many customers there are, line by line", async () => {
    const ran = await folder.run(["doctor", "--data", "data"]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^ok {7}rows: customers: 150, as many/m);
    expect(ran.stdout).toMatch(/Coterie has what it needs\.\n$/);
  });

  test("serve takes the next free port when its own is taken, warns of a folder for files that is not there, and ends on Ctrl+C", async () => {
    const own = createServer();
    // Where something else has it, it is taken as well.
    await new Promise<void>((resolve) => own.once("error", () => resolve()).listen(4310, "127.0.0.1", resolve));
    try {
      const serving = folder.start(["serve", "--data", "data"], { COTERIE_FOLDERS: "gone" });
      const [, port] = await serving.says(/Coterie is at http:\/\/127\.0\.0\.1:(\d+)/);
      expect(Number(port)).toBeGreaterThan(4310);
      serving.process.kill("SIGINT");
      expect(await serving.ended).toMatchObject({ code: 130, stderr: expect.stringContaining(`COTERIE_FOLDERS names ${join(folder.path, "gone")},`) });
    } finally {
      own.close();
    }
  });
});
