import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDefinition } from "../../src/cli/definition.ts";
import { remoteBackend } from "../../src/cli/remote.ts";
import type { ImportReport } from "../../src/ingest/request.ts";
import { documentOf, Folder, type Ran, type Running } from "./command.ts";

const ORDERS = fileURLToPath(new URL("../../../shared/data/cdnow-orders.csv", import.meta.url));

let folder: Folder;
/** Started once what is told without one was asked: each question takes it a fourth of the time. */
let server: Running | undefined;

beforeAll(() => {
  folder = new Folder();
});
afterAll(async () => {
  server?.process.kill("SIGKILL");
  await server?.ended;
  folder.remove();
});

const json = (args: readonly string[], input?: string): Promise<Ran> =>
  folder.run([...args, "--data", "data", "--json"], input === undefined ? {} : { input });

interface ErrorDocument {
  readonly error: { readonly code: string; readonly problems?: readonly { readonly code: string }[] };
}

const MISTAKES = {
  kind: "all",
  of: [
    { kind: "attribute", attribute: "cuntry", op: "is_known" },
    { kind: "attribute", attribute: "age", op: "greater_then", value: 1 },
    { kind: "attribute", attribute: "age", op: "at_least", value: "30" },
    { kind: "event", event: "Ordr" },
    { kind: "any" },
  ],
};
const MISTAKES_CODES = ["unknown_attribute", "unknown_operator", "wrong_type", "unknown_event", "missing_field"];

test("a definition that is nested too deep to be read, or to be sent to a server, is refused by name", async () => {
  const brackets = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  const where: unknown = JSON.parse(brackets(50_000));
  const server = remoteBackend({ address: "http://127.0.0.1:9", token: "" });
  await expect(server.count({ where })).rejects.toMatchObject({ code: "too_deep", hint: expect.any(String) });
  expect(() => parseDefinition({ name: "deep.yaml", text: `where: ${brackets(5_000)}` })).toThrow("deep.yaml is nested too deep to be read.");
});

describe("import", () => {
  test("takes in what holds, and tells each other row with its line and reason", async () => {
    folder.write(
      "customers.csv",
      '\uFEFFcustomer_id,country,age,vip\nc1,Finland,31,true\nc2,Estonia,old,false\nc3,Finland,44,true,extra\nc4,"Åland, FI",25,false\n,Norway,20,true\nc5,Finland\n',
    );
    const ran = await json(["import", "customers", "customers.csv", "--types", "age=number", "--rejects", "rejects.ndjson"]);
    expect(ran.code).toBe(0);
    const rejects = [
      { line: 3, reason: 'age: "old" is not a number' },
      { line: 4, reason: "more than 4 values" },
      { line: 6, reason: "no customer key" },
      { line: 7, reason: "fewer than 4 values" },
    ];
    expect(documentOf<ImportReport>(ran)).toEqual({
      read: 6,
      accepted: 2,
      rejected: 4,
      duplicates: 0,
      customers: 2,
      elapsedMs: expect.any(Number),
      columns: [
        { name: "customer_id", type: "customer key", decided: "role" },
        { name: "country", type: "text", decided: "inferred" },
        { name: "age", type: "number", decided: "given" },
        { name: "vip", type: "boolean", decided: "inferred" },
      ],
      rejects,
    });
    const written = readFileSync(join(folder.path, "rejects.ndjson"), "utf8").trimEnd().split("\n");
    expect(written.map((line) => JSON.parse(line))).toEqual(rejects.map((reject) => ({ file: "customers.csv", ...reject })));
  });

  test("of events twice adds nothing the second time", async () => {
    folder.write(
      "events.ndjson",
      [
        { customer_id: "c1", event: "Order", time: "2024-01-02T10:00:00Z", properties: { total: 30, tags: ["a"] } },
        { customer_id: "c1", event: "Order", time: "2024-01-02T10:00:00Z", properties: { total: 30, tags: ["a"] } },
        { customer_id: "new", event: "Visit", time: "2024-01-03" },
      ]
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    );
    const first = await folder.run(["import", "events", "events.ndjson", "events.ndjson", "--data", "data"]);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^events.ndjson: 3 of 3 rows taken in, 2 customers/) });
    expect(first.stdout).toMatch(/^events.ndjson: 0 of 3 rows taken in/m);
  });
});

test("without a server members are told, there is nothing to refresh where no segment was saved, and no link to sign in", async () => {
  const [members, refused, link] = await inTurn(
    () => folder.run(["members", "-", "--data", "data"], { input: '{"kind":"attribute","attribute":"country","op":"is_known"}' }),
    () => json(["refresh", "none"]),
    () => json(["sign-in-link"]),
  );
  expect(members.stdout).toBe('"customer_id","country","age","vip"\n"c1","Finland",31,true\n"c4","Åland, FI",25,false\n');
  const codes = [refused, link].map((ran) => [documentOf<ErrorDocument>(ran).error.code, ran.code]);
  expect(codes).toEqual([["not_found", 1], ["no_server", 1]]);
});

describe("through a server", () => {
  beforeAll(async () => {
    await folder.writeData("data");
    server = folder.start(["serve", "--data", "data", "--port", "0"]);
    await server.says(/Sign in/);
  });

  test("an import of what can't be read takes in nothing and says why", async () => {
    folder.write("empty.csv", "");
    folder.write("customers.xlsx", "not read");
    const refused = await Promise.all([
      json(["import", "customers", "empty.csv"]),
      json(["import", "customers", "customers.xlsx"]),
      json(["import", "events", "nothing.csv"]),
      json(["import", "customers", "customers.csv", "--types", "age=integer"]),
    ]);
    expect(refused.map((ran) => [documentOf<ErrorDocument>(ran).error.code, ran.code])).toEqual([
      ["empty_file", 1],
      ["unknown_format", 2],
      ["no_such_file", 1],
      ["invalid_type", 2],
    ]);
  });

  test("catalog tells attributes and events with their types, after all that failed", async () => {
    expect(documentOf(await json(["catalog"]))).toEqual({
      customers: 3,
      lists: [],
      attributes: [
        expect.objectContaining({ name: "country", type: "text" }),
        expect.objectContaining({ name: "age", type: "number" }),
        expect.objectContaining({ name: "vip", type: "boolean" }),
      ],
      events: [
        {
          name: "Order",
          count: 2,
          oldest: "2024-01-02T10:00:00.000Z",
          newest: "2024-01-02T10:00:00.000Z",
          properties: [
            { name: "tags", type: "text[]" },
            { name: "total", type: "number" },
          ],
        },
        { name: "Visit", count: 1, oldest: "2024-01-03T00:00:00.000Z", newest: "2024-01-03T00:00:00.000Z", properties: [] },
      ],
    });
  });

  test("count takes JSON, a segment as YAML, and lines on standard input, a bad line among them", async () => {
    folder.write("known.json", '{\n  "kind": "attribute",\n  "attribute": "country",\n  "op": "is_known"\n}\n');
    folder.write("finns.yaml", "name: Finns\ntimeZone: Europe/Helsinki\nwhere:\n  kind: attribute\n  attribute: country\n  op: equals\n  value: finland\n");
    folder.write("mistakes.json", JSON.stringify(MISTAKES));
    const [finns, lines] = await Promise.all([
      json(["count", "finns.yaml", "--now", "2024-06-01T12:00:00+02:00", "--time-zone", "UTC"]),
      json(
        ["count", "-"],
        [
          '{"where":{"kind":"all","of":[]},"now":"2024-01-01T00:00:00Z"}',
          '{"where":{"kind":"all","of":',
          '{"where":{"kind":"attribute","attribute":"nope","op":"is_known"}}',
          "42",
          JSON.stringify({ where: MISTAKES }),
          '{"where":{"kind":"event","event":"Order","op":"exactly","value":2},"timeZone":"Asia/Tokyo"}\r',
        ].join("\n"),
      ),
    ]);
    expect(documentOf(finns)).toMatchObject({ count: 1, base: 3, share: 1 / 3, now: "2024-06-01T10:00:00.000Z", timeZone: "Europe/Helsinki" });
    expect(lines.code).toBe(1);
    expect(lines.stdout.trimEnd().split("\n").map((line) => JSON.parse(line))).toMatchObject([
      { count: 3, now: "2024-01-01T00:00:00.000Z" },
      { error: { code: "invalid_definition" } },
      { error: { problems: [{ code: "unknown_attribute", path: ["attribute"] }] } },
      { error: { code: "invalid_definition" } },
      { error: { problems: MISTAKES_CODES.map((code) => ({ code })) } },
      { count: 1, timeZone: "Asia/Tokyo" },
    ]);
  });

  test("members may be NDJSON, with the columns and as many as asked for", async () => {
    const ndjson = await folder.run(["members", "known.json", "--data", "data", "--format", "ndjson", "--columns", "age, country", "--limit", "1"]);
    expect(ndjson.stdout).toBe('{"customer_id":"c1","age":31,"country":"Finland"}\n');
  });

  test("describe says it in words, which parse turns back; check tells five mistakes at once", async () => {
    const many = { kind: "attribute", attribute: "age", op: "any_of", value: Array.from({ length: 50 }, (_, index) => index + 20) };
    folder.write("many.json", JSON.stringify({ where: many, timeZone: "Europe/Helsinki" }));
    const [finns, checked, both] = await Promise.all([
      folder.run(["describe", "finns.yaml", "--data", "data"]),
      json(["check", "mistakes.json"]),
      json(["describe", "many.json"]),
    ]);
    expect(finns).toMatchObject({ code: 0, stdout: "Customers whose country is “finland”. Days are those of “Europe/Helsinki”.\n" });
    expect(checked.code).toBe(1);
    expect(documentOf<{ problems: { code: string }[] }>(checked).problems.map(({ code }) => code)).toEqual(MISTAKES_CODES);
    const words = documentOf<{ sentence: string; short: string }>(both);
    expect(words.short).toBe("Customers whose age is any of 20, 21, 22, 23, 24, 25, 26, 27 or 42 more.");
    const again = await folder.run(["parse", "--data", "data"], { input: words.sentence });
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual({ where: many, timeZone: "Europe/Helsinki" });
  });

  test("what is wrong use ends with 2", async () => {
    const wrong = await Promise.all([
      folder.run(["bogus"]),
      folder.run(["count"]),
      folder.run(["members", "known.json", "--format", "xml"]),
      folder.run(["count", "known.json", "--server", "http://127.0.0.1:1"]),
    ]);
    for (const ran of wrong) expect(ran).toMatchObject({ code: 2, stdout: "" });
  });
});

test.runIf(existsSync(ORDERS))("the CDNOW orders give their known answers", async () => {
  const args = ["--data", "cdnow", "--json"];
  const imported = await folder.run(["import", "events", ORDERS, ...args]);
  expect(documentOf(imported)).toMatchObject({ read: 69_659, accepted: 69_659, rejected: 0, customers: 23_570 });
  const order = (more: object): object => ({ kind: "event", event: "Order Completed", ...more });
  const atLeast = (property: string, value: number): object => ({ kind: "property", property, op: "at_least", value });
  const questions = [
    { kind: "all", of: [] },
    order({ value: 2, op: "at_least" }),
    order({ measure: { fn: "sum", property: "revenue" }, op: "more_than", value: 100 }),
    order({ window: { last: 90, unit: "day" } }),
    order({ where: { kind: "all", of: [atLeast("quantity", 10), atLeast("revenue", 100)] } }),
  ];
  const input = questions.map((where) => `${JSON.stringify({ where, now: "1998-07-01T00:00:00Z", timeZone: "UTC" })}\n`).join("");
  const counted = await folder.run(["count", "-", ...args], { input });
  const counts = counted.stdout.trimEnd().split("\n").map((line) => (JSON.parse(line) as { count?: number }).count);
  expect(counts).toEqual([23_570, 11_662, 6_233, 3_301, 657]);
});

/** One after the other: a data directory is opened by one process. */
async function inTurn<const T extends readonly (() => Promise<Ran>)[]>(...runs: T): Promise<{ [K in keyof T]: Ran }> {
  const all: Ran[] = [];
  for (const run of runs) all.push(await run());
  return all as { [K in keyof T]: Ran };
}
