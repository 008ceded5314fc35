import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataType } from "../../src/catalog/types.ts";
import { members } from "../../src/results/audience.ts";
import { conditionsOf } from "../language/arbitrary/condition.ts";
import { instants } from "../language/arbitrary/clock.ts";
import { exportsTo, refreshes } from "../language/arbitrary/kept.ts";
import { questions } from "../language/arbitrary/question.ts";
import { type Extent, sourceFiles } from "../language/arbitrary/source-files.ts";
import { datasetReferred } from "../language/dataset.ts";
import { type Dataset, everyone } from "../reference/dataset.ts";
import { type Judged, readFiles, type SourceFile } from "../reference/source-files.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { LONG } from "../support/long.ts";
import { keepAll } from "./kept-bench.ts";

const SEED = LONG ? Date.now() % 2 ** 31 : 20_240_331;
const WORKSPACES = LONG ? 3 : 1;
const QUESTIONS = LONG ? 60 : 30;

const LARGER: readonly (readonly [string, Extent])[] = [
  ["of many events", { attributes: 12, events: 8, customers: 40, happenings: 300 }],
  ["of customers without attributes", { attributes: 0, events: 4, customers: 20, happenings: 120 }],
  ["of many attributes", { attributes: 120, events: 1, customers: 30, happenings: 20 }],
];

/** The whole, and what may be missing or be much. */
const EXTENTS: readonly (readonly [string, Extent])[] = [
  ["of everything", { attributes: 8, events: 3, customers: 40, happenings: 150 }],
  ["of customers who appear in events alone", { attributes: 0, events: 2, customers: 0, happenings: 120 }],
  ["without events", { attributes: 8, events: 0, customers: 40, happenings: 0 }],
  ["without anything", { attributes: 0, events: 0, customers: 0, happenings: 0 }],
  ...(LONG ? LARGER : []),
];

const cases = EXTENTS.flatMap(([name, extent], at) =>
  Array.from({ length: WORKSPACES }, (_, nth) => ({ name, extent, seed: SEED + at * 1_000 + nth })),
);

test.each(cases)(
  "a workspace $name is imported as the page on imports says, and asked as the page on the language says (seed $seed)",
  async ({ extent, seed }) => {
    const [files = []] = fc.sample(sourceFiles(extent), { numRuns: 1, seed });
    const { dataset: read, judged } = readFiles(files);
    const dataset = withKept(withSegments(read, seed), seed);
    const bench = await openTestBench(undefined, datasetReferred(dataset));
    try {
      for (const [at, file] of files.entries()) expect({ at, ...(await imported(bench, file)) }).toEqual({ at, ...judged[at] });
      expectCatalog(bench, dataset);
      await keepAll(bench, dataset);
      let telling = 0;
      await fc.assert(
        fc.asyncProperty(questions(dataset, conditionsOf(dataset)), async ({ where, now, timeZone, members: expected }) => {
          const page = await members(bench, { where, now: new Date(now).toISOString(), timeZone }, { columns: [], limit: 1000 });
          expect(page.rows.map(({ key }) => key).sort()).toEqual(expected);
          expect(page.receipt).toMatchObject({ count: expected.length, base: everyone(dataset).length });
          if (expected.length > 0 && expected.length < everyone(dataset).length) telling += 1;
        }),
        { numRuns: QUESTIONS, seed },
      );
      if (everyone(dataset).length > 0) expect(telling).toBeGreaterThan(QUESTIONS / 3);
    } finally {
      await bench.close();
    }
  },
  300_000,
);

interface Typed {
  readonly name: string;
  readonly type: DataType;
}

async function imported(bench: TestBench, { kind, format, text, types }: SourceFile): Promise<Judged> {
  const rejected: number[] = [];
  const { read, accepted, duplicates } = await bench.importer.import(
    { kind, format, name: "file", columns: {}, types: new Map(Object.entries(types)), source: bytesOf(text) },
    { onReject: ({ line }) => rejected.push(line) },
  );
  return { read, accepted, duplicates, rejected };
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** What there is, whatever the order. */
function expectCatalog({ storage: { catalog } }: TestBench, { types }: Dataset): void {
  const named = (all: readonly Typed[]) => Object.fromEntries(all.map(({ name, type }) => [name, type]));
  expect(named(catalog.attributes)).toEqual(types.attributes);
  expect(Object.fromEntries(catalog.events.map(({ name, properties }) => [name, named(properties)]))).toEqual(types.events);
}

/** Two segments to refer to, one in a zone of its own. */
function withSegments(dataset: Dataset, seed: number): Dataset {
  const [one, other] = fc.sample(conditionsOf(dataset), { numRuns: 2, seed });
  if (one === undefined || other === undefined) throw new Error("no conditions");
  return { ...dataset, segments: { one: { where: one }, other: { where: other, timeZone: "Pacific/Auckland" } } };
}

/** What refreshes found in one of the segments, and whom a destination was sent. */
function withKept({ segments: { one, ...others } = {}, ...dataset }: Dataset, seed: number): Dataset {
  if (one === undefined) throw new Error("no segments");
  const keys = everyone(dataset);
  const kept = fc.record({ refreshes: refreshes(keys, instants), exports: exportsTo(keys, instants) });
  const [{ refreshes: found, exports } = { refreshes: [], exports: [] }] = fc.sample(kept, { numRuns: 1, seed });
  return { ...dataset, segments: { ...others, one: { ...one, refreshes: found } }, destinations: { there: { exports } } };
}
