import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/api/app.ts";
import { ORIGIN, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
let folder: string;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coterie page ü-"));
  await mkdir(join(folder, "web", "assets"), { recursive: true });
  await writeFile(join(folder, "web", "index.html"), "<!doctype html><title>Coterie</title>");
  await writeFile(join(folder, "web", "assets", "app-1a2b.js"), "export {};");
  await writeFile(join(folder, "secret.txt"), "secret");
  workspace = await openWorkspace();
  app = createApp({ ...workspace.context, webRoot: join(folder, "web") });
});

afterAll(async () => {
  await workspace.dispose();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, init?: RequestInit) => app.request(`${ORIGIN}${path}`, init);

describe("the page", () => {
  it("is served at every address of its own, and asked for anew each time", async () => {
    for (const path of ["/", "/segments/abc", "/customers/anna@example.org"]) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(await response.text()).toContain("<title>Coterie</title>");
      expect(response.headers.get("content-type")).toContain("text/html");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("has files that may be kept for ever", async () => {
    const response = await get("/assets/app-1a2b.js");
    expect(await response.text()).toBe("export {};");
    expect(response.headers.get("content-type")).toContain("javascript");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  it("is not given instead of a file, or of an answer of the API, that is not there", async () => {
    const file = await get("/assets/app-0000.js");
    expect(file.status).toBe(404);
    expect(file.headers.get("cache-control")).toBeNull();
    expect((await get("/api/v1/nothing")).status).toBe(401);
    expect((await workspace.page("GET", "/nothing")).status).toBe(404);
    expect((await get("/favicon.png")).status).toBe(404);
    expect((await get("/segments", { method: "POST" })).status).toBe(404);
  });

  it("gives no file from outside its folder", async () => {
    for (const path of ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%5c..%5csecret.txt", "//secret.txt"]) {
      expect([path, await (await get(path)).text()]).toEqual([path, expect.not.stringMatching(/^secret$/)]);
    }
  });
});

describe("every answer", () => {
  it("forbids foreign scripts, frames and guesses at its type, and sends no referrer", async () => {
    for (const path of ["/", "/healthz", "/sign-in?token=x", "/api/v1/session", "/assets/app-1a2b.js"]) {
      const { headers } = await get(path);
      const policy = headers.get("content-security-policy");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).not.toContain("unsafe-eval");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("x-request-id")).toMatch(/^[\w-]+$/);
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("of the API is kept nowhere", async () => {
    expect((await workspace.page("GET", "/session")).headers.get("cache-control")).toBe("no-store");
    expect((await get("/api/v1/session")).headers.get("cache-control")).toBe("no-store");
  });

  it("takes the caller's request id, when it is one", async () => {
    expect((await get("/healthz", { headers: { "x-request-id": "abc-1" } })).headers.get("x-request-id")).toBe("abc-1");
    expect((await get("/healthz", { headers: { "x-request-id": "a b<" } })).headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });
});
