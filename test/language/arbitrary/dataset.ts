import fc from "fast-check";
import type { DataType } from "../../../src/catalog/types.ts";
import type { Customer, Dataset, Happening, Stored } from "../../reference/dataset.ts";
import { parseInstant } from "../../reference/instant.ts";
import { dataset } from "../cases.ts";
import { besideClockChanges } from "./clock-changes.ts";
import { exportsTo, keptTimes, refreshes } from "./kept.ts";

type Types = Readonly<Record<string, DataType>>;
type Values = Readonly<Record<string, Stored>>;

const KEYS = Array.from({ length: 80 }, (_, at) => (at % 7 === 0 ? `客 ${at}'` : `c${at}`));
const EVENTS = Object.keys(dataset.types.events);

/** One customer of whom everything is known and who did everything, so that all that is declared is there. */
const COMPLETE: { readonly customer: Customer; readonly events: readonly Happening[] } = {
  customer: { key: "complete", attributes: firstKnown(dataset.types.attributes, dataset.customers.map(({ attributes }) => attributes)) },
  events: EVENTS.map((event) => ({
    customer: "complete",
    event,
    time: "2000-01-01T00:00:00Z",
    messageId: `complete ${event}`,
    properties: firstKnown(dataset.types.events[event] ?? {}, storedProperties(event)),
  })),
};

/** When refreshes are made and exports end: often beside those of the cases. */
const keptInstants = fc.oneof(fc.constantFrom(...keptTimes(dataset)), fc.constantFrom(...besideClockChanges));
const SEGMENTS = Object.entries(dataset.segments ?? {});
const RECORDED = KEYS.slice(0, 60);

/** A data set with the types and segments of that of the cases, and other customers, events, lists, refreshes and exports: values as there, in any mixture. */
export const datasets: fc.Arbitrary<Dataset> = fc
  .record({
    customers: fc.tuple(...RECORDED.map(customer)),
    events: fc.array(happenings(), { minLength: 450, maxLength: 450 }),
    lists: fc.record(Object.fromEntries(Object.keys(dataset.lists ?? {}).map((list) => [list, fc.subarray(KEYS)]))),
    found: fc.record(Object.fromEntries(SEGMENTS.flatMap(([id, each]) => (each.refreshes ? [[id, refreshes(RECORDED, keptInstants)]] : [])))),
    sent: fc.record(Object.fromEntries(Object.keys(dataset.destinations ?? {}).map((id) => [id, exportsTo(RECORDED, keptInstants)]))),
  })
  .map(({ customers, events, lists, found, sent }) => {
    const happened = events.map((event, at): Happening => ({ ...event, messageId: `${event.messageId}${at}` }));
    // A few messages arrive a second time, with other content.
    const again = happened.flatMap((event, at) => (at % 40 === 0 ? [{ ...event, messageId: happened[at + 1]?.messageId ?? event.messageId }] : []));
    const all = [...COMPLETE.events, ...happened, ...again];
    const known = new Set([...customers.map(({ key }) => key), ...all.map(({ customer: key }) => key)]);
    return {
      types: dataset.types,
      customers: [COMPLETE.customer, ...customers],
      events: all,
      lists: Object.fromEntries(Object.entries(lists).map(([id, keys]) => [id, keys.filter((key) => known.has(key))])),
      segments: Object.fromEntries(SEGMENTS.map(([id, segment]) => [id, { ...segment, ...(found[id] && { refreshes: found[id] }) }])),
      destinations: Object.fromEntries(Object.entries(sent).map(([id, exports]) => [id, { exports }])),
    };
  });

function customer(key: string): fc.Arbitrary<Customer> {
  return values(dataset.types.attributes, dataset.customers.map(({ attributes }) => attributes)).map((attributes) => ({ key, attributes }));
}

/** Events that customers do one after the other come often, on a few instants: many are at the same. */
function happenings(): fc.Arbitrary<Happening> {
  const hour = 3_600_000;
  const start = Date.UTC(2024, 2, 20, 10);
  const close = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 0, 0, -1, 1)).map(([halves, by]) => start + (halves * hour) / 2 + by);
  const times = fc.oneof(
    { weight: 5, arbitrary: close },
    { weight: 2, arbitrary: fc.constantFrom(...besideClockChanges) },
    { weight: 2, arbitrary: fc.constantFrom(...dataset.events.map(({ time }) => parseInstant(time))) },
  );
  const names = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("Add", "Buy", "Drop", "Login") },
    { weight: 3, arbitrary: fc.constantFrom("Pay", "Order", "Visit", "Alarm") },
    { weight: 1, arbitrary: fc.constantFrom(...EVENTS) },
  );
  return names.chain((event) =>
    fc.record({
      customer: fc.constantFrom(...KEYS.slice(20)),
      event: fc.constant(event),
      time: times.map((time) => new Date(time).toISOString()),
      messageId: fc.constantFrom("a", "Z", "é", "～", "👩"),
      properties: values(dataset.types.events[event] ?? {}, storedProperties(event)),
    }),
  );
}

function storedProperties(event: string): Values[] {
  return dataset.events.filter((each) => each.event === event).map(({ properties }) => properties);
}

function firstKnown(types: Types, stored: readonly Values[]): Values {
  return Object.fromEntries(
    Object.keys(types).map((name) => [name, stored.map((each) => each[name]).find((value) => value !== undefined && value !== null && value !== "")]),
  );
}

/** Each value one of those that the same attribute or property has in the data set of the cases, or left out. */
function values(types: Types, stored: readonly Values[]): fc.Arbitrary<Values> {
  const arbitraries = Object.entries(types).map(([name, type]) => [name, valuesOf(type, stored.map((each) => each[name]))] as const);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: [] });
}

function valuesOf(type: DataType, stored: readonly Stored[]): fc.Arbitrary<Stored> {
  const known = stored.filter((value) => value !== undefined && value !== null);
  if (type.kind === "value") return fc.constantFrom(null, ...known);
  const items = known.flat();
  return fc.array(fc.constantFrom(null, ...items), { maxLength: 3 });
}
