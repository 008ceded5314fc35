import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataType } from "../../src/catalog/types.ts";
import { breakdown } from "../../src/results/breakdown.ts";
import { explain } from "../../src/results/explain.ts";
import type { Condition, EventFilter } from "../../src/segment/ast.ts";
import { datasetReferred } from "../language/dataset.ts";
import { datasetFiles } from "../language/dataset-files.ts";
import type { Dataset, Happening } from "../reference/dataset.ts";
import { members as reference } from "../reference/members.ts";
import { openTestBench, TEST_NOW, type TestBench } from "../support/bench.ts";
import { expectMembers } from "./expect-members.ts";
import { HOSTILE, HOSTILE_NAMES } from "./hostile-texts.ts";

const CLOCK = { now: TEST_NOW, timeZone: "UTC" };
const HOUR = 3_600_000;

/** One import each, so not all of them. */
const LIST_IDS = HOSTILE_NAMES.filter((_, at) => at % 4 === 0);

/** Names share events, so that there are few imports and no event has too many properties. */
const SHARE = 22;
const groups = Array.from({ length: Math.ceil(HOSTILE_NAMES.length / SHARE) }, (_, at) => ({
  at,
  names: HOSTILE_NAMES.slice(at * SHARE, (at + 1) * SHARE),
}));
const named = groups.flatMap(({ at, names }) => names.map((name) => ({ at, name })));

/** An object that has no names but these: `constructor` and `__proto__` are names like others. */
function having<T>(names: readonly string[], value: (name: string) => T): Record<string, T> {
  const object: Record<string, T> = Object.create(null);
  for (const name of names) object[name] = value(name);
  return object;
}

function only(name: string, value: unknown): Record<string, unknown> {
  return having([name], () => value);
}

const TEXT: DataType = { kind: "value", of: "text" };
const ITEMS: DataType = { kind: "records", fields: [{ name: "f", type: { kind: "value", of: "text" } }] };

/** Each customer has its key for a name: of a field of its records, of a property of what it did, of records in that. */
const dataset: Dataset = {
  types: {
    attributes: {
      records: { kind: "records", fields: HOSTILE_NAMES.map((name) => ({ name, type: { kind: "value", of: "text" } })) },
    },
    events: Object.fromEntries(
      groups.flatMap(({ at, names }) => [
        [`first ${at}`, having(names, () => TEXT)],
        [`then ${at}`, having(names, () => TEXT)],
        [`items ${at}`, having(names, () => ITEMS)],
      ]),
    ),
  },
  customers: HOSTILE.map((key) => ({ key, attributes: HOSTILE_NAMES.includes(key) ? { records: [only(key, key)] } : {} })),
  events: named.flatMap(({ at, name }, nth) => [
    happening(name, `first ${at}`, 0, only(name, name)),
    // Every third does the second with another value.
    happening(name, `then ${at}`, 1, only(name, nth % 3 === 0 ? `${name} not` : name)),
    happening(name, `items ${at}`, 2, only(name, [{ f: name }, { f: "other" }])),
  ]),
  lists: Object.fromEntries(LIST_IDS.map((id, at) => [id, [id, HOSTILE[at + 50] ?? id]])),
  segments: Object.fromEntries(named.map(({ at, name }) => [name, { where: { kind: "event", event: `first ${at}`, where: equals(name) } }])),
};

function happening(customer: string, event: string, hours: number, properties: Happening["properties"]): Happening {
  return { customer, event, time: new Date(Date.UTC(2025, 0, 1) + hours * HOUR).toISOString(), messageId: `${event} of ${customer}`, properties };
}

function equals(name: string): EventFilter {
  return { kind: "property", property: name, op: "equals", value: name };
}

let bench: TestBench;

beforeAll(async () => {
  bench = await openTestBench(undefined, datasetReferred(dataset));
  const untyped = { ...dataset, types: { attributes: {}, events: {} } };
  await bench.importText("customers", "ndjson", datasetFiles(untyped).customers.ndjson);
  for (const { at } of groups) {
    for (const event of [`first ${at}`, `then ${at}`, `items ${at}`]) {
      const events = dataset.events.filter((each) => each.event === event);
      const report = await bench.importText("events", "ndjson", datasetFiles({ ...untyped, events }).events.ndjson);
      expect(report).toMatchObject({ accepted: events.length, rejected: 0 });
    }
  }
  for (const [id, keys] of Object.entries(dataset.lists ?? {})) {
    const text = keys.map((key) => `${JSON.stringify({ customer_id: key })}\n`).join("");
    await bench.importText("list", "ndjson", text, { list: { id, name: id, mode: "replace" } });
  }
});
afterAll(() => bench.close());

function expectReference(conditions: readonly Condition[]): Promise<void> {
  const cases = conditions.map((where): [Condition, Iterable<string>] => [where, reference(dataset, { where }, CLOCK)]);
  // Whom nobody is in shows nothing.
  for (const [where, keys] of cases) expect([...keys], JSON.stringify(where)).not.toEqual([]);
  return expectMembers(bench, cases);
}

describe("any text can be", () => {
  test("a field of a customer's records", () =>
    expectReference(
      HOSTILE_NAMES.map((name) => {
        const where = { kind: "field", field: name, op: "equals", value: name } as const;
        return { kind: "attribute", attribute: "records", where };
      }),
    ));

  test("the name of records in an event, and the first part of a path through them", () =>
    expectReference(
      named.flatMap(({ at, name }): Condition[] => [
        { kind: "event", event: `items ${at}`, where: { kind: "item", of: name, where: { kind: "field", field: "f", op: "equals", value: name } } },
        { kind: "event", event: `items ${at}`, where: { kind: "property", property: `${name}.f`, op: "equals", value: name, match: "any" } },
        { kind: "event", event: `items ${at}`, measure: { fn: "distinct", property: `${name}.f` }, op: "exactly", value: 2 },
      ]),
    ));

  test("the property that a chosen event is judged by", () =>
    expectReference(
      named.flatMap(({ at, name }): Condition[] => [
        { kind: "event", event: [`first ${at}`, `then ${at}`], pick: "first", where: equals(name) },
        { kind: "event", event: `first ${at}`, pick: "last", pickFrom: "ever", where: equals(name) },
      ]),
    ));

  test("what the steps of a sequence share", () =>
    expectReference(
      named.map(({ at, name }, nth) => {
        const steps = [{ event: `first ${at}` }, { event: `then ${at}`, ...(nth % 3 === 0 && { absent: true }) }];
        return { kind: "sequence", steps, same: [name] };
      }),
    ));

  test("a salt", () => expectReference(HOSTILE.map((salt) => ({ kind: "sample", percent: 50, salt }))));

  test("the id of a segment", () => expectReference(HOSTILE_NAMES.map((segment) => ({ kind: "segment", segment }))));

  test("the id of a list", () => expectReference(LIST_IDS.map((list) => ({ kind: "list", list }))));

  test("the customer who is explained", async () => {
    for (const key of HOSTILE) {
      const where: Condition = { kind: "attribute", attribute: "records" };
      expect(await explain(bench, { where }, key)).toMatchObject({ customer: key, isIn: HOSTILE_NAMES.includes(key) });
    }
  });
});

test("a name that there is not is refused, whatever it is", async () => {
  for (const text of ["'", "`); DROP TABLE events; --", "\0", "__proto__x", "{p1:String}x", "a".repeat(10_000)]) {
    const name = `${text} not there`;
    const wrong: Condition[] = [
      { kind: "list", list: name },
      { kind: "segment", segment: name },
      { kind: "attribute", attribute: "records", where: { kind: "field", field: name, op: "is_known" } },
      { kind: "event", event: "items 0", where: { kind: "item", of: name, where: { kind: "field", field: "f", op: "is_known" } } },
      { kind: "event", event: "items 0", where: { kind: "property", property: `${name}.f`, op: "is_known" } },
      { kind: "sequence", steps: [{ event: "first 0" }, { event: "then 0" }], same: [name] },
    ];
    for (const where of wrong) await expect(breakdown(bench, { where })).rejects.toMatchObject({ code: "invalid_definition" });
  }
});

test("afterwards everything is still there, and nothing more", async () => {
  const rows = await bench.local.engine.rows({
    text: `SELECT (SELECT count() FROM customers) AS customers, (SELECT count() FROM events) AS events,
      (SELECT count() FROM system.tables WHERE database = 'scratch' AND startsWith(name, 'list_')) AS left`,
    params: {},
    lists: [],
  });
  expect(rows).toEqual([{ customers: HOSTILE.length, events: dataset.events.length, left: 0 }]);
});
