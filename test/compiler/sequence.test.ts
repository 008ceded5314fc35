import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataType } from "../../src/catalog/types.ts";
import { sequenceSet } from "../../src/compiler/plan-sequence.ts";
import type { SetExpr } from "../../src/compiler/plan.ts";
import { leafSql } from "../../src/compiler/print-leaf.ts";
import { joinedMembers } from "../../src/compiler/print-sequence-joins.ts";
import { windowedMembers } from "../../src/compiler/print-sequence-windows.ts";
import { render } from "../../src/compiler/sql.ts";
import type { SequenceCondition, Step } from "../../src/segment/ast.ts";
import { LONG } from "../support/long.ts";
import { type EventRow, openTables, type Tables } from "./tables.ts";

const NOW = Date.parse("2024-03-31T12:00:00.000Z");
const TEXT: DataType = { kind: "value", of: "text" };
const NUMBER: DataType = { kind: "value", of: "number" };
const EVENTS = { A: { item: TEXT, size: NUMBER }, B: { item: TEXT, size: NUMBER }, C: { size: NUMBER } } as const;

const MANY_STEPS = LONG ? 150 : 50;

let tables: Tables;

beforeAll(async () => {
  tables = await openTables();
});
afterAll(() => tables.close());

describe("a sequence on the engine", () => {
  test.each<[string, Omit<SequenceCondition, "kind">, readonly string[]]>([
    ["steps come one after the other", steps("A", "B"), ["A0 B1", "A0 C1 B2", "B0 A1 B2"]],
    ["events at the same time are in no order", steps("A", "B"), ["A0 A5 B5"]],
    ["an event is no step after itself", steps("A", "A"), ["A0 A1"]],
    ["the end of `within` is included", steps("A", within("B", 5)), ["A0 B5", "A0 A3 B8"]],
    ["`within` counts from the step before", steps("A", within("B", 5), within("C", 5)), ["A0 B5 C10", "A0 B1 B5 C10", "A0 A4 B8 C13"]],
    ["what is absent may lie before and after the span", steps("A", absent("C"), "B"), ["C0 A1 B2 C3", "A0 C1 A2 B3"]],
    ["what is absent may happen at the ends of the span", steps("A", absent("C"), "B"), ["A0 C0 B2 C2"]],
    ["what is absent may be what comes before", steps("A", absent("A"), "B"), ["A0 A1 B2"]],
    ["what is absent may be what comes next", steps("A", absent("B"), "B"), ["A0 B1 B2"]],
    ["of two that are absent none may happen", steps("A", absent("A"), absent("C"), "B"), ["A0 C1 A2 B3"]],
    ["nothing after the last step, ever", steps("A", absent("B")), ["A0", "A0 B1 A2", "B0 A0"]],
    ["nothing for a time after the last step", steps("A", absent("B", 5)), ["A0", "A0 B6", "A0 B2 A3 B9", "A0 B0"]],
    ["two different times after the last step", steps("A", absent("B", 5), absent("C", 2)), ["A0 B6 C3", "A0 C1 A5"]],
  ])("%s", async (_, sequence, holding) => {
    expect(await held(sequence, holding)).toEqual(holding);
  });

  test.each<[string, Omit<SequenceCondition, "kind">, readonly string[]]>([
    ["no second step", steps("A", "B"), ["A0", "B0", "B0 A1", "A5 B5", "C0"]],
    ["one step twice at a time", steps("A", "A"), ["A0", "A0 A0"]],
    ["too late", steps("A", within("B", 5)), ["A0 B6", "A0 B0"]],
    ["too late from the step before, though a chain without it would do", steps("A", within("B", 5), within("C", 5)), ["A0 B6 C7", "A0 B2 C8"]],
    ["what is absent happens in between", steps("A", absent("C"), "B"), ["A0 C1 B2", "A0 A1 C2 B3"]],
    ["it happens after the last step", steps("A", absent("B")), ["A0 B1", "A0 B1000"]],
    ["it happens at the end of its time", steps("A", absent("B", 5)), ["A0 B5", "A0 A2 B7 B5"]],
    ["one of two happens", steps("A", absent("B", 5), absent("C", 2)), ["A0 C2", "A0 B5 C3"]],
  ])("not when %s", async (_, sequence, failing) => {
    expect(await held(sequence, failing)).toEqual([]);
  });

  test(`a sequence of ${MANY_STEPS} steps is no trouble`, async () => {
    const minutes = Array.from({ length: MANY_STEPS }, (_, minute) => `A${minute}`);
    const customers = [minutes.join(" "), minutes.slice(1).join(" ")];
    const asked = (set: SetExpr) => tables.members(set);
    expect(await held(steps(...minutes.map(() => within("A", 1))), customers, asked)).toEqual(customers.slice(0, 1));
  });

  test("the time of an absent step must have run out", async () => {
    const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
    const catalog = await tables.fill({
      events: EVENTS,
      customers: [{ id: 1 }, { id: 2 }, { id: 3 }],
      happened: [
        { event: "A", id: 1, at: minutesAgo(5) },
        { event: "A", id: 2, at: minutesAgo(4.99) },
        { event: "A", id: 3, at: minutesAgo(5) },
        { event: "B", id: 3, at: minutesAgo(0) },
      ],
    });
    const set = sequenceSet({ kind: "sequence", ...steps("A", absent("B", 5)) }, { catalog, now: NOW, timeZone: "UTC", segments: new Map() });
    expect(await members(set)).toEqual([1]);
  });

  test("only the first step lies in the window, and nothing after now counts", async () => {
    const catalog = await tables.fill({
      events: EVENTS,
      customers: [1, 2, 3, 4, 5].map((id) => ({ id })),
      happened: [
        { event: "A", id: 1, at: "2024-03-01T00:00:00.000Z" },
        { event: "B", id: 1, at: "2024-03-20T00:00:00.000Z" },
        { event: "A", id: 2, at: "2024-02-29T23:59:59.999Z" },
        { event: "B", id: 2, at: "2024-03-01T00:00:00.000Z" },
        { event: "A", id: 3, at: "2024-03-03T00:00:00.000Z" },
        { event: "B", id: 3, at: "2024-03-04T00:00:00.000Z" },
        { event: "A", id: 4, at: "2024-03-02T23:59:59.999Z" },
        { event: "B", id: 4, at: "2024-03-31T12:00:00.000Z" },
        { event: "A", id: 5, at: "2024-03-02T00:00:00.000Z" },
        { event: "B", id: 5, at: "2024-03-31T12:00:00.001Z" },
      ],
    });
    const window = { from: "2024-03-01", to: "2024-03-02" };
    const set = sequenceSet({ kind: "sequence", ...steps("A", "B"), window }, { catalog, now: NOW, timeZone: "UTC", segments: new Map() });
    expect(await members(set)).toEqual([1, 4]);
  });

  test("`same` joins events whose property is known and exactly equal, also of what is absent", async () => {
    const at = (minute: number) => new Date(NOW - (100 - minute) * 60_000).toISOString();
    const catalog = await tables.fill({
      events: EVENTS,
      customers: [1, 2, 3, 4, 5, 6].map((id) => ({ id })),
      happened: [
        { event: "A", id: 1, at: at(0), values: { p1: "x" } },
        { event: "B", id: 1, at: at(1), values: { p1: "y" } },
        { event: "B", id: 1, at: at(2), values: { p1: "X" } },
        { event: "A", id: 2, at: at(0), values: { p1: "x" } },
        { event: "A", id: 2, at: at(1), values: { p1: "y" } },
        { event: "B", id: 2, at: at(2), values: { p1: "x" } },
        { event: "A", id: 3, at: at(0) },
        { event: "B", id: 3, at: at(1) },
        { event: "A", id: 4, at: at(0), values: { p1: "x", p2: 0 } },
        { event: "C", id: 4, at: at(1), values: { p2: -0 } },
        { event: "B", id: 4, at: at(2), values: { p1: "x", p2: -0 } },
        { event: "A", id: 5, at: at(0), values: { p1: "x", p2: 7 } },
        { event: "C", id: 5, at: at(1), values: { p2: 8 } },
        { event: "C", id: 5, at: at(2) },
        { event: "B", id: 5, at: at(3), values: { p1: "x", p2: 7 } },
      ],
    });
    const circumstances = { catalog, now: NOW, timeZone: "UTC", segments: new Map() };
    const of = (same: readonly string[], ...all: readonly (string | Step)[]) =>
      members(sequenceSet({ kind: "sequence", ...steps(...all), same }, circumstances));
    expect(await of(["item"], "A", "B")).toEqual([2, 4, 5]);
    expect(await of(["size"], "A", "B")).toEqual([4, 5]);
    expect(await of(["size"], "A", absent("C"), "B")).toEqual([5]);
    expect(await of(["item", "size"], "A", "B")).toEqual([4, 5]);
    // C has no item, so that none shares it.
    expect(await of(["item"], "A", absent("C"), "B")).toEqual([2, 4, 5]);
    expect(await of(["item"], "A", "C")).toEqual([]);
  });

  test("is what a search through all choices of events finds", async () => {
    const customers = fc.array(
      fc.array(fc.record({ event: fc.constantFrom("A", "B", "C"), minute: fc.integer({ min: 0, max: 9 }), item: fc.constantFrom("x", "y", null) }), { maxLength: 7 }),
      { minLength: 25, maxLength: 25 },
    );
    const step = fc.record({ event: fc.constantFrom<string | string[]>("A", "B", "C", ["A", "B"]), minutes: fc.option(fc.integer({ min: 1, max: 5 })), absent: fc.boolean() });
    const sequences = fc.array(fc.record({ steps: fc.array(step, { minLength: 2, maxLength: 5 }), same: fc.boolean() }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(customers, sequences, async (drawn, asked) => {
        const happened = drawn.flatMap((events, id) =>
          events.map(({ event, minute, item }): EventRow => ({ event, id, at: minuteOf(minute), values: { p1: event === "C" ? null : item } })),
        );
        if (happened.length === 0) return;
        const catalog = await tables.fill({ events: EVENTS, customers: drawn.map((_, id) => ({ id })), happened });
        const now = Date.parse(minuteOf(8));
        for (const { steps: written, same } of asked) {
          const all = written.map((each, index): Step => {
            const isAbsent = index > 0 && each.absent;
            const followed = written.slice(index + 1).some((later) => !later.absent);
            const takesWithin = index > 0 && each.minutes !== null && !(isAbsent && followed);
            return {
              event: each.event,
              ...(isAbsent && { absent: true }),
              ...(takesWithin && { within: { value: each.minutes ?? 0, unit: "minute" } }),
            };
          });
          const sequence = { kind: "sequence", steps: all, ...(same && { same: ["item"] }) } as const;
          const found = await members(sequenceSet(sequence, { catalog, now, timeZone: "UTC", segments: new Map() }));
          const expected = drawn.flatMap((events, id) => {
            const seen = events.filter(({ minute }) => minute <= 8).map(({ event, minute, item }) => ({ event, minute, item: event === "C" ? null : item }));
            return holds(all, seen, same, 8) ? [id] : [];
          });
          expect({ all, same, found }).toEqual({ all, same, found: expected });
        }
      }),
      { numRuns: LONG ? 25 : 8 },
    );
  });
});

/** The ids of a sequence's set, in order: the same in both forms in which it can be asked. */
async function members(set: SetExpr): Promise<number[]> {
  const [asPrinted, joined, windowed] = await Promise.all([
    tables.members(set),
    ...[joinedMembers, windowedMembers].map((form) => tables.members(set, (leaf) => (leaf.kind === "sequence" ? render(form(leaf)) : leafSql(leaf)))),
  ]);
  expect({ joined, windowed }).toEqual({ joined: asPrinted, windowed: asPrinted });
  return asPrinted ?? [];
}

/** Which of these customers, each written as `A0 B5` (events at minutes), a sequence holds for. */
async function held(sequence: Omit<SequenceCondition, "kind">, customers: readonly string[], ask = members): Promise<string[]> {
  const happened = customers.flatMap((written, id) =>
    written.split(" ").map((one): EventRow => ({ event: one.charAt(0), id, at: minuteOf(Number(one.slice(1))) })),
  );
  const catalog = await tables.fill({ events: EVENTS, customers: customers.map((_, id) => ({ id })), happened });
  const ids = await ask(sequenceSet({ kind: "sequence", ...sequence }, { catalog, now: NOW, timeZone: "UTC", segments: new Map() }));
  return ids.map((id) => customers[id] ?? "");
}

interface Seen {
  readonly event: string;
  readonly minute: number;
  readonly item: string | null;
}

function holds(all: readonly Step[], seen: readonly Seen[], same: boolean, now: number): boolean {
  const isOf = ({ event }: Step, one: Seen): boolean => (typeof event === "string" ? [event] : event).includes(one.event);
  const last = all.findLastIndex((step) => step.absent !== true);

  const from = (index: number, chosen: readonly Seen[]): boolean => {
    const [first] = chosen;
    const before = chosen.at(-1);
    const shares = (one: Seen): boolean => !same || (one.item !== null && (first === undefined || one.item === first.item));
    if (index > last) {
      return all.slice(index).every((step) => {
        const until = step.within === undefined ? now : (before?.minute ?? 0) + step.within.value;
        return until <= now && !seen.some((one) => isOf(step, one) && shares(one) && one.minute > (before?.minute ?? 0) && one.minute <= until);
      });
    }
    const next = all.findIndex((step, at) => at >= index && step.absent !== true);
    const step = all[next];
    if (step === undefined) return false;
    return seen.some((one) => {
      if (!isOf(step, one) || !shares(one)) return false;
      if (before !== undefined) {
        if (one.minute <= before.minute) return false;
        if (step.within !== undefined && one.minute - before.minute > step.within.value) return false;
        const between = all.slice(index, next);
        if (seen.some((other) => other.minute > before.minute && other.minute < one.minute && shares(other) && between.some((each) => isOf(each, other)))) return false;
      }
      return from(next + 1, [...chosen, one]);
    });
  };
  return from(0, []);
}

function minuteOf(minute: number): string {
  return new Date(Date.parse("2024-03-01T00:00:00.000Z") + minute * 60_000).toISOString();
}

function steps(...all: readonly (string | Step)[]): Pick<SequenceCondition, "steps"> {
  return { steps: all.map((step) => (typeof step === "string" ? { event: step } : step)) };
}

function within(event: string, minutes: number): Step {
  return { event, within: { value: minutes, unit: "minute" } };
}

function absent(event: string, minutes?: number): Step {
  return { event, absent: true, ...(minutes !== undefined && { within: { value: minutes, unit: "minute" } }) };
}
