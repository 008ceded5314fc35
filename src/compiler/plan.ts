/**
 * What a definition means, as plain data: instants instead of windows, columns instead of names, positive tests and complements
 * instead of negative operators. Whoever prints a plan decides nothing more.
 */

/** The set of a definition. */
export interface Plan {
  readonly set: SetExpr;
  /** The leaves of `set`, each once. */
  readonly leaves: readonly Leaf[];
}

/** A set of customers, made of others. `and` and `or` have two members or more. */
export type SetExpr =
  | { readonly kind: "everyone" }
  | { readonly kind: "nobody" }
  | { readonly kind: "leaf"; readonly leaf: Leaf }
  | { readonly kind: "and" | "or"; readonly of: readonly SetExpr[] }
  | { readonly kind: "minus"; readonly from: SetExpr; readonly take: SetExpr };

/** A set of customers that is read from a table. */
export type Leaf = AttributeLeaf | EventLeaf | SequenceLeaf | ListLeaf | SampleLeaf | KeptLeaf;

/** The customers whose row passes. */
export interface AttributeLeaf {
  readonly kind: "attribute";
  readonly passes: Filter;
  readonly reads: Reads;
}

/** The customers with events that pass, and that together measure what is asked. */
export interface EventLeaf {
  readonly kind: "event";
  /** Names in order, each once. */
  readonly events: readonly string[];
  readonly span: EventSpan;
  readonly passes: Filter;
  readonly measure: MeasureTest;
  readonly reads: Reads;
}

/**
 * The customers with an event for each of the steps, at strictly increasing times. Where `same` is not empty, all events that are
 * looked at have these properties, and only those with equal values belong together.
 */
export interface SequenceLeaf {
  readonly kind: "sequence";
  /** The names of all that is looked at, in order, each once. */
  readonly events: readonly string[];
  readonly span: EventSpan;
  readonly same: readonly SameProperty[];
  /** Events without these are not looked at: those that know every property of `same`. */
  readonly passes: Filter;
  /** There is at least one, and the first has neither `within` nor `without`. */
  readonly steps: readonly SequenceStep[];
  /** What must not happen after the last step. */
  readonly ending: readonly Ending[];
  readonly reads: Reads;
}

/** The events of one step. */
export interface SequenceStep {
  readonly passes: Filter;
  /** Milliseconds at most since the event of the step before. */
  readonly within?: number;
  /** What must not happen between the event of the step before and this one. */
  readonly without?: Filter;
}

/** Events of which none may follow; `within` so many milliseconds, the last included. */
export interface Ending {
  readonly passes: Filter;
  readonly within?: number;
}

/** A property by which events belong together. */
export interface SameProperty {
  readonly of: readonly Source[];
  readonly isNumber: boolean;
}

/** The customers of one version of an uploaded list. */
export interface ListLeaf {
  readonly kind: "list";
  readonly list: string;
  readonly version: number;
  readonly reads: Reads;
}

/** The customers whose key, hashed with the salt, is in `[low, high)`: decimal digits; without `high` there is no end. */
export interface SampleLeaf {
  readonly kind: "sample";
  readonly salt: string;
  readonly low: string;
  readonly high?: string;
  readonly reads: Reads;
}

/** The customers of sets that are kept, of at least one: whom a destination was sent, who entered a segment or who left it. */
export interface KeptLeaf extends KeptSets {
  readonly kind: "kept";
  readonly reads: Reads;
}

export interface KeptSets {
  readonly of: "sendings" | "entered" | "left";
  /** The id of the destination, or of the segment. */
  readonly owner: string;
  /** What the sets are kept under: none ever changes. */
  readonly sets: readonly string[];
}

/** Epoch milliseconds, half-open. It always ends: nothing later than now or than the newest event counts. */
export interface EventSpan {
  readonly from?: number;
  readonly to: number;
}

/** Both ends included; `least` is 1 or more, since a customer without events is in no table of events. */
export interface CountRange {
  readonly least: number;
  readonly most?: number;
}

/**
 * What is asked of the events of one customer, of which there is at least one. Where a property is measured it is known in all of
 * them.
 */
export type MeasureTest =
  | { readonly kind: "count"; readonly range: CountRange }
  /** Different local days. */
  | { readonly kind: "days"; readonly days: LocalDays; readonly range: CountRange }
  /** Different values, of lists different items. */
  | { readonly kind: "distinct"; readonly of: readonly Source[]; readonly isNumber: boolean; readonly range: CountRange }
  /** In millionths. `outside` asks for a sum that is not in the range. */
  | { readonly kind: "sum"; readonly of: readonly Source[]; readonly range: ExactRange; readonly outside: boolean }
  /** In half millionths. */
  | { readonly kind: "mean"; readonly of: readonly Source[]; readonly range: ExactRange }
  | { readonly kind: "min" | "max"; readonly of: readonly Source[]; readonly range: NumberRange }
  | PickTest;

/** The one event that comes first or last, by time and then by message id, passes. */
export interface PickTest {
  readonly kind: "pick";
  readonly pick: "first" | "last";
  readonly passes: Filter;
}

/** Where some of a leaf's events keep a property. */
export interface Source {
  readonly events: readonly string[];
  readonly place: Place;
}

/** Where a value is: in a column of its own, or among items. */
export type Place = { readonly kind: "value"; readonly column: string } | Items;

/**
 * How instants are numbered by local days, or hours: from `starts[i]` on, an instant lies in day ⌊(instant + shifts[i]) / 24 h⌋. Both
 * in milliseconds; starts are epoch milliseconds in order, the first not later than any instant of the leaf.
 */
export interface LocalDays {
  readonly starts: readonly number[];
  readonly shifts: readonly number[];
}

/** There is at least one end. */
export interface NumberRange {
  readonly low?: Bound;
  readonly high?: Bound;
}

/** The same of whole numbers, written out: they have more digits than a number holds. */
export interface ExactRange {
  readonly low?: ExactBound;
  readonly high?: ExactBound;
}

/** An end of a range, as decimal digits. */
export interface ExactBound {
  readonly value: string;
  readonly included: boolean;
}

/** What an answer depends on: a leaf stays true while none of these changes. */
export interface Reads {
  readonly attributes: readonly string[];
  readonly events: readonly string[];
  /** Ids of uploaded lists. */
  readonly lists: readonly string[];
  /** Who the customers are, whatever is known of them. */
  readonly customers: boolean;
}

/** A two-valued condition on one row, or on one record: an unknown value passes no `value` and no `items`. */
export type Filter =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  | { readonly kind: "and" | "or"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  /** The row's event is one of these. */
  | { readonly kind: "event"; readonly events: readonly string[] }
  | { readonly kind: "value"; readonly column: string; readonly test: ValueTest }
  /** `every` asks for at least one item too. */
  | { readonly kind: "items"; readonly match: "some" | "every"; readonly items: Items; readonly test: ValueTest }
  /** So many records of the column pass. In `passes` a record's fields are columns, `f1` the first. */
  | { readonly kind: "records"; readonly column: string; readonly passes: Filter; readonly range: CountRange };

/** The known items of a list, or the known values of one field of all records. */
export type Items =
  | { readonly kind: "list"; readonly column: string }
  /** `field` counts from 1; `nested` when each record holds a list there. */
  | { readonly kind: "field"; readonly column: string; readonly field: number; readonly nested: boolean };

/** A positive test of one value. `fold` compares both sides in lower case. Sets of values are in order, each once. */
export type ValueTest =
  | { readonly kind: "known" }
  | { readonly kind: "text_in"; readonly values: readonly string[]; readonly fold: boolean }
  | { readonly kind: "text_contains"; readonly values: readonly string[]; readonly fold: boolean }
  | { readonly kind: "text_starts"; readonly value: string; readonly fold: boolean }
  | { readonly kind: "text_ends"; readonly value: string; readonly fold: boolean }
  /** A whole RE2 pattern, flags included. */
  | { readonly kind: "text_matches"; readonly pattern: string }
  | { readonly kind: "number_in"; readonly values: readonly number[] }
  | { readonly kind: "number_between"; readonly low?: Bound; readonly high?: Bound }
  | { readonly kind: "boolean_is"; readonly value: boolean }
  /** Days `YYYY-MM-DD`, both included; there is at least one end. */
  | { readonly kind: "date_between"; readonly from?: string; readonly to?: string }
  /** Epoch milliseconds, half-open; there is at least one end. */
  | { readonly kind: "time_between"; readonly from?: number; readonly to?: number }
  /** Epoch milliseconds, half-open, in order, apart from each other. */
  | { readonly kind: "time_in_spans"; readonly spans: readonly (readonly [from: number, to: number])[] }
  /** The local weekday, Monday 0, or hour is one of these. `clock` numbers Mondays by multiples of 7, hours 0 by those of 24. */
  | { readonly kind: "time_weekday" | "time_hour"; readonly clock: LocalDays; readonly values: readonly number[] }
  /** Month and day `MM-DD`. */
  | { readonly kind: "date_anniversary"; readonly days: readonly string[] };

/** An end of a range of numbers. */
export interface Bound {
  readonly value: number;
  readonly included: boolean;
}
