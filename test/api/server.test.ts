import { request } from "node:http";
import { connect } from "node:net";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { OpenAPIHono } from "@hono/zod-openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/api/app.ts";
import type { ApiEnv } from "../../src/api/env.ts";
import { type Listening, listen } from "../../src/api/server.ts";
import { AUTHORIZATION, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
afterAll(() => workspace.dispose());

async function serving<T>(app: OpenAPIHono<ApiEnv>, use: (server: Listening) => Promise<T>): Promise<T> {
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

describe("the server", () => {
  it("answers at the address it tells, and not after it was closed", async () => {
    const address = await serving(createApp(workspace.context), async (server) => {
      expect(server.address).toBe(`http://127.0.0.1:${server.port}`);
      expect(await (await fetch(`${server.address}/healthz`)).json()).toEqual({ status: "ok" });
      return server.address;
    });
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  it("says that a port is taken", async () => {
    await serving(createApp(workspace.context), async ({ port }) => {
      const second = listen(createApp(workspace.context), { host: "127.0.0.1", port });
      await expect(second).rejects.toMatchObject({ code: "port_taken", message: `Port ${port} is taken.` });
    });
  });

  it("refuses a foreign Host header and a body that is announced as too large", async () => {
    await serving(createApp(workspace.context), async ({ port }) => {
      const rebound = request({ port, host: "127.0.0.1", path: "/healthz", headers: { host: "evil.example" } }).end();
      const [answer] = await once(rebound, "response");
      expect(answer.statusCode).toBe(403);
      answer.resume();

      const headers = { ...AUTHORIZATION, "content-type": "application/json", "content-length": 17 * 1024 * 1024 };
      const large = request({ port, host: "127.0.0.1", method: "POST", path: "/api/v1/segments/count", headers });
      large.on("error", () => undefined);
      large.flushHeaders();
      const [refusal] = await once(large, "response");
      expect(refusal.statusCode).toBe(413);
      large.destroy();
    });
  });

  it("takes an address of 64 KiB, as the download of a long definition has it", async () => {
    await serving(createApp(workspace.context), async ({ address }) => {
      const where = "x".repeat(64 * 1024);
      const response = await fetch(`${address}/api/v1/segments/members.csv?where=${where}`, { headers: AUTHORIZATION });
      expect(await response.json()).toMatchObject({ error: { code: "invalid_request", path: ["where"] } });
    });
  });

  it("tells the handler when the caller goes away", async () => {
    const app = new OpenAPIHono<ApiEnv>();
    let aborted: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    app.get("/slow", async (c) => {
      c.req.raw.signal.addEventListener("abort", () => aborted?.());
      await gone;
      return c.text("late");
    });
    await serving(app, async ({ address }) => {
      const caller = new AbortController();
      const call = fetch(`${address}/slow`, { signal: caller.signal }).catch(() => undefined);
      await wait(50);
      caller.abort();
      await gone;
      await call;
    });
  });

  it("closes within 5 seconds though a stream is open and a connection idle", async () => {
    const app = new OpenAPIHono<ApiEnv>();
    app.get("/endless", () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) })));
    const server = await listen(app, { host: "127.0.0.1", port: 0 });
    const idle = connect(server.port, "127.0.0.1");
    await once(idle, "connect");
    const endless = await fetch(`${server.address}/endless`);
    const cut = endless.text().catch((error: unknown) => error);
    const start = Date.now();
    await server.close();
    expect(Date.now() - start).toBeLessThan(5000);
    expect(await cut).toBeInstanceOf(Error);
    idle.destroy();
  });
});
