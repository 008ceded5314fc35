import type { Reads } from "./plan.ts";

/** What depends on nothing. */
const NOTHING: Reads = { attributes: [], events: [], lists: [], customers: false };

/** What depends on the customers' values of these attributes. */
export function readsAttributes(attributes: readonly string[]): Reads {
  return { ...NOTHING, attributes };
}

/** What depends on the events of these names. */
export function readsEvents(events: readonly string[]): Reads {
  return { ...NOTHING, events };
}

/** What depends on who is on these lists. */
export function readsLists(lists: readonly string[]): Reads {
  return { ...NOTHING, lists };
}

/** What depends on who the customers are. */
export const READS_CUSTOMERS: Reads = { ...NOTHING, customers: true };
