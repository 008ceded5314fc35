import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { slicesOf } from "../../src/compiler/event-slices.ts";
import { plan } from "../../src/compiler/plan-condition.ts";
import { customerSegments } from "../../src/results/customer-segments.ts";
import { count } from "../../src/results/audience.ts";
import { type ExplainedNode, explain } from "../../src/results/explain.ts";
import type { Condition, Window } from "../../src/segment/ast.ts";
import { find } from "../../src/segment/edit.ts";
import { conditions } from "../language/arbitrary/condition.ts";
import { crowded } from "../language/arbitrary/crowded.ts";
import { moving } from "../language/arbitrary/moving.ts";
import { questions } from "../language/arbitrary/question.ts";
import { dataset } from "../language/cases.ts";
import { exportId } from "../language/dataset.ts";
import { acceptedEvents, type Dataset, everyone } from "../reference/dataset.ts";
import { parseInstant } from "../reference/instant.ts";
import { isOfMoves, keptInstants } from "../reference/kept.ts";
import { members as reference, seen } from "../reference/members.ts";
import { interval } from "../reference/window.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG, runsOf } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

const RUNS = runsOf(20_261_124, 10, 500);
const INSTANTS = 20;
const DAY = 86_400_000;

let bench: TestBench;

beforeAll(async () => {
  bench = await openDatasetBench(dataset);
});
afterAll(() => bench.close());

test(
  `a customer stays what it is until the instant that is told, and changes at it (seed ${RUNS.seed})`,
  async () => {
    let changing = 0;
    await fc.assert(
      fc.asyncProperty(moving(dataset), async ({ where, now: start, timeZone, customer }) => {
        const now = new Date(start).toISOString();
        const own = onlyOf(customer);
        const isInAt = (instant: number): boolean => reference(own, { where }, { now: instant, timeZone }).has(customer);
        const { isIn, tree, change } = await explain(bench, { where, now, timeZone }, customer);
        expect(isIn).toBe(isInAt(start));
        expect(tree.holds ?? true).toBe(isIn);

        const end = change.at === null ? Math.min(start + 1_000 * DAY, Date.parse(change.searchedUntil ?? "2299-01-01T00:00:00Z")) : Date.parse(change.at);
        for (let step = 1; step <= INSTANTS; step += 1) {
          const instant = Math.min(start + Math.ceil(((end - start) * step) / INSTANTS), end - 1);
          if (instant > start) expect(isInAt(instant), new Date(instant).toISOString()).toBe(isIn);
        }
        if (change.at === null) return;
        changing += 1;
        expect(isInAt(end)).toBe(!isIn);
        expect(change.becomes).toBe(isIn ? "out" : "in");
      }),
      RUNS,
    );
    expect(changing).toBeGreaterThan(RUNS.numRuns / 4);
  },
  LONG ? 1_200_000 : 120_000,
);

test(
  `a customer is judged as all are, and what is measured of it is told (seed ${RUNS.seed})`,
  async () => {
    const asked = questions(dataset, fc.oneof(conditions, crowded(dataset)));
    const judged = fc.record({ question: asked, customer: fc.constantFrom(...everyone(dataset)) });
    await fc.assert(
      fc.asyncProperty(judged, async ({ question: { where, now, timeZone, members }, customer }) => {
        const { isIn, tree } = await explain(bench, { where, now: new Date(now).toISOString(), timeZone }, customer);
        expect(isIn).toBe(members.includes(customer));
        expect(tree.holds ?? true).toBe(isIn);
        expectMeasured(tree, where, { customer, now, timeZone });
      }),
      RUNS,
    );
  },
  LONG ? 1_200_000 : 120_000,
);

/** The data set with one customer's own rows alone. */
function onlyOf(customer: string): Dataset {
  const customers = dataset.customers.filter(({ key }) => key === customer);
  return { ...dataset, customers, events: acceptedEvents(dataset).filter((event) => event.customer === customer) };
}

/** Each condition that is not off tells what the reference finds. */
function expectMeasured(node: ExplainedNode, where: Condition, asked: { readonly customer: string; readonly now: number; readonly timeZone: string }): void {
  node.of.forEach((child) => expectMeasured(child, where, asked));
  const { evidence, path } = node;
  const condition = find(where, path);
  if (evidence === null || condition === undefined) return;
  const { customer, ...clock } = asked;
  if (condition.kind === "exported" || (condition.kind === "segment" && isOfMoves(condition))) {
    const instants = keptInstants(condition, customer, dataset, clock).sort((one, other) => other - one);
    const latest = instants.slice(0, 5).map((instant) => new Date(instant).toISOString());
    expect(evidence, JSON.stringify({ path, condition })).toEqual({ kind: "instants", matching: instants.length, latest });
    return;
  }
  const isCounting = condition.kind === "event" || (condition.kind === "attribute" && evidence.kind === "value" && evidence.measured !== null);
  if (!isCounting || evidence.kind === "membership" || evidence.kind === "instants") return;
  const { amount, picked } = seen(onlyOf(customer), condition, customer, clock);
  const told = JSON.stringify({ path, condition });
  expect(evidence.measured?.amount ?? undefined, told).toBe(typeof amount === "bigint" ? Number(amount) / 1e6 : amount);
  if (evidence.kind === "events") {
    expect(evidence.picked?.time, told).toBe(picked && new Date(parseInstant(picked.time)).toISOString());
    expect(evidence.picked?.event, told).toBe(picked?.event);
  }
}

test("what is shown of several conditions is what happened, newest first, and the number of all", async () => {
  const names = Object.keys(dataset.types.events);
  const where: Condition = { kind: "any", of: names.map((event) => ({ kind: "event", event, op: "at_least", value: 3 })) };
  const eventsOf = (customer: string) => acceptedEvents(dataset).filter((event) => event.customer === customer);
  const busiest = [...everyone(dataset)].sort((one, other) => eventsOf(other).length - eventsOf(one).length).slice(0, 5);
  for (const customer of busiest) {
    const own = eventsOf(customer);
    const { tree } = await explain(bench, { where, now: "2299-12-31T23:59:59.999Z", timeZone: "UTC" }, customer);
    const shown = tree.of.map(({ evidence, holds }) => ({ evidence, holds }));
    expect(shown, customer).toEqual(
      names.map((name) => {
        const times = own.filter(({ event }) => event === name).map(({ time }) => parseInstant(time));
        const latest = times.sort((one, other) => other - one).slice(0, 5);
        const expected = latest.map((time) => expect.objectContaining({ event: name, time: new Date(time).toISOString() }));
        const measured = { fn: "count", property: null, amount: times.length, op: "at_least", value: 3 };
        return { evidence: { kind: "events", matching: times.length, latest: expected, measured, picked: null }, holds: times.length >= 3 };
      }),
    );
  }
});

test("when a customer was sent, entered and left is told, the newest first, and the next change of it", async () => {
  const ways = (window: Window): readonly Condition[] => [
    { kind: "exported", destination: "mail", window },
    { kind: "segment", segment: "regulars", entered: window },
    { kind: "not", of: { kind: "segment", segment: "regulars", left: window } },
  ];
  const windows: readonly Window[] = [{ to: "2299-12-31" }, { last: 1, unit: "day" }, { this: "week" }, { previous: "month" }, { following: "day" }];
  const where: Condition = { kind: "any", of: [{ kind: "exported", destination: "mail" }, ...windows.flatMap(ways)] };
  const clock = { now: Date.parse("2024-03-31T12:00:00Z"), timeZone: "Europe/Berlin" };
  const asked = { now: new Date(clock.now).toISOString(), timeZone: clock.timeZone };
  for (const customer of ["t1", "t3", "t6", "n1", "n3", "n8", "e1"]) {
    const { tree } = await explain(bench, { where, ...asked }, customer);
    expectMeasured(tree, where, { customer, ...clock });
  }
  // Of the last seven days and today, until the eighth begins.
  const week: Condition = { kind: "exported", destination: "mail", window: { last: 7, unit: "day" } };
  const { change } = await explain(bench, { where: week, ...asked }, "n7");
  expect(change).toEqual({ at: "2024-04-07T22:00:00.000Z", becomes: "out", searchedUntil: null });
  expect((await explain(bench, { where: { kind: "exported", destination: "mail" }, ...asked }, "n7")).change.at).toBeNull();
});

test("of as many exports as there are in years it is told by which a customer was sent; a count is not made up of those that are left", async () => {
  const end = Date.parse("2024-03-31T12:00:00Z");
  const HOURS = 20_000;
  const sendings = Array.from({ length: HOURS }, (_, at) => ({ id: at === HOURS - 3 ? exportId("mail", 4) : `lost ${at}`, at: end - (HOURS - at) * 3_600_000 }));
  const destinations = new Map([["mail", { id: "mail", name: "Mail", sendings }]]);
  const many: TestBench = { ...bench, referred: () => Promise.resolve({ segments: new Map(), destinations }) };
  const where: Condition = { kind: "exported", destination: "mail", window: { last: 900, unit: "day" } };
  const question = { where, now: new Date(end).toISOString(), timeZone: "UTC" };
  const { isIn, tree, change } = await explain(many, question, "n5");
  expect([isIn, tree.evidence]).toEqual([true, { kind: "instants", matching: 1, latest: ["2024-03-31T09:00:00.000Z"] }]);
  expect(change).toEqual({ at: "2026-09-18T00:00:00.000Z", becomes: "out", searchedUntil: null });
  await expect(count(many, question)).rejects.toMatchObject({ code: "engine_failed", hint: expect.stringContaining("backups") });
});

test("days are counted where one is enough too", async () => {
  const names = Object.keys(dataset.types.events);
  const of = [{}, { op: "at_least", value: 0 }, { op: "at_most", value: 0 }, { op: "exactly", value: 1 }].map(
    (how): Condition => ({ kind: "event", event: names, measure: { fn: "days" }, ...how }),
  );
  const clock = { now: Date.UTC(2299, 0, 1), timeZone: "UTC" };
  const told: (readonly [days: unknown, events: unknown])[] = [];
  for (const customer of everyone(dataset)) {
    const own = acceptedEvents(dataset).filter((event) => event.customer === customer);
    if (new Set(own.map(({ time }) => new Date(parseInstant(time)).toISOString().slice(0, 10))).size === own.length) continue;
    const where: Condition = { kind: "any", of };
    const { tree } = await explain(bench, { where, now: new Date(clock.now).toISOString(), timeZone: "UTC" }, customer);
    expectMeasured(tree, where, { customer, ...clock });
    const [{ evidence } = { evidence: null }] = tree.of;
    if (evidence?.kind === "events") told.push([evidence.measured?.amount, evidence.matching]);
    if (told.some(([days, events]) => days !== events)) return;
  }
  throw new Error(`no customer did two things on one day: ${JSON.stringify(told)}`);
});

test("conditions that differ by their window share what is read, and each shows its own", async () => {
  const event = "Order";
  const now = Date.UTC(2026, 5, 1);
  const windows: readonly Window[] = [
    ...[1, 30, 365, 900, 4_000].map((last): Window => ({ last, unit: "day" })),
    ...[1, 200, 400, 800, 1_000].map((to): Window => ({ ago: { to, unit: "day" } })),
    ...[1, 5, 20, 50].map((to): Window => ({ ago: { from: to * 9, to, unit: "week" } })),
    { to: "1900-01-01" },
  ];
  const conditions = windows.map((window): Condition => ({ kind: "event", event, window, op: "at_most", value: 2 }));
  const planned = conditions.flatMap((condition) => plan(condition, { catalog: bench.storage.catalog, now, timeZone: "UTC" }).leaves);
  expect(slicesOf(planned.filter((leaf) => leaf.kind === "event"), (leaf) => leaf)).toHaveLength(1);

  for (const customer of everyone(dataset)) {
    const times = acceptedEvents(dataset).flatMap((each) => (each.customer === customer && each.event === event ? [parseInstant(each.time)] : []));
    if (times.length < 2) continue;
    const newest = times.sort((one, other) => other - one);
    const { tree } = await explain(bench, { where: { kind: "any", of: conditions }, now: new Date(now).toISOString(), timeZone: "UTC" }, customer);
    const shown = tree.of.map(({ evidence, holds }) => ({ holds, evidence }));
    expect(shown, customer).toEqual(
      windows.map((window) => {
        const { from, to } = interval(window, { now, timeZone: "UTC" });
        const own = newest.filter((time) => time >= from && time < Math.min(to, now + 1));
        const latest = own.slice(0, 5).map((time) => expect.objectContaining({ event, time: new Date(time).toISOString() }));
        const measured = { fn: "count", property: null, amount: own.length, op: "at_most", value: 2 };
        return { holds: own.length <= 2, evidence: { kind: "events", matching: own.length, latest, measured, picked: null } };
      }),
    );
  }
});

test("a condition that decides nothing by events, or all, shows the true number of them", async () => {
  const [event] = Object.keys(dataset.types.events).filter((name) => acceptedEvents(dataset).filter((each) => each.event === name).length > 1);
  if (event === undefined) throw new Error("no event happened twice");
  const before: Window = { to: "1900-01-01" };
  const conditions: readonly Condition[] = [
    { kind: "event", event, op: "at_least", value: 0 },
    { kind: "event", event, op: "fewer_than", value: 0 },
    { kind: "event", event, measure: { fn: "days" }, op: "at_least", value: 0 },
    { kind: "event", event, pick: "last", where: { kind: "any", of: [] } },
    { kind: "sequence", steps: [{ event }, { event }], window: before },
    { kind: "event", event, window: before },
  ];
  for (const customer of everyone(dataset)) {
    const own = acceptedEvents(dataset).filter((each) => each.customer === customer && each.event === event).length;
    if (own === 0) continue;
    const { tree } = await explain(bench, { where: { kind: "any", of: conditions }, now: "2299-12-31T23:59:59.999Z", timeZone: "UTC" }, customer);
    const shown = tree.of.map(({ evidence }) => (evidence?.kind === "events" ? evidence.matching : evidence));
    expect(shown, customer).toEqual([own, own, own, own, own, 0]);
  }
});

test("as many moving conditions as there may be are answered, each when it changes", async () => {
  const start = Date.parse("2024-03-30T23:00:00Z");
  const MOST = 499;
  const of = Array.from({ length: MOST }, (_, k): Condition => ({ kind: "attribute", attribute: "seen", op: "not_in", window: { last: k + 1, unit: "minute" } }));
  const { change } = await explain(bench, { where: { kind: "all", of }, now: new Date(start).toISOString(), timeZone: "UTC" }, "s2");
  expect(change).toEqual({ at: new Date(start + MOST * 60_000 + 1).toISOString(), becomes: "in", searchedUntil: null });
});

test("a date leaves and enters in time where a zone skipped a day", async () => {
  const days = ["2011-12-27", "2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"];
  const added = days.map((day) => ({ key: `skipped-${day}`, attributes: { day } }));
  const rows = added.map(({ key, attributes: { day } }) => `${key},${day}\n`);
  await bench.importText("customers", "csv", `customer_id,day\n${rows.join("")}`);
  const windows: readonly Window[] = [
    { previous: "day" },
    { following: "day" },
    { next: 1, unit: "day" },
    { ago: { from: 1, to: 1, unit: "day" } },
    { ahead: { from: 1, to: 1, unit: "day" } },
  ];
  const now = Date.UTC(2011, 11, 29, 12);
  for (const window of windows) {
    const where: Condition = { kind: "attribute", attribute: "day", op: "in", window };
    for (const { key } of added) {
      const isInAt = (instant: number): boolean =>
        reference({ ...dataset, customers: added, events: [] }, { where }, { now: instant, timeZone: "Pacific/Apia" }).has(key);
      const { isIn, change } = await explain(bench, { where, now: new Date(now).toISOString(), timeZone: "Pacific/Apia" }, key);
      const days = [30, 31, 32, 33, 34].map((date) => Date.UTC(2011, 11, date, 10));
      const changed = days.flatMap((day) => [day - 1, day]).find((instant) => isInAt(instant) !== isIn);
      const expected = changed === undefined ? null : new Date(changed).toISOString();
      expect({ isIn, at: change.at }, `${key} ${JSON.stringify(window)}`).toEqual({ isIn: isInAt(now), at: expected });
    }
  }
});

test("the segments that a customer is in are those in which the reference finds it; one that needs repair is told", async () => {
  const clock = { now: Date.parse("2024-03-31T12:00:00Z"), timeZone: "Europe/Berlin" };
  const at: TestBench = { ...bench, clock: { now: () => clock.now, timeZone: () => clock.timeZone } };
  const segments = Object.entries(dataset.segments ?? {}).map(([id, segment]) => ({ id, ...segment }));
  const sound = segments.filter(({ id }) => id !== "needs-repair");
  for (const customer of ["t3", "t10", "n1", "n3", "n6", "e1", "w13"]) {
    const expected = sound.filter(({ where, timeZone }) => reference(dataset, { where, timeZone }, clock).has(customer)).map(({ id }) => id);
    const found = await customerSegments(at, customer, segments);
    expect([found?.inIds, found?.brokenIds], customer).toEqual([expected, ["needs-repair"]]);
  }
});

test("a customer that does not exist is refused", async () => {
  await expect(explain(bench, { where: { kind: "all", of: [] } }, "nobody-of-this-key")).rejects.toMatchObject({ code: "not_found" });
});
