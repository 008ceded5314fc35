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

/** How many records of a compound attribute pass; `op` and `value` left out: at least 1. */
export interface RecordsCondition extends Marks, Counted {
  readonly kind: "attribute";
  readonly attribute: string;
  /** Left out: every record passes. */
  readonly where?: RecordFilter | undefined;
}

/** How a number is compared; both left out: at least 1. */
export interface Counted {
  readonly op?: string | undefined;
  readonly value?: number | readonly number[] | undefined;
}

/** A test of one record: by a field. */
export interface FieldCondition extends Marks, Test {
  readonly kind: "field";
  readonly field: string;
}

/** What must hold of the same record. */
export type RecordFilter = Group<RecordFilter> | Not<RecordFilter> | FieldCondition;

/** A test of one event: by a property, or by its own time as `$time`. */
export interface PropertyCondition extends Marks, Test {
  readonly kind: "property";
  readonly property: string;
}

/** How many records of one property of one event pass; `op` and `value` left out: at least 1. */
export interface ItemCondition extends Marks, Counted {
  readonly kind: "item";
  readonly of: string;
  readonly where: RecordFilter;
}

/** What must hold of the same event. */
export type EventFilter = Group<EventFilter> | Not<EventFilter> | PropertyCondition | ItemCondition;

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
  /** The one event that `where` judges; without a measure. */
  readonly pick?: "first" | "last" | undefined;
  /** Chosen among all events up to now instead of those in the window. */
  readonly pickFrom?: "ever" | undefined;
}

/** At most this long; a day is 24 hours, a week 168. */
export interface Duration {
  readonly value: number;
  readonly unit: "minute" | "hour" | "day" | "week";
}

/** An event of a sequence, or one that must not happen there. */
export interface Step {
  readonly event: string | readonly string[];
  readonly where?: EventFilter | undefined;
  readonly within?: Duration | undefined;
  readonly absent?: boolean | undefined;
}

/** Events in an order, at strictly increasing times; the first lies in the window. */
export interface SequenceCondition extends Marks {
  readonly kind: "sequence";
  readonly steps: readonly Step[];
  readonly window?: Window | undefined;
  /** Properties that are known and exactly equal in all steps. */
  readonly same?: readonly string[] | undefined;
}

/** Members of another segment, by its id; with a window those who entered or left it then, at one refresh at least. Not both. */
export interface SegmentCondition extends Marks {
  readonly kind: "segment";
  readonly segment: string;
  readonly entered?: Window | undefined;
  readonly left?: Window | undefined;
}

/** Customers who were sent to a destination, by its id. */
export interface ExportedCondition extends Marks {
  readonly kind: "exported";
  readonly destination: string;
  /** Left out: all time up to now. */
  readonly window?: Window | undefined;
}

/** Customers on an uploaded list, by its id. */
export interface ListCondition extends Marks {
  readonly kind: "list";
  readonly list: string;
}

/** A stable random share: percents with 6 decimals at most. */
export interface SampleCondition extends Marks {
  readonly kind: "sample";
  readonly percent: number;
  readonly salt: string;
  /** Left out: 0. */
  readonly offset?: number | undefined;
}

/** A set of customers. */
export type Condition =
  | Group<Condition>
  | Not<Condition>
  | AttributeCondition
  | RecordsCondition
  | EventCondition
  | SequenceCondition
  | SegmentCondition
  | ExportedCondition
  | ListCondition
  | SampleCondition;

/** A saved segment's definition: a condition, and the zone in which its days are meant. */
export interface Definition {
  readonly name?: string | undefined;
  readonly where: Condition;
  readonly timeZone?: string | undefined;
}
