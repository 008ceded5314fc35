import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BODY_LIMIT, createApp } from "../../src/api/app.ts";
import { errorRows } from "../../src/api/errors.ts";
import { AppError } from "../../src/errors.ts";
import { AUTHORIZATION, type ErrorBody, jsonOf, ORIGIN, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
beforeEach(() => {
  workspace.reported.length = 0;
});
afterAll(() => workspace.dispose());

const where = { kind: "all", of: [] };

function raw(path: string, init: RequestInit): Promise<Response> {
  return workspace.send(`/api/v1${path}`, { ...init, headers: { ...AUTHORIZATION, ...init.headers } });
}

async function problems(response: Response): Promise<unknown> {
  expect(response.status).toBe(400);
  const { error } = await jsonOf<ErrorBody>(response);
  expect(error.code).toBe("invalid_request");
  return error.problems?.map(({ code, path }) => [code, path]);
}

describe("a request that does not fit", () => {
  it("is told every field that is unknown, missing or wrong", async () => {
    const body = { name: 5, definition: where, timeZone: "Mars/Olympus", colour: "red" };
    expect(await problems(await workspace.page("POST", "/segments", body))).toEqual([
      ["wrong_type", ["name"]],
      ["missing_field", ["where"]],
      ["invalid_value", ["timeZone"]],
      ["unknown_field", ["definition"]],
      ["unknown_field", ["colour"]],
    ]);
  });

  it.each([
    ["POST", "/segments/count", { where, nwo: "2026-01-01T00:00:00Z" }, "unknown_field", ["nwo"]],
    ["POST", "/segments/count", { where, now: "2026-01-01" }, "invalid_value", ["now"]],
    ["POST", "/segments/count", { where, now: "2026-02-30T00:00:00Z" }, "invalid_value", ["now"]],
    ["POST", "/segments/count", {}, "missing_field", ["where"]],
    ["POST", "/segments/members", { where, limit: 0 }, "invalid_value", ["limit"]],
    ["POST", "/segments/members", { where, limit: 1001 }, "invalid_value", ["limit"]],
    ["POST", "/segments/members", { where, columns: "country" }, "wrong_type", ["columns"]],
    ["POST", "/segments", { name: " ", where }, "invalid_value", ["name"]],
    ["POST", "/segments", { name: "a\nb", where }, "invalid_value", ["name"]],
    ["PUT", "/segments/x", { name: "a", where }, "missing_field", ["revision"]],
    ["GET", "/segments?serach=x", undefined, "unknown_field", ["serach"]],
    ["GET", "/segments?search=x&search=y", undefined, "wrong_type", ["search"]],
    ["GET", "/segments/members.csv?where={", undefined, "invalid_value", ["where"]],
    ["GET", "/segments/members.csv?where={}&columns=[1]", undefined, "invalid_value", ["columns"]],
    ["GET", "/segments/members.csv", undefined, "missing_field", ["where"]],
    ["POST", "/imports/customers?format=xlsx", undefined, "invalid_value", ["format"]],
    ["POST", "/imports/customers", undefined, "missing_field", ["format"]],
    ["POST", "/imports/customers?format=csv&time=at", undefined, "unknown_field", ["time"]],
    ["POST", "/imports/events?format=csv&key=id", undefined, "unknown_field", ["key"]],
  ])("%s %s is refused by its field", async (method, path, body, code, at) => {
    expect(await problems(await workspace.page(method, path, body))).toEqual([[code, at]]);
  });

  it("is told that it is not JSON", async () => {
    const json = { "content-type": "application/json" };
    for (const body of ["{", "", "undefined", "{\"where\":{}}}"]) {
      const response = await raw("/segments/count", { method: "POST", headers: json, body });
      expect([body, response.status]).toEqual([body, 400]);
      expect(await response.json()).toMatchObject({ error: { code: "invalid_json" } });
    }
    const form = await raw("/segments/count", { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" });
    expect(form.status).toBe(415);
    expect(await form.json()).toMatchObject({ error: { code: "unsupported_media_type" } });
  });

  it.each(["null", "[]", "7", '"where"'])("is told that %s is no object, and what to send", async (body) => {
    const response = await raw("/segments/count", { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: "invalid_request",
        message: "The body of the request is not a JSON object.",
        path: [],
        hint: "Send an object with the fields that this address takes: `/api/v1/openapi.json` lists them.",
        problems: [expect.objectContaining({ code: "wrong_type" })],
      },
    });
  });

  it("is refused when its body is too large", async () => {
    const body = JSON.stringify({ where, name: "x".repeat(BODY_LIMIT) });
    const response = await raw("/segments", { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: "too_large" } });
  });

  it("cannot reach what it should not through the names of fields", async () => {
    const body = '{"name":"x","where":{"kind":"all","of":[],"__proto__":{"op":"is"}},"constructor":1}';
    expect(await problems(await raw("/segments", { method: "POST", headers: { "content-type": "application/json" }, body }))).toEqual([
      ["unknown_field", ["constructor"]],
    ]);
  });
});

describe("an import", () => {
  it("of types that are none is refused before the file is read", async () => {
    const response = await workspace.command("POST", "/imports/customers?format=csv&types=age=nummer");
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: "invalid_type" } }]);
  });

  it("that fails says so in its last line, and the log knows", async () => {
    const response = await workspace.command("POST", "/imports/customers?format=csv");
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(JSON.parse(await response.text())).toMatchObject({ error: { code: "internal" } });
    expect(workspace.reported).toHaveLength(1);
  });
});

describe("an address", () => {
  it("that does not exist is answered like every mistake", async () => {
    const response = await workspace.page("GET", "/nothing");
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: { code: "not_found", message: "There is nothing at /api/v1/nothing." } });
    expect((await workspace.send("/anything")).status).toBe(404);
    expect((await workspace.page("HEAD", "/session")).status).toBe(405);
  });

  it("that does not take a method says which it takes", async () => {
    const refused: readonly [method: string, path: string, takes: string][] = [
      ["GET", "/segments/count", "POST"],
      ["GET", "/segments/x/refresh", "POST"],
      ["DELETE", "/tags", "GET, POST"],
      ["POST", "/customers/anna", "GET"],
      ["PUT", "/segments/members.csv", "GET, POST"],
    ];
    for (const [method, path, takes] of refused) {
      const response = await workspace.command(method, path);
      expect([path, response.status, response.headers.get("allow")]).toEqual([path, 405, takes]);
      expect(await response.json()).toMatchObject({ error: { code: "method_not_allowed", hint: `Use ${takes.replace(", ", " or ")}.` } });
    }
    expect((await workspace.send("/segments/count")).status).toBe(404);
  });
});

describe("a failure", () => {
  it("that is a bug tells the caller nothing, and the log everything", async () => {
    const response = await workspace.page("GET", "/customers/anna");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code: "internal", hint: expect.stringContaining("request id") } });
    expect(text).not.toContain("engine");
    expect(workspace.reported).toEqual([new Error("this test has no engine")]);
    expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });

  it("of the store or the engine makes the server not ready", async () => {
    const ready = () => Promise.reject(new Error("password=secret"));
    const response = await createApp({ ...workspace.context, ready }).request(`${ORIGIN}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: { code: "not_ready", message: "The server is not ready." } });
  });

  it.each([
    ["engine_busy", 503, "1"],
    ["engine_gone", 503, "1"],
    ["engine_start_failed", 503, "1"],
    ["engine_memory", 503, null],
    ["engine_timeout", 504, null],
    ["unknown_column", 400, null],
  ])("of code %s has the status %i, and says whether it passes", async (code, status, retryAfter) => {
    const profiles = { ...workspace.context.profiles, profile: () => Promise.reject(new AppError(code, "No.", { hint: "Wait." })) };
    const app = createApp({ ...workspace.context, profiles });
    const response = await app.request(`${ORIGIN}/api/v1/customers/anna`, { headers: AUTHORIZATION });
    expect([response.status, await response.json()]).toEqual([status, { error: { code, message: "No.", hint: "Wait." } }]);
    expect(response.headers.get("retry-after")).toBe(retryAfter);
  });
});

describe("the documentation of errors", () => {
  it("lists exactly the codes with a status of their own", async () => {
    const text = await readFile(new URL("../../docs/api.md", import.meta.url), "utf8");
    const rows = [...text.matchAll(/^\| `(\w+)` \| (\d{3}) \| (.+) \|$/gm)].map(([, code, status, meaning]) => ({
      code,
      status: Number(status),
      meaning,
    }));
    expect(rows).toEqual(errorRows);
  });
});
