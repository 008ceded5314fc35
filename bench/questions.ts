import type { Condition } from "../src/segment/ast.ts";
import { CITIES, INTERESTS, TO } from "./data/schema.ts";

/** A question that is put to the product and, as `questions/<name>.sql`, straight to the engine. */
export interface BenchQuestion {
  readonly name: string;
  readonly title: string;
  /** One leaf, several of them, or the first page of the members. */
  readonly kind: "leaf" | "leaves" | "page";
  /** Round 0, 1, 2 …: each asks something of the same weight that was not asked before, so no set of it is kept. */
  ask(round: number): Asked;
}

export interface Asked {
  readonly where: Condition;
  /** RFC 3339. */
  readonly now: string;
  /** What the placeholders of the statements stand for. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The attributes of a page of members. */
export const PAGE_COLUMNS = ["country", "city", "points", "signed_up_at", "interests"] as const;

const DAY = 86_400_000;

export const questions: readonly BenchQuestion[] = [
  leaf("text-equals", "a text is, in any case", (round) => {
    const city = CITIES[round * 7 % CITIES.length] ?? "";
    return { where: { kind: "attribute", attribute: "city", op: "equals", value: city }, values: { city } };
  }),
  leaf("text-equals-exactly", "a text is, case-sensitive", (round) => {
    const city = CITIES[round * 7 % CITIES.length] ?? "";
    return { where: { kind: "attribute", attribute: "city", op: "equals", value: city, caseSensitive: true }, values: { city } };
  }),
  leaf("text-any-of-50", "a text is one of 50", (round) => {
    const cities = CITIES.slice(round * 5, round * 5 + 50);
    return { where: { kind: "attribute", attribute: "city", op: "any_of", value: cities }, values: { cities } };
  }),
  leaf("number-between", "a number lies between two", (round) => {
    const low = 500 + round;
    const high = 1500 + round;
    return { where: { kind: "attribute", attribute: "points", op: "between", value: [low, high] }, values: { low, high } };
  }),
  leaf("birthday-soon", "a birthday in the next 7 days", (round) => {
    const days = Array.from({ length: 8 }, (_, ahead) => monthAndDay(startOfDay(nowOf(round)) + ahead * DAY));
    return { where: { kind: "attribute", attribute: "birthday", op: "anniversary_in", window: { next: 7, unit: "day" } }, values: { days } };
  }),
  leaf("list-any", "a list has an item, in any case", (round) => {
    const interest = INTERESTS[round % INTERESTS.length] ?? "";
    return { where: { kind: "attribute", attribute: "interests", op: "equals", match: "any", value: interest }, values: { interest } };
  }),
  leaf("event-once", "an event in 90 days", (round) => ({
    where: { kind: "event", event: "Product Viewed", window: { last: 90, unit: "day" } },
    values: lastDays(round, 90),
  })),
  leaf("event-once-year", "the most frequent event in 365 days", (round) => ({
    where: { kind: "event", event: "Page Viewed", window: { last: 365, unit: "day" } },
    values: lastDays(round, 365),
  })),
  leaf("event-twice", "an event twice or more in 90 days", (round) => ({
    where: { kind: "event", event: "Product Viewed", window: { last: 90, unit: "day" }, op: "at_least", value: 2 },
    values: lastDays(round, 90),
  })),
  leaf("event-properties", "an event with two property tests in 180 days", (round) => ({
    where: {
      kind: "event",
      event: "Product Added",
      window: { last: 180, unit: "day" },
      where: {
        kind: "all",
        of: [
          { kind: "property", property: "category", op: "equals", value: "outdoor" },
          { kind: "property", property: "price", op: "at_least", value: 50 },
        ],
      },
    },
    values: { ...lastDays(round, 180), category: "outdoor", price: 50 },
  })),
  leaf("event-never", "an event not in 365 days", (round) => ({
    where: { kind: "not", of: { kind: "event", event: "Order Completed", window: { last: 365, unit: "day" } } },
    values: lastDays(round, 365),
  })),
  leaf("event-at-most", "an event three times at most in 90 days", (round) => ({
    where: { kind: "event", event: "Product Viewed", window: { last: 90, unit: "day" }, op: "at_most", value: 3 },
    values: lastDays(round, 90),
  })),
  leaf("event-sum", "a sum over an event in 365 days", (round) => ({
    where: {
      kind: "event",
      event: "Order Completed",
      window: { last: 365, unit: "day" },
      measure: { fn: "sum", property: "total" },
      op: "at_least",
      // No sum of cents is this.
      value: 500.005 + round,
    },
    values: { ...lastDays(round, 365), least: 500.005 + round },
  })),
  leaf("abandoned-cart", "viewed, added within 30 days, not ordered within a day, in 90 days", (round) => ({
    where: {
      kind: "sequence",
      steps: [
        { event: "Product Viewed" },
        { event: "Product Added", within: { value: 30, unit: "day" } },
        { event: "Order Completed", absent: true, within: { value: 1, unit: "day" } },
      ],
      window: { last: 90, unit: "day" },
    },
    values: lastDays(round, 90),
  })),
  {
    name: "four-conditions",
    title: "four conditions together",
    kind: "leaves",
    ask: (round) => fourConditions(round),
  },
  {
    name: "members-page",
    title: "the first 50 of who did an event in 90 days",
    kind: "page",
    ask: (round) =>
      at(round, {
        where: { kind: "event", event: "Product Added", window: { last: 90, unit: "day" } },
        values: lastDays(round, 90),
      }),
  },
];

function fourConditions(round: number): Asked {
  const cities = CITIES.slice(round * 5 + 2, round * 5 + 102);
  const low = 300 + round;
  return at(round, {
    where: {
      kind: "all",
      of: [
        { kind: "attribute", attribute: "city", op: "any_of", value: cities },
        { kind: "attribute", attribute: "points", op: "at_least", value: low },
        { kind: "event", event: "Product List Viewed", window: { last: 90, unit: "day" }, op: "at_least", value: 2 },
        { kind: "not", of: { kind: "event", event: "Email Opened", window: { last: 90, unit: "day" } } },
      ],
    },
    values: { ...lastDays(round, 90), cities, low },
  });
}

type Posed = Pick<Asked, "where" | "values">;

function leaf(name: string, title: string, pose: (round: number) => Posed): BenchQuestion {
  return { name, title, kind: "leaf", ask: (round) => at(round, pose(round)) };
}

function at(round: number, posed: Posed): Asked {
  return { ...posed, now: new Date(nowOf(round)).toISOString() };
}

/** Each round asks on the day before. */
function nowOf(round: number): number {
  return TO - DAY / 2 - round * DAY;
}

/** The window `last n days`, by hand. */
function lastDays(round: number, days: number): { readonly from: string; readonly now: string } {
  const now = nowOf(round);
  return { from: dateTime(startOfDay(now) - days * DAY), now: dateTime(now) };
}

function startOfDay(at: number): number {
  return at - (at % DAY);
}

/** An instant as the engine takes it in a parameter. */
function dateTime(at: number): string {
  return new Date(at).toISOString().slice(0, -1).replace("T", " ");
}

function monthAndDay(at: number): number {
  const day = new Date(at);
  return (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
}
