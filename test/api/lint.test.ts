import { afterAll, beforeAll, expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import type { Lint } from "../../src/results/lint.ts";
import { LONG } from "../support/long.ts";
import { type DataWorkspace, openDataWorkspace } from "./data-workspace.ts";
import { type ErrorBody, jsonOf } from "./workspace.ts";

const CUSTOMERS = 100;
const MANY = LONG ? 400 : 80;
const NOW = "2026-01-15T12:00:00Z";

let workspace: DataWorkspace;

beforeAll(async () => {
  workspace = await openDataWorkspace();
  expect(await lint(all())).toEqual([]);
  const rows = Array.from({ length: CUSTOMERS }, (_, at) => `c${at},${at},2026-01-${at < 50 ? "10" : "20"}T${at === 0 ? "23" : "11"}:00:00Z`);
  await workspace.importFile("customers?format=csv", `customer_id,age,joined\n${rows.join("\n")}\n`);
});
afterAll(async () => {
  await workspace.close();
  expect(workspace.logged).toEqual([]);
});

test("a condition that everyone meets is told, one that changes nothing too", async () => {
  expect(await lint(all(from(0), from(20), from(30)))).toEqual([
    { code: "always_true", path: ["of", 0] },
    { code: "changes_nothing", path: ["of", 1] },
  ]);
  expect(await lint({ kind: "any", of: [from(30), from(60), from(500)] })).toEqual([
    { code: "changes_nothing", path: ["of", 1] },
    { code: "changes_nothing", path: ["of", 2] },
  ]);
});

test("a group that changes nothing is told without what stands in it, what is denied is told as what it denies", async () => {
  expect(await lint(all(from(30), { kind: "any", of: [from(20), from(25)] }))).toEqual([{ code: "changes_nothing", path: ["of", 1] }]);
  const where = all(from(30), { kind: "not", of: from(500) });
  const { findings } = await jsonOf<Lint>(await workspace.post("/segments/lint", { where, now: NOW }));
  expect(findings).toMatchObject([{ path: ["of", 1], message: "The same customers are in without this condition." }]);
});

test("the condition that leaves nobody is told, once", async () => {
  expect(await lint(all(from(30), { kind: "not", of: from(20) }, from(40)))).toEqual([{ code: "contradiction", path: ["of", 1, "of"] }]);
  expect(await lint({ kind: "any", of: [from(500), from(90)] })).toEqual([{ code: "changes_nothing", path: ["of", 0] }]);
  expect(await lint(from(500))).toEqual([{ code: "contradiction", path: [] }]);
});

test(`a definition of ${MANY} conditions is judged`, async () => {
  const found = await lint(all(...Array.from({ length: MANY }, (_, at) => from(at / 5))));
  expect(found[0]).toEqual({ code: "always_true", path: ["of", 0] });
  expect(found.filter(({ code }) => code === "changes_nothing")).toHaveLength(MANY - 1);
});

test("of a segment that was never refreshed nobody is known to have entered: only that is told", async () => {
  const { id } = await jsonOf<{ readonly id: string }>(await workspace.post("/segments", { name: "Grown up", where: from(18) }));
  const entered: Condition = { kind: "segment", segment: id, entered: { last: 7, unit: "day" } };
  expect(await lint(all(from(30), entered))).toEqual([{ code: "never_refreshed", path: ["of", 1] }]);
  expect(await lint(all(from(30), { kind: "not", of: entered }))).toEqual([{ code: "never_refreshed", path: ["of", 1, "of"] }]);
});

test("what is off is not judged", async () => {
  expect(await lint(all(from(30), { ...from(0), off: true }))).toEqual([]);
});

test("a definition whose customers depend on the zone is told", async () => {
  expect(await lint(joined("2026-01-11"))).toEqual([{ code: "zone_sensitive", path: [] }]);
  expect(await lint(joined("2026-01-15"))).toEqual([]);
  expect(await lint(joined("2026-01-11T00:00:00Z"))).toEqual([]);
  expect(await lint(joined("2026-01-11"), { ownTimeZone: "Asia/Singapore" })).toEqual([]);
});

test("a saved segment of nearly the same customers is told, but not the one being edited", async () => {
  const saved = await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Most", where: from(4) }));
  const answer = await jsonOf<Lint>(await workspace.post("/segments/lint", { where: from(6), now: NOW }));
  expect(answer.receipt).toMatchObject({ count: 94, base: CUSTOMERS });
  expect(answer.findings).toMatchObject([{ code: "near_duplicate", path: [], segment: { id: saved.id, name: "Most", jaccard: 94 / 96 } }]);
  expect(await lint(from(6), { segment: saved.id })).toEqual([]);
  expect(await lint(from(6), { compare: false })).toEqual([]);
  expect(await lint(from(9))).toEqual([]);
});

test("a definition with problems is refused", async () => {
  const response = await workspace.post("/segments/lint", { where: { kind: "attribute", attribute: "agee", op: "is_known" } });
  expect(response.status).toBe(400);
  expect((await jsonOf<ErrorBody>(response)).error).toMatchObject({ code: "invalid_definition", path: ["attribute"] });
});

async function lint(where: Condition, more: { readonly segment?: string; readonly compare?: boolean; readonly ownTimeZone?: string } = {}) {
  const { findings } = await jsonOf<Lint>(await workspace.post("/segments/lint", { where, now: NOW, ...more }));
  return findings.map(({ code, path }) => ({ code, path }));
}

function all(...of: readonly Condition[]): Condition {
  return { kind: "all", of };
}

function from(age: number): Condition {
  return { kind: "attribute", attribute: "age", op: "at_least", value: age };
}

function joined(before: string): Condition {
  return { kind: "attribute", attribute: "joined", op: "before", value: before };
}
