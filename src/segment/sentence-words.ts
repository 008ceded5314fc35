import type { CalendarUnit, Duration, Unit } from "./ast.ts";

/** The vocabulary of sentences, which `describe` writes and `parse-sentence` reads: what is said in both places stands here. */

export const MONTHS = [
  ...(["January", "February", "March", "April", "May", "June"] as const),
  ...(["July", "August", "September", "October", "November", "December"] as const),
] as const;

/** Monday is the first. */
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export const UNITS = ["minute", "hour", "day", "week", "month", "quarter", "year"] as const satisfies readonly Unit[];
export const CALENDAR_UNITS = ["day", "week", "month", "quarter", "year"] as const satisfies readonly CalendarUnit[];
export const DURATION_UNITS = ["minute", "hour", "day", "week"] as const satisfies readonly Duration["unit"][];

/** Whole periods: a day has a word of its own, the others follow what is said before them. */
export const PERIODS = {
  this: { day: "today", before: "in this" },
  previous: { day: "yesterday", before: "in the previous" },
  following: { day: "tomorrow", before: "in the following" },
} as const;

/** How a list is said to pass a test of its items. */
export const LIST_FORMS = [
  { match: "any", denied: false, words: "include one that" },
  { match: "any", denied: true, words: "include none that" },
  { match: "all", denied: false, words: "are known and each of them" },
  { match: "all", denied: true, words: "are unknown or not each of them" },
] as const;

/** How a tree of conditions is said: what holds for all, for none, and what stands before a group that is denied. */
export interface TreeWords {
  readonly everything: string;
  readonly nothing: string;
  readonly not: string;
}

export const PEOPLE: TreeWords = { everything: "who are anyone", nothing: "who are no one", not: "who are not those" };
export const RECORDS: TreeWords = { everything: "anything", nothing: "nothing", not: "not" };
export const EVENTS: TreeWords = { everything: "anything holds", nothing: "nothing holds", not: "not" };

export const OWN_TIME = "its time";

/** How records are counted: of a customer, and of an event. */
export const HAVE = {
  people: { affirmed: "have", denied: "do not have" },
  event: { affirmed: "it has", denied: "it does not have" },
} as const;
/** Who came and went. */
export const MOVES = {
  entered: { affirmed: "entered", denied: "did not enter" },
  left: { affirmed: "left", denied: "did not leave" },
} as const;
/** Of the first or last event, when nothing more is said of it. */
export const EXISTS = { affirmed: "exists", denied: "does not exist" } as const;
/** Stands for the number where there is none. */
export const ANY = "any";

export const EXACT_CASE = "(exact case)";
export const OR_NEVER = "(or never)";
export const OR_NONE = "(or none)";
export const ZONE = "Days are those of";

/** Words that begin or join something else where a name may stand: such a name is put in marks. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...["and", "or", "not", "it", "its", "anything", "nothing", "first", "last"],
  ...["is", "are", "of", "where", "with", "who", "whose"],
]);
