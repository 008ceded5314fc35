import { afterAll, beforeAll, expect, test } from "vitest";
import type { Difference } from "../../src/results/difference.ts";
import type { Overlap } from "../../src/results/overlap.ts";
import type { Receipt } from "../../src/results/receipt.ts";
import { type DataWorkspace, openDataWorkspace } from "./data-workspace.ts";
import { type ErrorBody, jsonOf } from "./workspace.ts";

type OverlapBody = Omit<Overlap, "receipts"> & { readonly segments: readonly { readonly name: string | null; readonly receipt: Receipt }[] };

const CUSTOMERS = 60;
const NOW = "2026-01-15T12:00:00Z";
const NOBODY = { kind: "any", of: [] };

let workspace: DataWorkspace;

beforeAll(async () => {
  workspace = await openDataWorkspace();
  const rows = Array.from({ length: CUSTOMERS }, (_, at) => `c${at},${at}`);
  await workspace.importFile("customers?format=csv", `customer_id,age\n${rows.join("\n")}\n`);
});
afterAll(async () => {
  await workspace.close();
  expect(workspace.logged).toEqual([]);
});

test("an overlap counts every two segments and every choice of them", async () => {
  const segments = [{ name: "Up to 29", where: below(30) }, { where: from(20) }, { where: from(50) }];
  const answer = await jsonOf<OverlapBody>(await workspace.post("/segments/overlap", { segments, now: NOW }));
  expect(answer.segments.map(({ name, receipt }) => [name, receipt.count, receipt.base])).toEqual([
    ["Up to 29", 30, CUSTOMERS],
    [null, 40, CUSTOMERS],
    [null, 10, CUSTOMERS],
  ]);
  expect(answer.pairs).toEqual([
    { first: 0, second: 1, count: 10, jaccard: 10 / 60 },
    { first: 0, second: 2, count: 0, jaccard: 0 },
    { first: 1, second: 2, count: 10, jaccard: 0.25 },
  ]);
  expect(answer.exclusive).toEqual([
    { in: [0], count: 20 },
    { in: [1], count: 20 },
    { in: [2], count: 0 },
    { in: [0, 1], count: 10 },
    { in: [0, 2], count: 0 },
    { in: [1, 2], count: 10 },
    { in: [0, 1, 2], count: 0 },
  ]);
});

test("an overlap of twenty segments has every pair, and no exclusive counts", async () => {
  const segments = Array.from({ length: 20 }, (_, at) => ({ where: from(at * 3) }));
  const answer = await jsonOf<OverlapBody>(await workspace.post("/segments/overlap", { segments, now: NOW }));
  expect(answer.exclusive).toBeNull();
  expect(answer.pairs).toHaveLength(190);
  for (const { first, second, count, jaccard } of answer.pairs) {
    expect(count).toBe(CUSTOMERS - second * 3);
    expect(jaccard).toBe(count / (CUSTOMERS - first * 3));
  }
});

test("two segments without anybody have no Jaccard index", async () => {
  const answer = await jsonOf<OverlapBody>(await workspace.post("/segments/overlap", { segments: [{ where: NOBODY }, { where: from(99) }] }));
  expect(answer.pairs).toEqual([{ first: 0, second: 1, count: 0, jaccard: null }]);
});

test("a difference tells who joins, leaves and stays, with some of them", async () => {
  const asked = { before: { where: below(30) }, after: { where: { kind: "not", of: below(5) } }, now: NOW };
  const answer = await jsonOf<Difference>(await workspace.post("/segments/difference", asked));
  expect(answer.before).toMatchObject({ count: 30, base: CUSTOMERS });
  expect(answer.after).toMatchObject({ count: 55, now: "2026-01-15T12:00:00.000Z" });
  expect(answer.join).toEqual({ count: 30, sample: keys(30, 40) });
  expect(answer.leave).toEqual({ count: 5, sample: keys(0, 5) });
  expect(answer.stay).toEqual({ count: 25, sample: keys(5, 15) });
});

test("everyone and nobody can be compared too", async () => {
  const asked = { before: { where: { kind: "all", of: [] } }, after: { where: NOBODY } };
  const answer = await jsonOf<Difference>(await workspace.post("/segments/difference", asked));
  expect(answer).toMatchObject({ join: { count: 0, sample: [] }, leave: { count: CUSTOMERS, sample: keys(0, 10) }, stay: { count: 0, sample: [] } });
});

test("a saved segment is compared by its id, under its name and in its own zone", async () => {
  const saved = await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Young", where: below(10), timeZone: "Asia/Tokyo" }));
  const draft = { before: { segment: saved.id }, after: { where: below(12) } };
  const moved = await jsonOf<Difference>(await workspace.post("/segments/difference", draft));
  expect(moved).toMatchObject({ before: { count: 10, timeZone: "Asia/Tokyo" }, join: { count: 2, sample: ["c10", "c11"] }, leave: { count: 0 } });
  const both = await jsonOf<OverlapBody>(await workspace.post("/segments/overlap", { segments: [{ segment: saved.id }, { where: below(5) }], timeZone: "UTC" }));
  expect(both.segments[0]).toMatchObject({ name: "Young", receipt: { timeZone: "Asia/Tokyo" } });
  expect((await workspace.post("/segments/overlap", { segments: [{ segment: "none" }, { where: below(5) }] })).status).toBe(404);
});

test("problems are named by the place of the definition in the body", async () => {
  const wrong = { kind: "attribute", attribute: "agee", op: "at_least", value: 1 };
  const pair = await jsonOf<ErrorBody>(await workspace.post("/segments/difference", { before: { where: from(1) }, after: { where: wrong } }));
  expect(pair.error).toMatchObject({ code: "invalid_definition", path: ["after", "where", "attribute"] });
  const several = await jsonOf<ErrorBody>(await workspace.post("/segments/overlap", { segments: [{ where: from(1) }, { where: wrong }] }));
  expect(several.error).toMatchObject({ code: "invalid_definition", path: ["segments", 1, "where", "attribute"] });
});

test.each([
  ["one segment", { segments: [{ where: NOBODY }] }],
  ["21 segments", { segments: Array.from({ length: 21 }, () => ({ where: NOBODY })) }],
  ["a segment that is both saved and not", { segments: [{ where: NOBODY, segment: "a" }, { where: NOBODY }] }],
  ["a segment that is neither", { segments: [{}, { where: NOBODY }] }],
])("an overlap of %s is refused", async (_, asked) => {
  const response = await workspace.post("/segments/overlap", asked);
  expect(response.status).toBe(400);
  expect((await jsonOf<ErrorBody>(response)).error.code).toMatch(/^invalid_/);
});

function from(age: number) {
  return { kind: "attribute", attribute: "age", op: "at_least", value: age };
}

function below(age: number) {
  return { kind: "attribute", attribute: "age", op: "less_than", value: age };
}

function keys(first: number, end: number): string[] {
  return Array.from({ length: end - first }, (_, at) => `c${first + at}`);
}
