import fc from "fast-check";
import type { CalendarUnit, Condition, Duration, Unit, Window } from "../../../src/segment/ast.ts";
import type { Dataset } from "../../reference/dataset.ts";
import { parseInstant } from "../../reference/instant.ts";
import { zones } from "./clock.ts";
import { conditions } from "./condition.ts";

/** A customer, and a definition that passing time is likely to change for them. */
export interface Moving {
  readonly customer: string;
  readonly where: Condition;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
}

const units = fc.constantFrom<Unit[]>("minute", "hour", "day", "week", "month", "quarter", "year");
const calendarUnits = fc.constantFrom<CalendarUnit[]>("day", "week", "month", "quarter", "year");
const few = fc.integer({ min: 1, max: 40 });

/** Windows that move with now. */
const windows: fc.Arbitrary<Window> = fc.oneof(
  fc.record({ last: few, unit: units }),
  fc.record({ this: calendarUnits }),
  fc.record({ previous: calendarUnits }),
  fc.record({ ago: fc.record({ to: few, unit: units }) }),
  fc.tuple(few, few, units).map(([one, other, unit]) => ({ ago: { from: Math.max(one, other), to: Math.min(one, other), unit } })),
);

/** What is asked of one event in a window of its own. */
const asked = fc.record(
  {
    window: windows,
    op: fc.constantFrom("at_least", "at_most", "exactly"),
    value: fc.integer({ min: 0, max: 3 }),
    measure: fc.constantFrom({ fn: "count" } as const, { fn: "days" } as const),
  },
  { requiredKeys: ["window", "op", "value"] },
);

/** Many conditions on the same event, of which some are off or denied. */
const crowds = fc.array(fc.tuple(asked, fc.constantFrom("as it is", "off", "denied", "as it is")), { minLength: 3, maxLength: 12 });

const durations: fc.Arbitrary<Duration> = fc.record({ value: few, unit: fc.constantFrom<Duration["unit"][]>("minute", "hour", "day", "week") });

/** Something about which a definition asks, and when it came. */
interface Subject {
  readonly customer: string;
  /** RFC 3339. */
  readonly time: string;
  readonly asked: Condition;
}

/** Judged from shortly before one of the customer's own events on, or of what is kept of the customer: it comes, ages and leaves. */
export function moving(dataset: Dataset): fc.Arbitrary<Moving> {
  return fc
    .record({
      subject: fc.oneof({ weight: 4, arbitrary: happened(dataset) }, { weight: 1, arbitrary: kept(dataset) }),
      beside: conditions,
      join: fc.constantFrom("alone", "all", "any", "not"),
      later: fc.oneof(fc.integer({ min: -3_600_000, max: 3_600_000 }), fc.integer({ min: -86_400_000, max: 40 * 86_400_000 })),
      timeZone: zones,
    })
    .map(({ subject: { customer, time, asked }, beside, join, later, timeZone }) => {
      return { customer, where: joined(join, asked, beside), now: parseInstant(time) + later, timeZone };
    });
}

function happened(dataset: Dataset): fc.Arbitrary<Subject> {
  const events = dataset.events.filter(({ time }) => parseInstant(time) > Date.UTC(1901, 0, 1) && parseInstant(time) < Date.UTC(2200, 0, 1));
  return fc
    .record({
      happening: fc.constantFrom(...events),
      window: windows,
      duration: durations,
      crowd: crowds,
      shape: fc.constantFrom("crowd", "event", "twice", "days", "pick", "sequence", "attribute", "anniversary"),
      attribute: fc.constantFrom("birthday", "seen", "at", "day"),
    })
    .map(({ happening, window, duration, crowd, shape, attribute }) => {
      const { event, customer, time } = happening;
      const shapes: Readonly<Record<typeof shape, Condition>> = {
        crowd: { kind: "any", of: crowd.map(([how, mark]) => marked({ kind: "event", event, ...how }, mark)) },
        event: { kind: "event", event, window },
        twice: { kind: "event", event, window, op: "at_most", value: 1 },
        days: { kind: "event", event, window, measure: { fn: "days" }, op: "exactly", value: 1 },
        pick: { kind: "event", event, window, pick: "last", pickFrom: "ever" },
        sequence: { kind: "sequence", steps: [{ event }, { event, absent: true, within: duration }], window },
        attribute: { kind: "attribute", attribute, op: "in", window },
        anniversary: { kind: "attribute", attribute, op: "anniversary_in", window: { last: 3, unit: "day" } },
      };
      return { customer, time, asked: shapes[shape] };
    });
}

function kept({ segments = {}, destinations = {} }: Dataset): fc.Arbitrary<Subject> {
  const moves = Object.entries(segments).flatMap(([segment, { refreshes = [] }]) =>
    refreshes.flatMap(({ at, members }) => members.map((customer) => ({ kind: "segment", segment, at, customer }) as const)),
  );
  const sent = Object.entries(destinations).flatMap(([destination, { exports }]) =>
    exports.flatMap(({ at, sent: keys }) => keys.map((customer) => ({ kind: "exported", destination, at, customer }) as const)),
  );
  return fc.tuple(fc.constantFrom(...moves, ...sent), fc.constantFrom("entered", "left"), windows).map(([{ at, customer, ...of }, way, window]) => {
    const asked: Condition = of.kind === "exported" ? { ...of, window } : { ...of, [way]: window };
    return { customer, time: at, asked };
  });
}

function marked(condition: Condition, mark: string): Condition {
  if (mark === "denied") return { kind: "not", of: condition };
  return mark === "off" ? { ...condition, off: true } : condition;
}

function joined(join: "alone" | "all" | "any" | "not", one: Condition, other: Condition): Condition {
  switch (join) {
    case "alone":
      return one;
    case "not":
      return { kind: "not", of: one };
    case "all":
    case "any":
      return { kind: join, of: [one, other] };
  }
}
