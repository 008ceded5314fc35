import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataType } from "../../src/catalog/types.ts";
import { plan } from "../../src/compiler/plan-condition.ts";
import { leafSql } from "../../src/compiler/print-leaf.ts";
import { count, members } from "../../src/results/audience.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { check } from "../../src/segment/check.ts";
import { operators } from "../../src/segment/operators.ts";
import { datasetFiles } from "../language/dataset-files.ts";
import type { Dataset } from "../reference/dataset.ts";
import { members as reference } from "../reference/members.ts";
import { openTestBench, TEST_NOW, type TestBench } from "../support/bench.ts";
import { LONG } from "../support/long.ts";
import { expectMembers } from "./expect-members.ts";
import { HOSTILE, HOSTILE_NAMES, VERY_LONG } from "./hostile-texts.ts";

const TEXT: DataType = { kind: "value", of: "text" };
const CLOCK = { now: TEST_NOW, timeZone: "UTC" };
const NO_SEGMENTS = new Map<string, never>();
const TEXTS = [...HOSTILE, ...VERY_LONG];

/** Events that have properties named by texts: so many of them that none has too many. */
const SHARE = 11;
const holders = Array.from({ length: Math.ceil(HOSTILE_NAMES.length / SHARE) }, (_, at) => ({
  event: `holder ${at}`,
  names: HOSTILE_NAMES.slice(at * SHARE, (at + 1) * SHARE),
}));

/** An object that has no names but these: `constructor` and `__proto__` are names like others. */
function named<T>(names: readonly string[], value: (name: string) => T): Record<string, T> {
  const object: Record<string, T> = Object.create(null);
  for (const name of names) object[name] = value(name);
  return object;
}

/** A customer a text: it is the key, a value, in a list, and the name of an attribute, an event, a property and a field. */
const dataset: Dataset = {
  types: {
    attributes: Object.assign(named(HOSTILE_NAMES, () => TEXT), { text: TEXT, texts: { kind: "list", of: "text" } as const }),
    events: {},
  },
  customers: TEXTS.map((text, at) => ({
    key: text,
    attributes: Object.assign(named(HOSTILE_NAMES.filter((name) => name === text), () => text), {
      text,
      texts: [text, TEXTS[(at + 1) % TEXTS.length]],
    }),
  })),
  events: [
    ...HOSTILE.map((event) => ({ event, name: event, properties: {} })),
    ...holders.flatMap(({ event, names }) =>
      names.map((name) => ({ event, name, properties: Object.assign(named([name], () => name), { records: [named([name], () => name)] }) })),
    ),
  ].map(({ event, name, properties }) => ({
    customer: name,
    event,
    time: new Date(TEST_NOW).toISOString(),
    messageId: `${event} of ${name}`,
    properties,
  })),
};

let bench: TestBench;

beforeAll(async () => {
  bench = await openTestBench();
  await importAll("customers", datasetFiles(dataset).customers.ndjson, TEXTS.length);
  await importEvents(HOSTILE);
  for (const { event } of holders) await importEvents([event]);
});
afterAll(() => bench.close());

async function importEvents(names: readonly string[]): Promise<void> {
  const events = dataset.events.filter(({ event }) => names.includes(event));
  await importAll("events", datasetFiles({ ...dataset, events }).events.ndjson, events.length);
}

async function importAll(kind: "customers" | "events", file: string, rows: number): Promise<void> {
  const report = await bench.importText(kind, "ndjson", file);
  expect(report).toMatchObject({ read: rows, accepted: rows, rejected: 0, duplicates: 0 });
}

function expectReference(conditions: readonly Condition[]): Promise<void> {
  return expectMembers(bench, conditions.map((where) => [where, reference(dataset, { where }, CLOCK)]));
}

function statements(where: Condition): string[] {
  return plan(where, { catalog: bench.storage.catalog, segments: NO_SEGMENTS, ...CLOCK }).leaves.map((leaf) => leafSql(leaf).text);
}

const ofText = operators.filter((row) => row.types.some((type) => type === "text"));
const ofOne = ofText.filter(({ value }) => value === "one");
const ofMany = ofText.filter(({ value }) => value === "many");
const isPattern = (op: string): boolean => op.endsWith("matches");

function pattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

describe("values", () => {
  test.each(ofOne)("$op takes any text as it is", async (row) => {
    const every = (row.op === "equals" ? 1 : "negates" in row ? 5 : 2) * (LONG ? 1 : 2);
    const some = TEXTS.filter((text, at) => at % every === 0 && !(isPattern(row.op) && VERY_LONG.includes(text)));
    await expectReference(
      some.map((text, at) => ({
        kind: "attribute",
        attribute: "text",
        op: row.op,
        value: isPattern(row.op) ? pattern(text) : text,
        caseSensitive: at % 2 === 0,
      })),
    );
  });

  test("a pattern may be longer than a parameter", () =>
    expectMembers(bench, VERY_LONG.map((text) => [{ kind: "attribute", attribute: "text", op: "matches", value: pattern(text) }, [text]])));

  test.each(ofMany)("$op takes any texts, in a parameter or in a table", async ({ op }) => {
    const filler = (size: number): string[] => Array.from({ length: size }, (_, at) => `'filler' {p${at}:String} \\`);
    const lists: string[][] = [[...HOSTILE], [...TEXTS]];
    for (const [at, size] of [1, 2, 254, 255, 256, 499, 500, 501, 600].entries()) {
      const texts = ["'; DROP TABLE customers; --", "\\N", "a\0b", "a\nb"];
      for (const text of LONG ? texts : texts.slice(at % 4, (at % 4) + 1)) lists.push([...filler(size - 1), text]);
    }
    await expectReference(
      lists.map((value, at) => ({ kind: "attribute", attribute: at % 3 === 0 ? "texts" : "text", op, value, caseSensitive: at % 2 === 0 })),
    );
  });

  test.each([...ofOne, ...ofMany])("the SQL of $op says nothing of its text", ({ op, value }) => {
    const where = (text: string): Condition => ({ kind: "attribute", attribute: "text", op, value: value === "many" ? [text, "b"] : text });
    // How letters are folded depends on which there are, so there is more than one innocent statement.
    const innocent = ["a", "i", "k", "ki", "é"].map((text) => statements(where(text)));
    for (const text of HOSTILE) expect(innocent).toContainEqual(statements(where(text)));
  });

  test("half a character is refused, wherever it stands", () => {
    const circumstances = { catalog: bench.storage.catalog, segments: NO_SEGMENTS, ...CLOCK };
    for (const half of ["\uD800", "a\uDC00b", "\uDE00\uD83D"]) {
      for (const { op, value } of [...ofOne, ...ofMany]) {
        const where = { kind: "attribute", attribute: "text", op, value: value === "many" ? ["a", half] : half };
        const codes = check(where, circumstances).problems.map(({ code }) => code);
        expect(codes).toEqual([isPattern(op) ? "invalid_pattern" : "invalid_value"]);
      }
    }
  });
});

describe("names", () => {
  test("an attribute can have any", () =>
    expectMembers(bench, HOSTILE_NAMES.map((name) => [{ kind: "attribute", attribute: name, op: "equals", value: name }, [name]])));

  test("an event can have any", () =>
    expectMembers(bench, [
      ...HOSTILE.map((event): [Condition, string[]] => [{ kind: "event", event }, [event]]),
      [{ kind: "event", event: HOSTILE }, HOSTILE],
      [{ kind: "event", event: HOSTILE, op: "exactly", value: 0 }, VERY_LONG],
    ]));

  test.each([
    ["a property", (name: string) => name],
    ["a field of records", (name: string) => `records.${name}`],
  ])("%s can have any", (_, propertyOf) =>
    expectMembers(
      bench,
      holders.flatMap(({ event, names }) =>
        names.map((name): [Condition, string[]] => [
          { kind: "event", event, where: { kind: "property", property: propertyOf(name), op: "equals", value: name } },
          [name],
        ]),
      ),
    ),
  );

  test("a customer can have any, and members carry values and names as they are", async () => {
    const page = await members(bench, { where: { kind: "all", of: [] } }, { limit: 1000 });
    expect(page.rows.map(({ key }) => key)).toEqual(TEXTS);
    expect(page.columns.map(({ name }) => name).sort()).toEqual([...HOSTILE_NAMES, "text", "texts"].sort());
    for (const { key, values } of page.rows) {
      const known = page.columns.flatMap(({ name }, at) => (values[at] === null ? [] : [[name, values[at]] as const]));
      const stored = dataset.customers.find((customer) => customer.key === key)?.attributes;
      expect(new Map(known)).toEqual(new Map(Object.entries(stored ?? {})));
    }
  });
});

test("a search and a cursor take any text as it is", async () => {
  const everyone = { where: { kind: "all", of: [] } };
  for (const text of TEXTS.filter((each, at) => each !== "" && (at % (LONG ? 4 : 12) === 0 || VERY_LONG.includes(each)))) {
    const { rows, found } = await members(bench, everyone, { search: text, columns: [], limit: 1 });
    expect(rows[0]?.key).toBe(text);
    expect(found).toBeGreaterThan(0);
  }
  for (const attribute of [null, "text", "texts"]) {
    const keys: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await members(bench, everyone, { sort: { attribute, order: "desc" }, columns: [], limit: 9, cursor });
      keys.push(...page.rows.map(({ key }) => key));
      cursor = page.next;
    }
    expect(keys.toSorted()).toEqual(TEXTS.toSorted());
  }
});

test("afterwards everything is still there, and nothing more", async () => {
  const receipt = await count(bench, { where: { kind: "all", of: [] } });
  expect(receipt).toMatchObject({ count: TEXTS.length, base: TEXTS.length });
  const { engine } = bench.local;
  const ask = (text: string) => engine.rows({ text, params: {}, lists: [] });
  expect(await ask("SELECT count() AS count FROM events")).toEqual([{ count: dataset.events.length }]);
  expect(await ask("SELECT name FROM system.tables WHERE database = 'coterie_scratch' AND startsWith(name, 'list_')")).toEqual([]);
});
