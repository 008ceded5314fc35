import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/api/app.ts";
import { CLI_TOKEN, type ErrorBody, jsonOf, ORIGIN, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
afterAll(() => workspace.dispose());

async function errorCode(response: Response): Promise<unknown> {
  return (await jsonOf<ErrorBody>(response)).error.code;
}

describe("what needs a session", () => {
  it("is everything under /api, known or not", async () => {
    for (const path of ["/api/v1/session", "/api/v1/segments", "/api/v1/openapi.json", "/api/v1/nothing", "/api/other"]) {
      const response = await workspace.send(path);
      expect([path, response.status]).toEqual([path, 401]);
      expect(await response.json()).toMatchObject({ error: { code: "unauthorized", hint: expect.stringMatching(/sign-in-link.*server\.json/) } });
    }
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      expect((await workspace.send("/api/v1/segments/x", { method })).status).toBe(401);
    }
  });

  it("is not health", async () => {
    expect(await (await workspace.send("/healthz")).json()).toEqual({ status: "ok" });
    expect(await (await workspace.send("/readyz")).json()).toEqual({ status: "ready" });
  });

  it("refuses a cookie that was changed", async () => {
    const cookie = await workspace.signIn();
    const session = (value: string) => workspace.send("/api/v1/session", { headers: { cookie: value } });
    expect((await session(cookie)).status).toBe(200);
    expect((await session(cookie.replace(/=(.)/, (_, first: string) => `=${first === "a" ? "b" : "a"}`))).status).toBe(401);
    expect((await session(cookie.split(".").slice(0, 2).join("."))).status).toBe(401);
  });
});

describe("the CLI token", () => {
  it("lets in as the administrator, without a cookie or an Origin", async () => {
    const response = await workspace.command("GET", "/session");
    expect(await response.json()).toMatchObject({ user: { name: "Administrator" }, timeZone: "Europe/Berlin", version: "1.2.3" });
    const made = await workspace.command("POST", "/segments", { name: "By command", where: { kind: "all", of: [] } });
    expect(made.status).toBe(201);
  });

  it("lets in nobody who guesses it, not even with a cookie", async () => {
    const cookie = await workspace.signIn();
    for (const guess of ["wrong", `${CLI_TOKEN}x`, CLI_TOKEN.slice(0, -1)]) {
      const response = await workspace.send("/api/v1/session", { headers: { cookie, authorization: `Bearer ${guess}` } });
      expect(response.status).toBe(401);
    }
  });
});

describe("the sign-in link", () => {
  const pathOf = async () => (await workspace.context.auth.signInLink()).slice(ORIGIN.length);

  it("signs in once, with a cookie that no script and no other site can use", async () => {
    const path = await pathOf();
    const first = await workspace.send(path);
    expect(first.status).toBe(303);
    expect(first.headers.get("location")).toBe("/");
    expect(first.headers.get("cache-control")).toBe("no-store");
    const [cookie = ""] = first.headers.getSetCookie();
    expect(cookie).toMatch(/^coterie-test\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);

    const again = await workspace.send(path);
    expect(again.status).toBe(400);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await again.text()).toContain("npx coterie sign-in-link");
  });

  it("signs in one of many who use it at the same time", async () => {
    const path = await pathOf();
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await workspace.send(path)).status));
    expect(statuses.sort()).toEqual([303, 400, 400, 400]);
  });

  it("does not last longer than 15 minutes, and its token is not kept", async () => {
    const path = await pathOf();
    const { db } = workspace.store;
    const rows = await db.selectFrom("verifications").selectAll().execute();
    const [row] = rows;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(row)).not.toContain(new URL(path, ORIGIN).searchParams.get("token"));
    const lasts = (row?.expires_at.getTime() ?? 0) - (row?.created_at.getTime() ?? 0);
    expect(Math.round(lasts / 1000)).toBe(15 * 60);
    await db.updateTable("verifications").set({ expires_at: new Date(Date.now() - 1) }).execute();
    expect((await workspace.send(path)).status).toBe(400);
  });

  it("is not used up by who only looks at it", async () => {
    const path = await pathOf();
    expect((await workspace.send(path, { method: "HEAD" })).headers.getSetCookie()).toEqual([]);
    expect((await workspace.send(path)).status).toBe(303);
  });

  it("works only on the machine of the server", async () => {
    const app = createApp(workspace.context);
    const from = (path: string, remoteAddress: string) =>
      app.request(`${ORIGIN}${path}`, {}, { incoming: { socket: { remoteAddress } } });
    const path = await pathOf();
    expect((await from(path, "192.168.1.7")).status).toBe(403);
    expect((await from(path, "::ffff:10.0.0.1")).status).toBe(403);
    expect((await from(path, "::ffff:127.0.0.1")).status).toBe(303);
    expect((await from(await pathOf(), "::1")).status).toBe(303);
  });

  it("without a token or with a wrong one says what to do", async () => {
    for (const path of ["/sign-in", "/sign-in?token=", "/sign-in?token=%00", `/sign-in?token=${"x".repeat(5000)}`]) {
      const response = await workspace.send(path);
      expect([path.slice(0, 30), response.status]).toEqual([path.slice(0, 30), 400]);
      expect(await response.text()).toContain("npx coterie sign-in-link");
    }
  });

  it("is made anew for the command line, and for nobody else", async () => {
    const made = await workspace.command("POST", "/sign-in-links");
    expect(made.status).toBe(201);
    const { link, expiresAt } = await jsonOf<{ link: string; expiresAt: string }>(made);
    expect(expiresAt).toBe("2026-03-01T00:15:00.000Z");
    expect((await workspace.send(link.slice(ORIGIN.length))).status).toBe(303);
    const refused = await workspace.page("POST", "/sign-in-links");
    expect([refused.status, await errorCode(refused)]).toEqual([403, "forbidden"]);
  });
});

describe("signing out", () => {
  it("ends the session, on the server too", async () => {
    const cookie = await workspace.signIn();
    const headers = { cookie, origin: ORIGIN };
    const out = await workspace.send("/api/v1/sign-out", { method: "POST", headers });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^coterie-test\.session_token=; Max-Age=0/);
    expect((await workspace.send("/api/v1/session", { headers })).status).toBe(401);
  });
});

describe("a request that another site makes the browser send", () => {
  const post = (headers: Record<string, string>) =>
    workspace.send("/api/v1/segments", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ name: "Forged", where: { kind: "all", of: [] } }),
    });

  it("is refused by its Origin, or for want of one", async () => {
    const cookie = await workspace.signIn();
    const foreign = ["https://evil.example", "http://127.0.0.1:9999", "http://localhost:4310", "null", "nonsense"];
    for (const headers of [...foreign.map((origin) => ({ cookie, origin })), { cookie }]) {
      const response = await post(headers);
      expect([headers, response.status, await errorCode(response)]).toEqual([headers, 403, "wrong_origin"]);
    }
    expect((await post({ cookie, origin: ORIGIN })).status).toBe(201);
    expect((await post({ cookie, "sec-fetch-site": "same-origin" })).status).toBe(201);
  });

  it("is refused when it is embedded, and not when it is a link", async () => {
    const cookie = await workspace.signIn();
    const get = async (headers: Record<string, string>) => (await workspace.send("/api/v1/session", { headers: { cookie, ...headers } })).status;
    expect(await get({ "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" })).toBe(403);
    expect(await get({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toBe(200);
    expect(await get({ "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" })).toBe(200);
  });

  it("is refused when it names another host", async () => {
    const app = createApp(workspace.context);
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4310", "[::2]"]) {
      const response = await app.request(`http://${host}/healthz`);
      expect([host, response.status, await errorCode(response)]).toEqual([host, 403, "wrong_host"]);
    }
    for (const host of ["localhost", "localhost:1", "127.0.0.1:4310", "[::1]:4310", "LOCALHOST"]) {
      expect((await app.request(`http://${host}/healthz`)).status).toBe(200);
    }
    const open = createApp({ ...workspace.context, hosts: "any" });
    expect((await open.request("http://coterie.example/healthz")).status).toBe(200);
  });
});
