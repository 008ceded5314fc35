import { expect, test } from "vitest";
import { fileName, fileNameProblems, type NamedRun } from "../../src/jobs/exports/file-name.ts";
import { CSV, type FileFormat } from "../../src/results/exports/file-format.ts";
import type { Shape } from "../../src/results/exports/shape.ts";
import { SHAPE } from "../api/runs.ts";

const run = (name: string, shape: Partial<Shape> = {}): NamedRun => ({
  id: "r7",
  source: { kind: "segment", segment: "s1" },
  frozen: { name, now: "2026-11-30T08:05:09.000Z", shape: { ...SHAPE, ...shape } },
});

test.each<[string, Partial<Shape>, number | undefined, FileFormat, string]>([
  ["Größte Kunden / Ö", {}, undefined, CSV, "gro-te-kunden-o-2026-11-30-r7.csv"],
  ["Ann & Bo", { gzip: true }, 2, { kind: "ndjson" }, "ann-bo-2026-11-30-r7-2.ndjson.gz"],
  ["日本", { gzip: true, mode: "changes" }, undefined, { kind: "xlsx" }, "segment-2026-11-30-r7-added.xlsx"],
  ["VIP", { fileName: "{id}" }, undefined, CSV, "s1.csv"],
  ["VIP", { fileName: "Crm_{segment}.{date}-{time}.{run}" }, undefined, { kind: "parquet" }, "Crm_vip.2026-11-30-080509.r7.parquet"],
])("the file of %s, with %j, of part %s, is named for its run", (name, shape, number, format, named) => {
  expect(fileName(run(name, shape), "added", number, format)).toBe(named);
});

test("the file of a card is named for group and card", () => {
  expect(fileName({ ...run("Lapsing", { fileName: "{id}" }), source: { kind: "smart", group: "recency", card: "lapsing" } }, "added", undefined, CSV)).toBe("recency-lapsing.csv");
});

test.each<[Partial<Shape>, string | undefined]>([
  [{}, undefined],
  [{ fileName: "crm-{id}" }, undefined],
  [{ fileName: "{segment}_{run}", mode: "changes", rowsPerFile: 5 }, undefined],
  ...["../x-{id}", "a/{id}", ".{id}", "{id} ", "{day}-{id}", "{id}\n", ""].map((fileName): [Partial<Shape>, string] => [{ fileName }, "can't be named so"]),
  [{ fileName: "{id}", mode: "changes" }, "would be replaced before it was taken"],
  [{ fileName: "{id}", rowsPerFile: 5 }, "could stay behind"],
  [{ fileName: "{segment}-{date}" }, "Two segments would have the same file"],
])("of %j it is said: %s", (shape, problem) => {
  const problems = fileNameProblems({ ...SHAPE, ...shape }, {});
  expect(problems.map(({ path, message }) => [path, message])).toEqual(problem === undefined ? [] : [[["shape", "fileName"], expect.stringContaining(problem)]]);
});

test("where each run keeps its files apart any name will do", () => {
  for (const fileName of ["{id}", "list"]) expect(fileNameProblems({ ...SHAPE, fileName, mode: "changes", rowsPerFile: 5 }, { keepsApart: true })).toEqual([]);
  expect(fileNameProblems({ ...SHAPE, fileName: "../list" }, { keepsApart: true })).toMatchObject([{ code: "invalid_file_name" }]);
});
