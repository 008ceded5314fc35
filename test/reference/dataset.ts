import type { DataType } from "../../src/catalog/types.ts";
import type { Definition } from "../../src/segment/ast.ts";

/** A stored value as a file gives it: text, number, boolean, null, a list of these, or a list of objects. */
export type Stored = unknown;

export interface Customer {
  readonly key: string;
  readonly attributes: Readonly<Record<string, Stored>>;
}

export interface Happening {
  readonly customer: string;
  readonly event: string;
  /** RFC 3339 with an offset. */
  readonly time: string;
  readonly messageId: string;
  readonly properties: Readonly<Record<string, Stored>>;
}

/** What a refresh of a segment found. */
export interface Refresh {
  /** RFC 3339 with an offset. */
  readonly at: string;
  /** Keys of customers. */
  readonly members: readonly string[];
}

export interface Segment extends Definition {
  /** In the order in which they were made. */
  readonly refreshes?: readonly Refresh[];
}

/** An export that ended, or a part of one that was begun again. */
export interface Export {
  /** RFC 3339 with an offset. */
  readonly at: string;
  /** Keys of the customers whose row was taken, as one that was added or updated. */
  readonly sent: readonly string[];
}

export interface Destination {
  /** In the order in which they ended. */
  readonly exports: readonly Export[];
}

/** Everything a workspace holds, small enough to be read by a person. Events are in the order of their arrival. */
export interface Dataset {
  readonly types: {
    readonly attributes: Readonly<Record<string, DataType>>;
    /** By event name, then by property. */
    readonly events: Readonly<Record<string, Readonly<Record<string, DataType>>>>;
  };
  readonly customers: readonly Customer[];
  readonly events: readonly Happening[];
  /** Keys of customers, by the id of the uploaded list that they are on. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  /** Saved segments, by id. */
  readonly segments?: Readonly<Record<string, Segment>>;
  /** By id. */
  readonly destinations?: Readonly<Record<string, Destination>>;
}

/** The keys of all customers: those with a record and those who only appear in events, whenever these happened. */
export function everyone(dataset: Dataset): string[] {
  const keys = new Set<string>();
  for (const customer of dataset.customers) keys.add(customer.key);
  for (const event of dataset.events) keys.add(event.customer);
  return [...keys];
}

/** The events that count: of those with the same message id the first that arrived. */
export function acceptedEvents(dataset: Dataset): Happening[] {
  const seen = new Set<string>();
  const accepted: Happening[] = [];
  for (const event of dataset.events) {
    if (seen.has(event.messageId)) continue;
    seen.add(event.messageId);
    accepted.push(event);
  }
  return accepted;
}
