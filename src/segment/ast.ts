/** The tree of a segment's definition, as plain data. `docs/language.md` is its contract. */

export type Unit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";
/** Those that begin and end with local days. */
export type CalendarUnit = Exclude<Unit, "minute" | "hour">;

/** A calendar day `YYYY-MM-DD`, or an instant as RFC 3339 with an offset. */
export type DayOrInstant = string;

/** A span of time; its first key says of which form. An end that is left out is open. */
export type Window =
  | { readonly last: number; readonly unit: Unit }
  | { readonly next: number; readonly unit: Unit }
  | { readonly this: CalendarUnit }
  | { readonly previous: CalendarUnit }
  | { readonly following: CalendarUnit }
  | { readonly ago: { readonly from?: number | undefined; readonly to: number; readonly unit: Unit } }
  | { readonly ahead: { readonly from: number; readonly to?: number | undefined; readonly unit: Unit } }
  | { readonly from?: DayOrInstant | undefined; readonly to?: DayOrInstant | undefined };

/** What an operator compares with: days and instants are texts. */
export type Value = string | number | readonly string[] | readonly number[];

/** An operator on one value, with what it needs. Which `op` takes which fields: the table in `operators.ts`. */
export interface Test {
  readonly op: string;
  readonly value?: Value | undefined;
  readonly window?: Window | undefined;
  readonly match?: "any" | "all" | "none" | undefined;
  readonly caseSensitive?: boolean | undefined;
}

/** What every node may carry: neither enters the normal form. */
export interface Marks {
  readonly off?: boolean | undefined;
  readonly note?: string | undefined;
}

/** All, or at least one, of these hold. Of nothing, `all` holds and `any` does not. */
export interface Group<T> extends Marks {
  readonly kind: "all" | "any";
  readonly of: readonly T[];
}

/** Holds exactly where the other does not. */
export interface Not<T> extends Marks {
  readonly kind: "not";
  readonly of: T;
}

/** A test of one attribute of the customer. */
export interface AttributeCondition extends Marks, Test {
  readonly kind: "attribute";
  readonly attribute: string;
}

/** A test of one event: by a property. */
export interface PropertyCondition extends Marks, Test {
  readonly kind: "property";
  readonly property: string;
}

/** What must hold of the same event. */
export type EventFilter = Group<EventFilter> | Not<EventFilter> | PropertyCondition;

/** What is measured of a customer's matching events. The rows of `measures.ts`. */
export type Measure = CountMeasure | AmountMeasure;

/** How many: events, local days, different values of a property. */
export type CountMeasure = { readonly fn: "count" | "days" } | { readonly fn: "distinct"; readonly property: string };

/** How much: of a property that holds a number. */
export type AmountMeasure =
  | { readonly fn: "sum"; readonly property: string }
  | { readonly fn: "avg" | "min" | "max"; readonly property: string };

/** A measure of the customer's matching events; left out, their number is at least 1. */
export interface EventCondition extends Marks {
  readonly kind: "event";
  readonly event: string | readonly string[];
  readonly where?: EventFilter | undefined;
  readonly window?: Window | undefined;
  readonly measure?: Measure | undefined;
  readonly op?: string | undefined;
  readonly value?: number | readonly number[] | undefined;
}

/** A set of customers. */
export type Condition = Group<Condition> | Not<Condition> | AttributeCondition | EventCondition;

/** A saved segment's definition: a condition, and the zone in which its days are meant. */
export interface Definition {
  readonly name?: string | undefined;
  readonly where: Condition;
  readonly timeZone?: string | undefined;
}
