import type { DataType } from "../../src/catalog/types.ts";
import type { AttributeCondition, Condition, Definition, EventCondition, RecordsCondition } from "../../src/segment/ast.ts";
import { acceptedEvents, type Customer, type Dataset, everyone, type Happening } from "./dataset.ts";
import { matchesFilter } from "./event-filter.ts";
import { parseInstant } from "./instant.ts";
import { isOfMoves, keptInstants } from "./kept.ts";
import { type Matching, measured, measureHolds } from "./measure.ts";
import { isOff } from "./off.ts";
import { picked } from "./pick.ts";
import { passing, recordsHold } from "./records.ts";
import { isSampled } from "./sample.ts";
import { sequenceHolds } from "./sequence.ts";
import { passes } from "./value-test.ts";
import { type Clock, interval } from "./window.ts";

/** A workspace as it is judged: what is known of each customer and what each did, up to now. */
interface World {
  readonly dataset: Dataset;
  readonly records: ReadonlyMap<string, Customer>;
  readonly events: ReadonlyMap<string, readonly Happening[]>;
  readonly clock: Clock;
  /** The zone of who asks: of every segment that has none of its own. */
  readonly callZone: string;
}

/**
 * The keys of the customers that a definition selects, found by asking each condition of each customer.
 * Written from `docs/language.md` alone, to be obviously right and not fast. Expects a definition without mistakes:
 * some are thrown as errors, no mistake is explained. The definition's own zone wins over the clock's.
 */
export function members(dataset: Dataset, definition: Definition, clock: Clock): Set<string> {
  const world = worldAt(clock, dataset);
  const found = new Set<string>();
  for (const key of everyone(dataset)) {
    if (isMember(definition, key, world)) found.add(key);
  }
  return found;
}

/** What a condition that counts, measures or picks found of one customer; sums and averages in millionths, as whole numbers. */
export interface Seen {
  readonly amount: number | bigint | undefined;
  readonly picked: Happening | undefined;
}

/** Of a condition on events, or on records. */
export function seen(dataset: Dataset, condition: EventCondition | AttributeCondition | RecordsCondition, customer: string, clock: Clock): Seen {
  const world = worldAt(clock, dataset);
  if (condition.kind === "event") {
    const { one, matching } = eventsSeen(condition, customer, world);
    return { amount: condition.pick === undefined ? measured(condition, matching) : undefined, picked: one };
  }
  const type = dataset.types.attributes[condition.attribute];
  if (type?.kind !== "records") throw new Error(`no records: ${condition.attribute}`);
  const stored = world.records.get(customer)?.attributes[condition.attribute];
  const where = "where" in condition ? condition.where : undefined;
  return { amount: passing({ where }, stored, type.fields, clock), picked: undefined };
}

function worldAt(clock: Clock, dataset: Dataset): World {
  return {
    dataset,
    records: new Map(dataset.customers.map((customer) => [customer.key, customer])),
    events: eventsUpTo(clock.now, dataset),
    clock,
    callZone: clock.timeZone,
  };
}

function isMember({ where, timeZone }: Definition, customer: string, world: World): boolean {
  const clock = { now: world.clock.now, timeZone: timeZone ?? world.callZone };
  return isOff(where) || selects(where, customer, { ...world, clock });
}

/** Whether a condition that is not off holds for a customer. */
function selects(condition: Condition, customer: string, world: World): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.filter((child) => !isOff(child)).every((child) => selects(child, customer, world));
    case "any":
      return condition.of.filter((child) => !isOff(child)).some((child) => selects(child, customer, world));
    case "not":
      return !selects(condition.of, customer, world);
    case "attribute":
      return attributeHolds(condition, customer, world);
    case "event":
      return eventHolds(condition, customer, world);
    case "sequence":
      return sequenceHolds(condition, { events: world.events.get(customer) ?? [], dataset: world.dataset, clock: world.clock });
    case "segment": {
      const segment = world.dataset.segments?.[condition.segment];
      if (!segment) throw new Error(`no segment: ${condition.segment}`);
      return isOfMoves(condition) ? keptInstants(condition, customer, world.dataset, world.clock).length > 0 : isMember(segment, customer, world);
    }
    case "exported":
      return keptInstants(condition, customer, world.dataset, world.clock).length > 0;
    case "list": {
      const list = world.dataset.lists?.[condition.list];
      if (!list) throw new Error(`no list: ${condition.list}`);
      return list.includes(customer);
    }
    case "sample":
      return isSampled(condition, customer);
  }
}

function attributeHolds(condition: AttributeCondition | RecordsCondition, customer: string, world: World): boolean {
  const type: DataType | undefined = world.dataset.types.attributes[condition.attribute];
  if (type === undefined) throw new Error(`no attribute: ${condition.attribute}`);
  const stored = world.records.get(customer)?.attributes[condition.attribute];
  if (type.kind === "records") return recordsHold(condition, stored, type.fields, world.clock);
  const { op } = condition;
  if (op === undefined || "where" in condition) throw new Error(`no operator on ${condition.attribute}`);
  return passes({ ...condition, op }, stored, type, world.clock);
}

function eventHolds(condition: EventCondition, customer: string, world: World): boolean {
  const { one, matching } = eventsSeen(condition, customer, world);
  return condition.pick === undefined ? measureHolds(condition, matching) : one !== undefined && matching.events.includes(one);
}

/** The one event that is picked, before it is judged, and all that lie in the window and pass. */
function eventsSeen(condition: EventCondition, customer: string, world: World): { readonly one: Happening | undefined; readonly matching: Matching } {
  const { where, window, pick, pickFrom } = condition;
  const names = typeof condition.event === "string" ? [condition.event] : condition.event;
  const { from, to } = window ? interval(window, world.clock) : { from: -Infinity, to: Infinity };
  const isInWindow = ({ time }: Happening): boolean => from <= parseInstant(time) && parseInstant(time) < to;
  const matches = (event: Happening): boolean =>
    where === undefined || isOff(where) || matchesFilter(where, event, names, world.dataset, world.clock);

  const named = (world.events.get(customer) ?? []).filter(({ event }) => names.includes(event));
  const one = pick === undefined ? undefined : picked(pickFrom === "ever" ? named : named.filter(isInWindow), pick);
  const events = named.filter((event) => isInWindow(event) && matches(event));
  return { one, matching: { events, names, dataset: world.dataset, timeZone: world.clock.timeZone } };
}

/** The events that count, of each customer. */
function eventsUpTo(now: number, dataset: Dataset): Map<string, Happening[]> {
  const events = new Map<string, Happening[]>();
  for (const event of acceptedEvents(dataset)) {
    if (parseInstant(event.time) > now) continue;
    const own = events.get(event.customer) ?? [];
    own.push(event);
    events.set(event.customer, own);
  }
  return events;
}
