import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeStamp, writeStamp } from "../../scripts/fingerprint.mjs";
import { installStamp, isInstalled, npmCache, npmCommand, requireEngine } from "../../scripts/install.mjs";
import { enginePackage } from "../../scripts/requirements.mjs";
import { thisSystem } from "../../scripts/system.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "coterie launcher ключ "));
  writeFileSync(join(root, "package-lock.json"), "{}");
  mkdirSync(join(root, "node_modules"));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test("packages are installed when the stamp of a whole install fits the lockfile", () => {
  expect(isInstalled(root)).toBe(false);
  const { file, content } = installStamp(root);
  writeStamp(file, content);
  expect(isInstalled(root)).toBe(true);
});

test("packages are installed again when the lockfile changed", () => {
  const { file, content } = installStamp(root);
  writeStamp(file, content);
  writeFileSync(join(root, "package-lock.json"), '{"packages":{}}');
  expect(isInstalled(root)).toBe(false);
});

test("a half-made node_modules has no stamp and is made again", () => {
  const { file, content } = installStamp(root);
  writeStamp(file, content);
  removeStamp(file);
  expect(isInstalled(root)).toBe(false);
});

test("packages of another system do not count", () => {
  const { file } = installStamp(root);
  writeStamp(file, installStamp(root).content.replace(process.arch, "other"));
  expect(isInstalled(root)).toBe(false);
});

test("a missing engine library is a sentence that names the package", () => {
  const name = enginePackage(thisSystem()) ?? "";
  expect(() => requireEngine(root, {})).toThrow(`The engine's library, the package ${name}, is missing`);
  mkdirSync(join(root, "node_modules", name), { recursive: true });
  writeFileSync(join(root, "node_modules", name, "package.json"), "{}");
  expect(() => requireEngine(root, {})).not.toThrow();
});

test("a ClickHouse binary of one's own needs no library", () => {
  expect(() => requireEngine(root, { CLICKHOUSE_BIN: "/usr/bin/clickhouse" })).not.toThrow();
});

test("npm keeps its own cache where that can be written", () => {
  expect(npmCache("/clone", { HOME: "/home/ann" }, "/home/ann", (path) => path === "/home/ann/.npm")).toBeUndefined();
  expect(npmCache("/clone", { npm_config_cache: "/big/npm" }, "/home/ann", (path) => path === "/big/npm")).toBeUndefined();
});

test("npm's cache moves into the clone without a home, with a read-only one, or with a read-only cache", () => {
  expect(npmCache("/clone", {}, "/root", () => true)).toBe("/clone/.cache/npm");
  expect(npmCache("/clone", { HOME: "/home/ann" }, "/home/ann", () => false)).toBe("/clone/.cache/npm");
  expect(npmCache("/clone", { HOME: "/home/ann", npm_config_cache: "/ro" }, "/home/ann", () => false)).toBe("/clone/.cache/npm");
});

test("the npm that runs the script is used, else the one on the PATH", () => {
  const running = join(root, "npm-cli.js");
  writeFileSync(running, "");
  expect(npmCommand({ npm_execpath: running })).toEqual([process.execPath, running]);
  expect(npmCommand({ npm_execpath: "/usr/lib/pnpm.cjs" })).toEqual(["npm"]);
  expect(npmCommand({})).toEqual(["npm"]);
});
