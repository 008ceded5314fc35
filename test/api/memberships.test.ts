import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { ChangesAnswer } from "../../src/api/refresh-schemas.ts";
import type { DoneRefresh, Refresh } from "../../src/store/refreshes.ts";
import { type DataWorkspace, openDataWorkspace } from "./data-workspace.ts";
import { type ErrorBody, jsonOf, openWorkspace, type Workspace } from "./workspace.ts";

const CUSTOMERS = 60;

let workspace: DataWorkspace;
beforeAll(async () => {
  workspace = await openDataWorkspace();
  const rows = Array.from({ length: CUSTOMERS }, (_, at) => `c${at},${at},p${at}`);
  await workspace.importFile("customers?format=csv", `customer_id,age,city\n${rows.join("\n")}\n`);
});
afterAll(async () => {
  await workspace.close();
  expect(workspace.logged).toEqual([]);
});

async function save(age: number): Promise<string> {
  const where = { kind: "attribute", attribute: "age", op: "at_least", value: age };
  return (await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Old", where }))).id;
}

async function refresh(id: string): Promise<DoneRefresh> {
  const response = await workspace.post(`/segments/${id}/refresh`, {});
  expect(response.status).toBe(201);
  return jsonOf(response);
}

async function older(): Promise<void> {
  await workspace.importFile("customers?format=csv", `customer_id,age\n${["c1,90", "c2,91", "c58,1"].join("\n")}\n`);
}

test("a segment is refreshed by hand, and its history tells of it", async () => {
  const id = await save(50);
  const first = await refresh(id);
  expect(first).toMatchObject({ status: "done", cause: "hand", revision: 1, by: { name: "Administrator" }, receipt: { count: 10, base: CUSTOMERS } });
  await older();
  const second = await refresh(id);
  expect(second).toMatchObject({ comparedWith: first.id, entered: 2, left: 1, redefined: false, receipt: { count: 11 } });

  const page = await jsonOf<{ refreshes: Refresh[]; next: string | null }>(await workspace.get(`/segments/${id}/refreshes?limit=1`));
  expect(page).toEqual({ refreshes: [second], next: expect.any(String) });
  const rest = await jsonOf(await workspace.get(`/segments/${id}/refreshes?limit=1&cursor=${page.next}`));
  expect(rest).toEqual({ refreshes: [first], next: null });

  const between = `/segments/${id}/changes?from=${first.id}&to=${second.id}`;
  const changes = await jsonOf<ChangesAnswer>(await workspace.get(between));
  expect(changes).toEqual({ from: first, to: second, redefined: false, entered: 2, left: 1, stayed: 9, customers: null });
  const entered = await jsonOf<ChangesAnswer>(await workspace.get(`${between}&side=entered&columns=city,age&limit=1`));
  expect(entered.customers).toMatchObject({ gone: 0, columns: [{ name: "city" }, { name: "age" }], rows: [{ key: "c1", values: ["p1", 90] }] });
  const more = await jsonOf<ChangesAnswer>(await workspace.get(`${between}&side=entered&columns=&limit=1&cursor=${entered.customers?.next}`));
  expect(more.customers).toMatchObject({ rows: [{ key: "c2", values: [] }], next: null });
  const sort = encodeURIComponent('{"attribute":"age","order":"desc"}');
  const sought = await jsonOf<ChangesAnswer>(await workspace.get(`${between}&side=entered&columns=&search=c2&sort=${sort}`));
  expect(sought.customers).toMatchObject({ gone: 0, found: 1, rows: [{ key: "c2" }] });
  const sorted = await jsonOf<ChangesAnswer>(await workspace.get(`${between}&side=entered&columns=age&sort=${sort}`));
  expect(sorted.customers).toMatchObject({ found: 2, rows: [{ values: [91] }, { values: [90] }] });
  const left = await jsonOf<ChangesAnswer>(await workspace.get(`${between}&side=left&columns=`));
  expect(left.customers?.rows).toEqual([{ key: "c58", values: [] }]);
});

test("a refresh that fails answers why, and the history tells it too", async () => {
  const id = await save(10);
  const referring = await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Refers", where: { kind: "segment", segment: id } }));
  expect((await workspace.send("DELETE", `/segments/${id}`)).status).toBe(204);
  const failed = await workspace.post(`/segments/${referring.id}/refresh`, {});
  expect(failed.status).toBe(400);
  const { error } = await jsonOf<ErrorBody>(failed);
  expect(error.code).toBe("invalid_definition");
  const { refreshes } = await jsonOf<{ refreshes: Refresh[] }>(await workspace.get(`/segments/${referring.id}/refreshes`));
  expect(refreshes).toEqual([expect.objectContaining({ status: "failed", problem: error })]);
});

test.each([
  ["POST", "/segments/none/refresh", 404, "not_found"],
  ["GET", "/segments/none/refreshes", 404, "not_found"],
  ["GET", "/segments/none/changes?from=a&to=b", 404, "not_found"],
  ["GET", "/segments/ID/changes?from=a&to=b", 404, "not_found"],
  ["GET", "/segments/ID/changes?from=a", 400, "invalid_request"],
  ["GET", "/segments/ID/changes?from=FIRST&to=FIRST&side=stayed", 400, "invalid_request"],
  ["GET", "/segments/ID/changes?from=FIRST&to=FIRST&side=left&limit=0", 400, "invalid_request"],
  ["GET", "/segments/ID/changes?from=FIRST&to=FIRST&side=left&columns=none", 400, "unknown_attribute"],
  ["GET", "/segments/ID/changes?from=FIRST&to=FIRST&side=left&cursor=-", 400, "invalid_cursor"],
  ["GET", "/segments/ID/refreshes?cursor=-", 400, "invalid_cursor"],
  ["GET", "/segments/ID/refreshes?limit=1001", 400, "invalid_request"],
])("%s %s is answered %i", async (method, path, status, code) => {
  const id = await save(20);
  const first = await refresh(id);
  const response = await workspace.send(method, path.replace("ID", id).replaceAll("FIRST", first.id));
  expect([response.status, (await jsonOf<ErrorBody>(response)).error.code]).toEqual([status, code]);
});

describe("the plan of refreshes", () => {
  let site: Workspace;
  beforeAll(async () => {
    site = await openWorkspace();
  });
  afterAll(() => site.dispose());

  it("is each night at four, kept for 400 days, until an administrator changes it", async () => {
    expect(await jsonOf(await site.page("GET", "/settings/refreshes"))).toEqual({
      schedule: { kind: "daily", at: "04:00" },
      keptDays: 400,
      next: "2026-03-01T03:00:00.000Z",
    });
    const plan = { schedule: { kind: "hours", every: 6 }, keptDays: 30 };
    const changed = { ...plan, next: "2026-03-01T05:00:00.000Z" };
    expect(await jsonOf(await site.page("PUT", "/settings/refreshes", plan))).toEqual(changed);
    expect(await jsonOf(await site.command("GET", "/settings/refreshes"))).toEqual(changed);
    const off = { schedule: { kind: "off" }, keptDays: 1 };
    expect(await jsonOf(await site.page("PUT", "/settings/refreshes", off))).toEqual({ ...off, next: null });
  });

  it.each([
    [{ schedule: { kind: "weekly" }, keptDays: 1 }, ["schedule", "kind"]],
    [{ schedule: { kind: "hours", every: 5 }, keptDays: 1 }, ["schedule", "every"]],
    [{ schedule: { kind: "daily", at: "24:00" }, keptDays: 1 }, ["schedule", "at"]],
    [{ schedule: { kind: "daily", at: "04:00", zone: "UTC" }, keptDays: 1 }, ["schedule", "zone"]],
    [{ schedule: { kind: "off" }, keptDays: 0 }, ["keptDays"]],
    [{ schedule: { kind: "off" }, keptDays: 3_651 }, ["keptDays"]],
    [{ schedule: { kind: "off" } }, ["keptDays"]],
  ])("%j is refused by its field", async (plan, path) => {
    const response = await site.page("PUT", "/settings/refreshes", plan);
    expect([response.status, (await jsonOf<ErrorBody>(response)).error]).toMatchObject([400, { code: "invalid_request", path }]);
  });
});
