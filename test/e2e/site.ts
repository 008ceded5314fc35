import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { readConfig } from "../../src/config.ts";
import { openWorkspace } from "../../src/wire.ts";
import { serve } from "../../src/wire-server.ts";
import { launchBrowser } from "../chromium.ts";
import { emptyDatabase } from "../store/temporary-store.ts";
import { CUSTOMERS, EVENTS, LIST } from "./shop.ts";

/** A whole Coterie on a small shop, and a browser that is signed in. */
export interface Site {
  readonly address: string;
  readonly page: Page;
  /** What the page reported as errors; a test at the end expects none. */
  readonly errors: readonly string[];
  signInLink(): Promise<string>;
  /** The definition of a saved segment, as the API gives it. */
  saved(id: string): Promise<unknown>;
  close(): Promise<void>;
}

const PAGE = fileURLToPath(new URL("../../dist/web/index.html", import.meta.url));

export async function openSite(): Promise<Site> {
  if (!existsSync(PAGE)) throw new Error("The page is not built: run `npm run build` first, or `npm test`, which does.");
  const dataDir = mkdtempSync(join(tmpdir(), "coterie-e2e-"));
  cpSync(await emptyDatabase(), join(dataDir, "store"), { recursive: true });
  const workspace = await openWorkspace({ dataDir, config: readConfig({}), log: () => undefined });
  await workspace.settings.write("time_zone", "UTC");
  for (const [kind, text] of [["customers", CUSTOMERS], ["events", EVENTS]] as const) {
    await workspace.importer.import({ kind, format: "ndjson", source: once(text), name: kind, columns: {} });
  }
  const list = { id: "guests", name: "Guests", mode: "replace" } as const;
  await workspace.importer.import({ kind: "list", format: "ndjson", source: once(LIST), name: "list", columns: {}, list });
  const server = await serve(workspace, { port: 0 });
  const browser: Browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: "UTC", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return {
    address: server.address,
    page,
    errors,
    signInLink: () => server.signInLink(),
    async saved(id) {
      const response = await page.request.get(`${server.address}/api/v1/segments/${id}`);
      const body: unknown = await response.json();
      return typeof body === "object" && body !== null && "where" in body ? body.where : body;
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
