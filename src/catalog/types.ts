/** The type of one value of a customer's attribute, an event's property or a field of a record. */
export type ValueType = "text" | "number" | "boolean" | "date" | "datetime";

/** A field of a record: one value, or a list of values. */
export interface Field {
  readonly name: string;
  readonly type: ScalarType;
}

export type ScalarType =
  | { readonly kind: "value"; readonly of: ValueType }
  | { readonly kind: "list"; readonly of: ValueType };

/** What an attribute or a property can hold. `records` is a list of objects ("compound"). */
export type DataType = ScalarType | { readonly kind: "records"; readonly fields: readonly Field[] };

/** Where the engine keeps it. Numbered, never derived from a name that a stranger can choose. */
export type Column = string;

export interface Property {
  readonly name: string;
  readonly type: DataType;
  readonly column: Column;
  /** Columns of the types that it had before: what was stored then is read from them. */
  readonly kept?: readonly Column[] | undefined;
}

export interface Attribute extends Property {
  /** Changes when any customer's value of it may have changed. */
  readonly version: number;
}

export interface EventType {
  readonly name: string;
  readonly properties: readonly Property[];
  /** How many events of this name there are. */
  readonly count: number;
  /** Epoch milliseconds of the oldest and the newest event of this name. */
  readonly oldest: number;
  readonly newest: number;
  /** Changes when an event of this name was added or removed. */
  readonly version: number;
}

/** An uploaded list of customers. */
export interface CustomerList {
  readonly id: string;
  readonly name: string;
  /** How many customers are on it. */
  readonly size: number;
  /** The data version in which its content last changed; names its rows in the table `lists`. */
  readonly version: number;
}

/** What there is: everything a definition may name. Immutable; an import makes a new one. */
export interface Catalog {
  /** The data version: grows with every change of customers, events or lists. */
  readonly version: number;
  /** Changes when a customer is added or removed. */
  readonly customersVersion: number;
  /** How many customers there are. */
  readonly customers: number;
  /** In the order they were first seen. */
  readonly attributes: readonly Attribute[];
  readonly events: readonly EventType[];
  readonly lists: readonly CustomerList[];
}

export const EMPTY_CATALOG: Catalog = {
  version: 0,
  customersVersion: 0,
  customers: 0,
  attributes: [],
  events: [],
  lists: [],
};
