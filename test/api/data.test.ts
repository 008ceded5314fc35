import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MembersPage } from "../../src/results/audience.ts";
import type { Breakdown } from "../../src/results/breakdown.ts";
import type { Revision } from "../../src/store/revisions.ts";
import type { TileBoard } from "../../src/store/tiles.ts";
import type { Insights } from "../../src/results/insights/insights.ts";
import type { Profile } from "../../src/results/profile.ts";
import type { Receipt } from "../../src/results/receipt.ts";
import type { Values } from "../../src/results/values.ts";
import { type DataWorkspace, openDataWorkspace } from "./data-workspace.ts";
import { type ErrorBody, jsonOf } from "./workspace.ts";

const CUSTOMERS = 120;
const NOW = "2026-01-15T12:00:00Z";
const EVERYONE = { kind: "all", of: [] };
const ADULTS = { kind: "attribute", attribute: "age", op: "at_least", value: 18 };

let workspace: DataWorkspace;

beforeAll(async () => {
  workspace = await openDataWorkspace();
  const rows = Array.from({ length: CUSTOMERS }, (_, at) =>
    JSON.stringify({ customer_id: `c${at}`, age: at, name: at === 7 ? 'Ann "A,B"\nÖ' : `n${at}`, tags: at % 2 === 0 ? ["even", "x,y"] : [] }),
  );
  const lines = await workspace.importFile("customers?format=ndjson&types=tags=text[]", `${rows.join("\n")}\n`);
  expect(lines.at(-1)?.report).toMatchObject({ read: CUSTOMERS, accepted: CUSTOMERS, rejected: 0 });
  const orders = Array.from({ length: CUSTOMERS }, (_, at) => `c${at % 10},Order,2026-01-${String((at % 14) + 1).padStart(2, "0")}T10:00:00Z,${at}`);
  const events = await workspace.importFile("events?format=csv", `customer_id,event,time,total\n${orders.join("\n")}\n`);
  expect(events.at(-1)?.report).toMatchObject({ accepted: CUSTOMERS });
});
afterAll(async () => {
  await workspace.close();
  expect(workspace.logged).toEqual([]);
});

describe("questions", () => {
  test("pages of members together are those who were counted, each once, with one receipt", async () => {
    const asked = { where: ADULTS, now: NOW, timeZone: "UTC" };
    const counted = await jsonOf<Receipt>(await workspace.post("/segments/count", asked));
    expect(counted).toMatchObject({ count: CUSTOMERS - 18, base: CUSTOMERS, now: "2026-01-15T12:00:00.000Z", timeZone: "UTC" });

    const keys: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: MembersPage = await jsonOf(await workspace.post("/segments/members", { ...asked, columns: ["age"], limit: 25, ...(cursor && { cursor }) }));
      keys.push(...page.rows.map(({ key }) => key));
      const { elapsedMs: _, evaluatedAt: __, ...receipt } = page.receipt;
      expect(counted).toMatchObject(receipt);
      expect(page.columns).toEqual([{ name: "age", type: "number" }]);
      expect(page.rows.map(({ key, values }) => `c${values[0]}` === key)).not.toContain(false);
      cursor = page.next;
    }
    expect(keys).toEqual(Array.from({ length: CUSTOMERS - 18 }, (_, at) => `c${at + 18}`));
  });

  test("of some customers each is told to be in or not, by the set that is counted", async () => {
    const customers = ["c17", "c18", "nobody'\n", "c119", "c18"];
    const answer = await (await workspace.post("/segments/contains", { where: ADULTS, now: NOW, customers })).json();
    const isIn = [false, true, null, true, true];
    expect(answer).toEqual({ customers: customers.map((key, at) => ({ key, isIn: isIn[at] })), now: "2026-01-15T12:00:00.000Z" });
    expect((await workspace.post("/segments/contains", { where: { kind: "attribute", attribute: "ago" }, customers })).status).toBe(400);
  });

  test("revisions of a segment tell what they held as they were saved, and what they would hold now", async () => {
    const { id } = await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Twice", where: ADULTS }));
    await workspace.put(`/segments/${id}`, { name: "Twice", where: EVERYONE, revision: 1 });
    const { revisions } = await jsonOf<{ revisions: Revision[] }>(await workspace.get(`/segments/${id}/revisions`));
    expect(revisions.map(({ revision, size }) => [revision, size?.count, size?.base])).toEqual([[2, CUSTOMERS, CUSTOMERS], [1, CUSTOMERS - 18, CUSTOMERS]]);
    const counted = await workspace.post(`/segments/${id}/revisions/counts`, { revisions: [1, 2, 3] });
    expect(await counted.json()).toMatchObject({ counts: { 1: { count: CUSTOMERS - 18 }, 2: { count: CUSTOMERS } } });
    await workspace.send("DELETE", `/segments/${id}`);
  });

  test("the commonest values among customers are told, those that are searched for first", async () => {
    const ask = async (body: object): Promise<Values> => jsonOf(await workspace.post("/segments/values", { now: NOW, ...body }));
    const tags = await ask({ where: ADULTS, of: { attribute: "tags" } });
    expect(tags).toMatchObject({ receipt: { count: CUSTOMERS - 18 }, more: false });
    expect(tags.values).toEqual([{ value: "even", count: 51 }, { value: "x,y", count: 51 }]);
    const names = await ask({ where: EVERYONE, of: { attribute: "name" }, search: "N11", limit: 3 });
    expect(names).toMatchObject({ values: [{ value: "n11", count: 1 }, { value: "n110", count: 1 }, { value: "n111", count: 1 }], more: true });
    const hostile = await ask({ where: EVERYONE, of: { attribute: "name" }, search: '"A,B"\nö' });
    expect(hostile.values).toEqual([{ value: 'Ann "A,B"\nÖ', count: 1 }]);
    expect((await ask({ where: EVERYONE, of: { attribute: "name" }, search: "x' OR 1".repeat(1_000) })).values).toEqual([]);
    const totals = await ask({ where: { kind: "attribute", attribute: "age", op: "less_than", value: 2 }, of: { event: ["Order"], property: "total" }, search: "11", limit: 2 });
    expect(totals).toMatchObject({ values: [{ value: 11, count: 1 }, { value: 110, count: 1 }], more: true });
    const refused = await workspace.post("/segments/values", { where: EVERYONE, of: { event: "Order", property: "totl" } });
    expect(await jsonOf<ErrorBody>(refused)).toMatchObject({ error: { code: "unknown_property", path: ["of", "property"], hint: expect.stringContaining("total") } });
  });

  test("what each condition does is told in exact counts", async () => {
    const even = { kind: "attribute", attribute: "tags", op: "equals", value: "even" };
    const ordered = { kind: "event", event: "Order" };
    const where = { kind: "all", of: [ADULTS, { kind: "any", of: [even, ordered] }, { ...ordered, off: true }] };
    const answer = await jsonOf<Breakdown>(await workspace.post("/segments/breakdown", { where, now: NOW }));
    expect(answer.receipt).toMatchObject({ count: 51, base: CUSTOMERS, now: "2026-01-15T12:00:00.000Z" });
    expect(answer.nodes).toEqual([
      { path: [], alone: 51, after: 51, without: CUSTOMERS },
      { path: ["of", 0], alone: CUSTOMERS - 18, after: CUSTOMERS - 18, without: 65 },
      { path: ["of", 1], alone: 65, after: 51, without: CUSTOMERS - 18 },
      { path: ["of", 1, "of", 0], alone: 60, after: 51, without: 0 },
      { path: ["of", 1, "of", 1], alone: 10, after: 51, without: 51 },
      { path: ["of", 2], alone: null, after: null, without: null },
    ]);
  });

  test("tiles tell of a segment and of everyone how many there are, by the same numbers as counts", async () => {
    const tiles = [{ kind: "attribute", attribute: "tags" }, { kind: "event", event: "Order", by: "week" }, { kind: "condition", where: ADULTS }];
    const answer = await jsonOf<Insights>(await workspace.post("/insights", { where: { ...ADULTS, value: 60 }, now: NOW, timeZone: "UTC", tiles }));
    expect([answer.segment.count, answer.base.count]).toEqual([60, CUSTOMERS]);
    const [tags, orders, adults] = answer.tiles.map(({ bars }) => bars.map(({ segment, base }) => [segment, base]));
    expect([tags, adults]).toEqual([[[30, 60], [30, 60], [30, 60]], [[60, 102], [0, 18]]]);
    expect(orders).toEqual([[0, 10], [0, 10], [0, 10]]);
    const against = await jsonOf<Insights>(await workspace.post("/insights", { where: ADULTS, against: { where: { ...ADULTS, value: 60 } }, now: NOW, tiles }));
    expect([against.segment.count, against.base.count, against.tiles[0]?.known]).toEqual([102, 60, { segment: 51, base: 30 }]);
    const twice = await jsonOf<Insights>(await workspace.post("/insights", { where: ADULTS, now: NOW, timeZone: "UTC", tiles: [...tiles, ...tiles] }));
    expect(twice.tiles.slice(3)).toEqual(twice.tiles.slice(0, 3));
    expect(await jsonOf(await workspace.get("/insights/overview"))).toMatchObject({
      customers: { count: CUSTOMERS },
      withEvents: { count: 10 },
      events: { count: CUSTOMERS, newest: "2026-01-14T10:00:00.000Z" },
    });
  });

  test("tiles are suggested until an administrator chooses, and each may add own ones", async () => {
    const shown = (tile: object) => ({ tile, title: null, color: "teal", note: "Ask Ana" });
    const age = shown({ kind: "attribute", attribute: "age" });
    const adults = shown({ kind: "condition", where: ADULTS });
    const suggested = await jsonOf<TileBoard>(await workspace.get("/insights/tiles"));
    expect(suggested).toMatchObject({ suggested: true, own: [] });
    expect(suggested.shared.map(({ tile }) => tile)).toContainEqual({ kind: "event", event: "Order", by: "week" });
    await workspace.put("/insights/tiles/own", { tiles: [adults] });
    expect(await jsonOf(await workspace.put("/insights/tiles/shared", { tiles: [age, adults] }))).toEqual({ shared: [age, adults], suggested: false, own: [adults] });
    const refused = await workspace.put("/insights/tiles/own", { tiles: [shown({ kind: "condition", where: { ...ADULTS, attribute: "nope" } })] });
    expect((await jsonOf<ErrorBody>(refused)).error).toMatchObject({ code: "invalid_definition", path: ["tiles", 0, "tile", "where", "attribute"] });
    expect(await jsonOf(await workspace.put("/insights/tiles/shared", { tiles: null }))).toEqual({ ...suggested, own: [adults] });
  });

  test("a tile that names what there is not is refused by its place", async () => {
    const refused = async (body: object): Promise<unknown> => (await jsonOf<ErrorBody>(await workspace.post("/insights", body))).error;
    const tiles = [{ kind: "attribute", attribute: "age" }, { kind: "property", event: "Order", property: "totl" }];
    expect(await refused({ where: EVERYONE, tiles })).toMatchObject({ code: "unknown_property", path: ["tiles", 1, "property"], hint: 'Did you mean "total"?' });
    expect(await refused({ where: EVERYONE, segment: "s", tiles })).toMatchObject({ code: "invalid_request" });
    const wrong = { kind: "condition", where: { ...ADULTS, attribute: "nope" } };
    expect(await refused({ where: EVERYONE, tiles: [wrong] })).toMatchObject({ code: "invalid_definition", path: ["tiles", 0, "where", "attribute"] });
  });

  test("files of members carry every value as it is", async () => {
    const asked = { where: { kind: "attribute", attribute: "age", op: "between", value: [6, 7] } };
    const ndjson = await workspace.post("/segments/members.ndjson", asked);
    expect((await ndjson.text()).trimEnd().split("\n").map((line): unknown => JSON.parse(line))).toEqual([
      { customer_id: "c6", age: 6, name: "n6", tags: ["even", "x,y"] },
      { customer_id: "c7", age: 7, name: 'Ann "A,B"\nÖ', tags: [] },
    ]);
    const csv = await workspace.post("/segments/members.csv", { ...asked, columns: ["name", "tags"] });
    expect(csv.headers.get("content-disposition")).toContain('filename="members.csv"');
    expect(await csv.text()).toBe('"customer_id","name","tags"\n"c6","n6","[""even"",""x,y""]"\n"c7","Ann ""A,B""\nÖ",""\n');
    const query = new URLSearchParams({ where: JSON.stringify(asked.where), columns: "" });
    expect(await (await workspace.get(`/segments/members.csv?${query}`)).text()).toBe('"customer_id"\n"c6"\n"c7"\n');
  });

  test("files of members are searched and sorted as their pages are", async () => {
    const where = { kind: "attribute", attribute: "age", op: "between", value: [2, 9] };
    const choice = { search: "even", sort: { attribute: "age", order: "desc" } };
    const rows = '"customer_id"\n"c8"\n"c6"\n"c4"\n"c2"\n';
    const posted = await workspace.post("/segments/members.csv", { where, columns: [], ...choice });
    expect(await posted.text()).toBe(rows);
    const query = new URLSearchParams({ where: JSON.stringify(where), columns: "", search: choice.search, sort: JSON.stringify(choice.sort) });
    expect(await (await workspace.get(`/segments/members.csv?${query}`)).text()).toBe(rows);
    const found = await workspace.post("/segments/members.ndjson", { where, columns: [], search: "c3" });
    expect(await found.text()).toBe('{"customer_id":"c3"}\n');
    const unknown = await workspace.post("/segments/members.csv", { where, sort: { attribute: "nope" } });
    expect((await jsonOf<ErrorBody>(unknown)).error).toMatchObject({ code: "unknown_attribute", path: ["sort", "attribute"] });
  });

  test("a saved segment is downloaded under its name, with its own zone", async () => {
    const saved = await jsonOf<{ id: string; sentence: string }>(
      await workspace.post("/segments", { name: "Fives / Fünfer", where: { kind: "attribute", attribute: "age", op: "equals", value: 5 }, timeZone: "Asia/Tokyo" }),
    );
    expect(saved.sentence).toBe("Customers whose age is 5. Days are those of “Asia/Tokyo”.");
    const csv = await workspace.get(`/segments/${saved.id}/members.csv?columns=age`);
    expect(csv.headers.get("content-disposition")).toContain("filename*=UTF-8''Fives%20_%20F%C3%BCnfer.csv");
    expect(await csv.text()).toBe('"customer_id","age"\n"c5",5\n');
  });

  test.each(["/segments/count", "/segments/breakdown", "/segments/members", "/segments/members.csv", "/segments/members.ndjson"])("%s tells all problems of a definition by their paths", async (path) => {
    const where = { kind: "all", of: [{ ...ADULTS, value: "18" }, { kind: "event", event: "Ordr" }, { kind: "attribute", attribute: "name", op: "matches", value: "(" }] };
    const response = await workspace.post(path, { where });
    expect(response.status).toBe(400);
    const { error } = await jsonOf<ErrorBody>(response);
    expect(error).toMatchObject({
      code: "invalid_definition",
      problems: [
        { code: "wrong_type", path: ["of", 0, "value"] },
        { code: "unknown_event", path: ["of", 1, "event"] },
      ],
    });
  });

  test("a pattern that the engine refuses is named by its place", async () => {
    const response = await workspace.post("/segments/count", { where: { kind: "not", of: { kind: "attribute", attribute: "name", op: "matches", value: "(" } } });
    expect(response.status).toBe(400);
    expect((await jsonOf<ErrorBody>(response)).error.problems).toMatchObject([{ code: "invalid_pattern", path: ["of", "value"] }]);
  });

  test("a saved segment with such a pattern keeps no other from being counted, nor what refers to it from being named", async () => {
    const save = async (where: object): Promise<string> => (await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "P", where, timeZone: null }))).id;
    const broken = await save({ kind: "attribute", attribute: "name", op: "matches", value: "(" });
    const referring = await save({ kind: "not", of: { kind: "segment", segment: broken } });
    const sound = await save(ADULTS);
    const { counts } = await jsonOf<{ counts: object }>(await workspace.post("/segments/counts", { segments: [broken, referring, sound] }));
    expect(Object.keys(counts)).toEqual([sound]);
    expect((await workspace.post("/segments/lint", { where: ADULTS })).status).toBe(200);
    const refused = await jsonOf<ErrorBody>(await workspace.post("/segments/count", { where: { kind: "segment", segment: referring } }));
    expect(refused.error.problems).toMatchObject([{ code: "broken_reference", path: ["segment"], message: expect.stringContaining("pattern is not valid") }]);
    for (const id of [referring, broken, sound]) await workspace.send("DELETE", `/segments/${id}`);
  });

  test("a column that there is not, and a cursor of something else, are refused", async () => {
    const codeOf = async (body: object): Promise<string> => (await jsonOf<ErrorBody>(await workspace.post("/segments/members", { where: EVERYONE, ...body }))).error.code;
    expect(await codeOf({ columns: ["nope"] })).toBe("unknown_attribute");
    expect(await codeOf({ cursor: "!" })).toBe("invalid_cursor");
    const sort = { attribute: null, order: "asc" };
    for (const json of [`[${"[".repeat(20_000)}${"]".repeat(20_000)},"asc","a","c1"]`, '["name","asc","a","c1"]', "{"]) {
      expect(await codeOf({ sort, cursor: Buffer.from(json).toString("base64url") })).toBe("invalid_cursor");
    }
    const hidden = Buffer.from('[null,"asc","a\\u0000","c\\u0000"]').toString("base64url");
    expect((await workspace.post("/segments/members", { where: EVERYONE, sort, cursor: hidden })).status).toBe(200);
    const farthest = `${Number.MAX_SAFE_INTEGER.toString(36)}.1`;
    expect((await workspace.get(`/customers/c1/events?cursor=${farthest}`)).status).toBe(200);
    expect((await workspace.get(`/customers/c1/events?cursor=-${farthest}`)).status).toBe(200);
  });

  test("a definition of lists without end is refused as any other, wherever it is asked about", async () => {
    const lists = "[".repeat(20_000) + "]".repeat(20_000);
    for (const path of ["/segments/count", "/segments/check", "/segments/breakdown", "/segments/lint", "/segments/members", "/segments"]) {
      const body = `{"where":${lists}${path === "/segments" ? ',"name":"Deep"' : ""}}`;
      const answer = await jsonOf<{ error?: { problems: unknown }; problems?: unknown }>(await workspace.post(path, body));
      expect([path, answer.error?.problems ?? answer.problems]).toMatchObject([path, [{ code: "invalid_definition" }]]);
    }
  });
});

describe("what there is", () => {
  test("for how many customers an attribute is known, and some of its values", async () => {
    expect(await jsonOf(await workspace.get("/attributes/examples"))).toEqual({
      attributes: [
        { name: "age", known: CUSTOMERS, examples: Array.from({ length: 3 }, () => expect.stringMatching(/^\d+$/)) },
        { name: "name", known: CUSTOMERS, examples: Array.from({ length: 3 }, () => expect.stringMatching(/^n\d+$|^Ann/)) },
        { name: "tags", known: CUSTOMERS / 2, examples: ["even", "x,y"] },
      ],
    });
  });

  test("attributes and events, with their types", async () => {
    expect(await jsonOf(await workspace.get("/attributes"))).toEqual({
      customers: CUSTOMERS,
      attributes: expect.arrayContaining([
        { name: "age", type: "number", label: "Age" },
        { name: "name", type: "text", label: "Name" },
        { name: "tags", type: "text[]", label: "Tags" },
      ]),
    });
    expect(await jsonOf(await workspace.get("/events"))).toEqual({
      events: [
        {
          name: "Order",
          count: CUSTOMERS,
          oldest: "2026-01-01T10:00:00.000Z",
          newest: "2026-01-14T10:00:00.000Z",
          properties: [{ name: "total", type: "number" }],
        },
      ],
    });
  });

  test("the segments that one customer is in, and pages and activity of the events", async () => {
    const ids = new Map<string, string>();
    for (const [name, where] of [["Grown", ADULTS], ["Buyers", { kind: "event", event: "Order", op: "at_least", value: 10 }]] as const) {
      ids.set(name, (await jsonOf<{ id: string }>(await workspace.post("/segments", { name, where }))).id);
    }
    expect(await jsonOf(await workspace.get("/customers/c9/segments"))).toMatchObject({ in: [{ name: "Buyers", id: ids.get("Buyers") }], broken: [] });
    expect(await jsonOf(await workspace.get("/customers/c20/segments"))).toMatchObject({ in: [{ name: "Grown" }] });
    expect(await jsonOf(await workspace.get("/customers/c7/events?limit=2&from=2026-01-10T00:00:00Z"))).toMatchObject({ events: [{ event: "Order" }, {}] });
    expect(await jsonOf(await workspace.get("/customers/c7/activity?events=Order&timeZone=UTC"))).toMatchObject({ unit: "day", total: 12 });
    for (const path of ["", "/events", "/activity", "/segments"]) expect((await workspace.get(`/customers/nobody${path}`)).status).toBe(404);
    expect((await workspace.get("/customers/c7/events?events=Fly")).status).toBe(400);
    for (const id of ids.values()) await workspace.send("DELETE", `/segments/${id}`);
  });

  test("one customer with the latest events first, and no other", async () => {
    const profile = await jsonOf<Profile>(await workspace.get("/customers/c7"));
    expect(profile).toMatchObject({ key: "c7", attributes: { age: 7, name: 'Ann "A,B"\nÖ', tags: [] }, eventCounts: { Order: 12 } });
    const times = profile.events.map(({ time }) => time);
    expect(times).toEqual([...times].sort().reverse());
    expect(profile.events.map(({ properties }) => Number(properties["total"]) % 10)).toEqual(Array(12).fill(7));
    expect((await workspace.get("/customers/nobody")).status).toBe(404);
  });
});

describe("imports", () => {
  const versionAndBase = async () => {
    const { dataVersion, base } = await jsonOf<Receipt>(await workspace.post("/segments/count", { where: EVERYONE }));
    return { dataVersion, base };
  };

  test("tell their progress, each rejected row when asked, and their report last", async () => {
    const file = "customer_id,age\nbad1,old\nbad2,older\n";
    const lines = await workspace.importFile("customers?format=csv&rejects=all", file);
    expect(lines.filter(({ progress }) => progress).map(({ progress }) => progress?.phase)).toEqual(expect.arrayContaining(["checking", "storing"]));
    expect(lines.flatMap(({ reject }) => reject ?? [])).toEqual([
      { line: 2, reason: 'age: "old" is not a number' },
      { line: 3, reason: 'age: "older" is not a number' },
    ]);
    expect(lines.at(-1)?.report).toMatchObject({ read: 2, accepted: 0, rejected: 2 });
  });

  test("that took a number for text are mended by another type, which is refused while a value is not of it", async () => {
    await workspace.importFile("customers?format=csv", "customer_id,points\nc1,1\nc2,x\nc3,3\n");
    const refused = await workspace.post("/retype", { name: "points", type: "number" });
    expect([refused.status, (await jsonOf<ErrorBody>(refused)).error.code]).toEqual([400, "type_conflict"]);
    const done = await workspace.post("/retype", { name: "points", type: "number", misfits: "unknown" });
    expect(await done.json()).toEqual({ from: "text", to: "number", known: 3, misfits: 1, firstMisfits: [{ customer: "c2", value: '"x"' }] });
    expect((await jsonOf<ErrorBody>(await workspace.post("/retype", { name: "nothing", type: "date" }))).error.code).toBe("unknown_attribute");
  });

  test("that can't be done end with an error, and change nothing", async () => {
    const before = await versionAndBase();
    const [keyless, empty, broken] = [
      await workspace.importFile("customers?format=csv", "id\n1\n"),
      await workspace.importFile("customers?format=csv", ""),
      await workspace.importFile("customers?format=parquet", "no parquet"),
    ];
    expect([keyless, empty, broken].map((lines) => lines.at(-1)?.error?.code)).toEqual(["missing_column", "empty_file", "invalid_file"]);
    expect(await versionAndBase()).toEqual(before);
  });

  test("end when their caller goes away, and let the next one in", async () => {
    const before = await versionAndBase();
    const caller = new AbortController();
    const stalled = new ReadableStream<Uint8Array>({ start: (body) => body.enqueue(new TextEncoder().encode("customer_id,age\nlate,1\n")) });
    const first = workspace.importFile("customers?format=csv", stalled, { signal: caller.signal });
    await wait(300);
    const second = workspace.importFile("customers?format=csv", "customer_id,age\nnext,1\n");
    caller.abort();
    expect((await first).at(-1)?.error?.code).toBe("cancelled");
    expect((await second).at(-1)?.report).toMatchObject({ accepted: 1 });
    expect(await versionAndBase()).toEqual({ dataVersion: before.dataVersion + 1, base: before.base + 1 });
  });

  test("of several callers at once are taken in one after the other, each whole", async () => {
    const before = await versionAndBase();
    const files = Array.from({ length: 3 }, (_, file) => `customer_id,age\n${Array.from({ length: 50 }, (_, at) => `shared${at},${file}`).join("\n")}\n`);
    const done = await Promise.all(files.map((file) => workspace.importFile("customers?format=csv", file)));
    expect(done.map((lines) => lines.at(-1)?.report?.accepted)).toEqual([50, 50, 50]);
    expect(await versionAndBase()).toEqual({ dataVersion: before.dataVersion + 3, base: before.base + 50 });
    const counts = await Promise.all(
      [0, 1, 2].map(async (value) => {
        const where = { kind: "all", of: [{ kind: "attribute", attribute: "age", op: "equals", value }, { kind: "attribute", attribute: "name", op: "is_unknown" }] };
        return (await jsonOf<Receipt>(await workspace.post("/segments/count", { where }))).count;
      }),
    );
    expect(counts.filter((count) => count >= 50)).toHaveLength(1);
  });
});

test("a question whose caller is gone is not answered, and harms nobody else", async () => {
  const fresh = { kind: "attribute", attribute: "age", op: "at_most", value: 3.5 };
  const response = await workspace.post("/segments/count", { where: fresh }, { signal: AbortSignal.abort() });
  expect(response.status).toBe(408);
  expect((await jsonOf<ErrorBody>(response)).error.code).toBe("cancelled");
  expect(await jsonOf<Receipt>(await workspace.post("/segments/count", { where: fresh }))).toMatchObject({ base: expect.any(Number) });
});
