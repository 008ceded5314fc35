import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { count } from "../../src/results/audience.ts";
import { breakdown } from "../../src/results/breakdown.ts";
import type { Compared } from "../../src/results/comparing.ts";
import { counts } from "../../src/results/counts.ts";
import { insights } from "../../src/results/insights/insights.ts";
import type { Tile } from "../../src/results/insights/tile.ts";
import { AppError, type Path } from "../../src/errors.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { countedAt } from "../../src/segment/counted.ts";
import { find, update } from "../../src/segment/edit.ts";
import { isCondition } from "../../src/segment/edit-tree.ts";
import { zones } from "../language/arbitrary/clock.ts";
import { conditions } from "../language/arbitrary/condition.ts";
import { cases, dataset } from "../language/cases.ts";
import { everyone } from "../reference/dataset.ts";
import { isOff } from "../reference/off.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

const RUNS = { numRuns: LONG ? 60 : 12, seed: 20_240_331 };

/** With these a definition has as many nodes as it may; a deep one takes the engine by far the longest. */
const LEAVES = 490;
const LEVELS = LONG ? 75 : 20;
/** How many of the leaves ask something else than those before: each is a scan of its own. */
const DIFFERENT = LONG ? LEAVES : 70;

/** Of which bars of insights the customers are counted. */
const EVERY = LONG ? 1 : 3;

const times = [...new Set(cases.map(({ now }) => now))];
const [NOW = ""] = times;
const leaves = conditions.filter((one) => one.kind === "attribute" && !("where" in one));

const EVERYONE: Condition = { kind: "all", of: [] };

let bench: TestBench;

beforeAll(async () => {
  bench = await openDatasetBench(dataset);
});
afterAll(() => bench.close());

test(
  `each number of a breakdown is the count of the definition edited so (seed ${RUNS.seed})`,
  async () => {
    let telling = 0;
    await fc.assert(
      fc.asyncProperty(conditions, fc.constantFrom(...times), zones, async (where, now, timeZone) => {
        const sizeOf = async (edited: Condition): Promise<number> => (await count(bench, { where: edited, now, timeZone })).count;
        const { receipt, nodes } = await breakdown(bench, { where, now, timeZone });
        const paths = pathsOf(where);
        expect(receipt.count).toBe(await sizeOf(where));
        expect(nodes.map(({ path }) => path)).toEqual(paths);
        for (const { path, ...counts } of nodes) {
          const node = find(where, path);
          if (node === undefined || !isCondition(node)) throw new Error(`nothing stands at ${path.join(".")}`);
          const isGone = path.some((_, end) => isOff(find(where, path.slice(0, end)) ?? EVERYONE)) || isOff(node);
          if (isGone) {
            expect(counts).toEqual({ alone: null, after: null, without: null });
            continue;
          }
          if (counts.after !== counts.without) telling += 1;
          expect(counts.after).toBe(await sizeOf(countedAt(where, path)?.after ?? EVERYONE));
          expect({ path, ...counts }).toEqual({
            path,
            alone: await sizeOf(countedAt(where, path)?.alone ?? EVERYONE),
            after: await sizeOf(paths.filter((other) => isLater(other, path)).reduce(switchedOff, where)),
            without: await sizeOf(countedAt(where, path)?.without ?? EVERYONE),
          });
        }
      }),
      RUNS,
    );
    expect(telling).toBeGreaterThan(RUNS.numRuns / 4);
  },
  120_000,
);

test(
  `definitions wide by ${LEAVES} leaves or deep by ${LEVELS} levels are broken down in one statement`,
  async () => {
    const base = everyone(dataset).length;
    const different = fc.sample(leaves, { numRuns: DIFFERENT, seed: RUNS.seed });
    const some = Array.from({ length: LEAVES }, (_, at): Condition => ({ ...different[at % DIFFERENT] ?? EVERYONE, off: undefined }));
    const deep = Array.from({ length: LEVELS }, (_, level) => level).reduce<Condition>((inside, level) => {
      const [first, ...rest] = some.slice(level * 5, level * 5 + 5);
      const within: Condition = level % 4 === 3 ? { kind: "not", of: inside } : inside;
      return { kind: level % 2 === 0 ? "all" : "any", of: [...(first ? [first] : []), within, ...rest] };
    }, EVERYONE);
    for (const where of [{ kind: "any", of: some } as const, deep]) {
      const { receipt, nodes } = await breakdown(bench, { where, now: NOW });
      expect(nodes.length).toBe(pathsOf(where).length);
      expect(nodes[0]).toEqual({ path: [], alone: receipt.count, after: receipt.count, without: base });
      for (const { path, without } of nodes.filter((_, index) => index % 120 === 119)) {
        expect(without).toBe((await count(bench, { where: switchedOff(where, path), now: NOW })).count);
      }
    }
  },
  120_000,
);

test("a definition that is off is everyone, and has no numbers of its own", async () => {
  const { receipt, nodes } = await breakdown(bench, { where: { kind: "all", of: [{ ...EVERYONE, off: true }] } });
  expect(receipt.count).toBe(everyone(dataset).length);
  expect(nodes).toEqual([
    { path: [], alone: null, after: null, without: null },
    { path: ["of", 0], alone: null, after: null, without: null },
  ]);
});

test(
  "at any instant each bar of insights counts the customers of its condition, whatever the values are",
  async () => {
    const long = (letter: string): string => letter.repeat(600);
    const hostile = [0, -0, -0, 1e300, -1e300, 5e-324, 0.1 + 0.2, 1.7976931348623157e308].map((score, at) => ({
      ...{ customer_id: `hostile ${at}`, score, sizes: [score, 0, -score], novel: long(at % 2 === 0 ? "a" : "é") },
      ...{ tags: ["", " ", "'", long("t"), "null"].slice(at % 5), city: ["", "\\N", "'", '"', "\u0000", "NULL", "unknown", "İ"][at] },
    }));
    const more = hostile.map(({ score, tags }, at) => ({
      ...{ customer_id: `hostile ${at}`, event: "Pay", time: `2031-0${at + 1}-15T12:00:00Z`, amount: score, grades: [score, -score], marks: tags },
      ...{ shop: at % 2 === 0 ? "" : long("s"), lines: [{ sku: "", price: score, colors: tags }, { sku: null, price: null, colors: [] }] },
    }));
    for (const [kind, rows] of [["customers", hostile], ["events", more]] as const) {
      const { rejects } = await bench.importText(kind, "ndjson", rows.map((row) => `${JSON.stringify(row).replace(/:0(?=[,}])/, ":-0")}\n`).join(""));
      expect(rejects).toEqual([]);
    }
    const { attributes, events } = bench.storage.catalog;
    const asked = events.filter(({ name }) => name === "Pay" || name === "Ping");
    const tiles = [
      ...attributes.filter(({ name }) => !["at", "day", "tick", "visits", "logins"].includes(name)).map(({ name }): Tile => ({ kind: "attribute", attribute: name })),
      ...asked.flatMap(({ name, properties }): Tile[] => [
        ...(["month", ...(name === "Ping" ? ["day" as const] : [])] as const).map((by): Tile => ({ kind: "event", event: name, by })),
        ...properties.flatMap(({ name: property, type }) => {
          const names = type.kind === "records" ? type.fields.map((field) => `${property}.${field.name}`) : [property];
          return names.map((each): Tile => ({ kind: "property", event: name, property: each }));
        }),
      ]),
    ];
    const segment: Condition = { kind: "not", of: { kind: "attribute", attribute: "vip", op: "is_true" } };
    for (const [now, shown] of [[NOW, tiles], ["2031-04-03T12:00:00Z", tiles.filter(({ kind }) => kind !== "attribute")]] as const) {
      const compared = (where: Condition): Compared => ({ question: { where, now, timeZone: "Asia/Kathmandu" }, at: [] });
      const found = await insights(bench, compared(segment), undefined, shown, ["tiles"]);
      const all = found.tiles.flatMap((tile, at) => tile.bars.map((bar) => ({ tile: shown[at], ...bar })));
      expect(all.length).toBeGreaterThan(100);
      const bars = all.filter((_, at) => at % EVERY === 0);
      const sizes = await counts(bench, bars.flatMap(({ where }) => [compared({ kind: "all", of: [segment, where] }), compared(where)]));
      const sizeAt = (at: number): unknown => (sizes[at] instanceof AppError ? sizes[at].problems : sizes[at]?.count);
      const wrong = bars.filter(({ segment: one, base }, at) => one !== sizeAt(2 * at) || base !== sizeAt(2 * at + 1));
      expect(wrong).toEqual([]);
    }
  },
  120_000,
);

/** Of all conditions, in the order of reading. */
function pathsOf(node: Condition, path: Path = []): Path[] {
  switch (node.kind) {
    case "all":
    case "any":
      return [path, ...node.of.flatMap((child, index) => pathsOf(child, [...path, "of", index]))];
    case "not":
      return [path, ...pathsOf(node.of, [...path, "of"])];
    default:
      return [path];
  }
}

/** Whether the first stands behind the second, and not in it. */
function isLater(other: Path, path: Path): boolean {
  for (const [at, step] of path.entries()) {
    const beside = other[at];
    if (beside === step) continue;
    return typeof beside === "number" && typeof step === "number" && beside > step;
  }
  return false;
}

function switchedOff(where: Condition, path: Path): Condition {
  return update(where, path, (node) => ({ ...node, off: true })).condition;
}
