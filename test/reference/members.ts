import type { ScalarType } from "../../src/catalog/types.ts";
import type { AttributeCondition, Condition, Definition, EventCondition } from "../../src/segment/ast.ts";
import { acceptedEvents, type Customer, type Dataset, everyone, type Happening } from "./dataset.ts";
import { matchesFilter } from "./event-filter.ts";
import { parseInstant } from "./instant.ts";
import { measureHolds } from "./measure.ts";
import { isOff } from "./off.ts";
import { passes } from "./value-test.ts";
import { type Clock, interval } from "./window.ts";

/** A workspace as it is judged: which customers there are, what is known of each and what each did. */
interface World {
  readonly dataset: Dataset;
  readonly records: ReadonlyMap<string, Customer>;
  readonly events: readonly Happening[];
  readonly clock: Clock;
}

/**
 * The keys of the customers that a definition selects, found by asking each condition of each customer.
 * Written from `docs/language.md` alone, to be obviously right and not fast. Expects a definition without mistakes:
 * some are thrown as errors, no mistake is explained. The definition's own zone wins over the clock's.
 */
export function members(dataset: Dataset, definition: Definition, clock: Clock): Set<string> {
  const world: World = {
    dataset,
    records: new Map(dataset.customers.map((customer) => [customer.key, customer])),
    events: acceptedEvents(dataset),
    clock: { now: clock.now, timeZone: definition.timeZone ?? clock.timeZone },
  };
  const found = new Set<string>();
  for (const key of everyone(dataset)) {
    if (isOff(definition.where) || selects(definition.where, key, world)) found.add(key);
  }
  return found;
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
  }
}

function attributeHolds(condition: AttributeCondition, customer: string, world: World): boolean {
  const type = attributeType(condition.attribute, world.dataset);
  const stored = world.records.get(customer)?.attributes[condition.attribute];
  return passes(condition, stored, type, world.clock);
}

function attributeType(name: string, dataset: Dataset): ScalarType {
  const type = dataset.types.attributes[name];
  if (type === undefined || type.kind === "records") throw new Error(`no attribute with one value or a list: ${name}`);
  return type;
}

function eventHolds(condition: EventCondition, customer: string, world: World): boolean {
  const names = typeof condition.event === "string" ? [condition.event] : condition.event;
  const { from, to } = condition.window ? interval(condition.window, world.clock) : { from: -Infinity, to: Infinity };
  const matches = (event: Happening): boolean => {
    if (event.customer !== customer || !names.includes(event.event)) return false;
    const time = parseInstant(event.time);
    if (time > world.clock.now || time < from || time >= to) return false;
    const where = condition.where;
    return where === undefined || isOff(where) || matchesFilter(where, event, names, world.dataset, world.clock);
  };
  const events = world.events.filter(matches);
  return measureHolds(condition, { events, names, dataset: world.dataset, timeZone: world.clock.timeZone });
}
