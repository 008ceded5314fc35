import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { make, staleBuilds } from "../../scripts/builds.mjs";
import { PrepareError } from "../../scripts/prepare-error.mjs";

const SERVER = "Compiling the server";
const WEB = "Building the web pages";
const signal = new AbortController().signal;

let root = "";

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "coterie launcher 店 "));
  // Stands in for the compilers: succeeds unless the sources say otherwise.
  const compiler = 'const { existsSync } = require("node:fs"); if (existsSync("src/wrong.ts")) { console.log("src/wrong.ts: wrong"); process.exit(2); }';
  put("node_modules/typescript/bin/tsc", compiler);
  put("node_modules/vite/bin/vite.js", compiler);
  put("src/cli/main.ts", "1");
  put("src/segment/ast.ts", "1");
  put("web/src/app.tsx", "1");
  put("examples/store/events.ts", "1");
  for (const build of staleBuilds(root)) await make(root, build, process.env, signal);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function stale(): readonly string[] {
  return staleBuilds(root).map((build) => build.title);
}

test("nothing is built again when nothing changed", () => {
  put("src/cli/main.ts", "1");
  expect(stale()).toEqual([]);
});

test.each([
  ["the server alone", "src/cli/main.ts", [SERVER]],
  ["the examples", "examples/store/events.ts", [SERVER]],
  ["the web pages alone", "web/src/app.tsx", [WEB]],
  ["what both share", "src/segment/ast.ts", [SERVER, WEB]],
  ["the packages", "package-lock.json", [SERVER, WEB]],
  ["a new file", "src/catalog/new.ts", [SERVER, WEB]],
])("a change of %s builds only what is made of it", (_, path, titles) => {
  put(path, "2");
  expect(stale()).toEqual(titles);
});

test("a hidden file, as an editor leaves, changes nothing", () => {
  put("src/cli/.main.ts.swp", "2");
  expect(stale()).toEqual([]);
});

test("a deleted output is made again", () => {
  rmSync(join(root, "dist"), { recursive: true });
  expect(stale()).toEqual([SERVER, WEB]);
});

test("a build that failed says why and is made again", async () => {
  put("src/wrong.ts", "");
  const [server] = staleBuilds(root);
  if (server === undefined) throw new Error("the server should be stale");
  await expect(make(root, server, process.env, signal)).rejects.toThrow(PrepareError);
  await expect(make(root, server, process.env, signal)).rejects.toThrow("src/wrong.ts: wrong");
  expect(stale()).toEqual([SERVER]);
});
