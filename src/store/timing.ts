/** A day of the week; Monday is 1. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When an export is due, in the days of its zone. Times are `HH:MM`. */
export type Recurrence =
  /** At an instant, RFC 3339. */
  | { readonly kind: "once"; readonly at: string }
  /** Counted from the start of each day. */
  | { readonly kind: "hours"; readonly every: number }
  | { readonly kind: "daily"; readonly at: string }
  | { readonly kind: "weekly"; readonly on: readonly Weekday[]; readonly at: string }
  /** On a day from 1 to 31, or the last where a month has fewer days. */
  | { readonly kind: "monthly"; readonly on: number | "last"; readonly at: string }
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  | { readonly kind: "cron"; readonly expression: string };

export interface Timing {
  readonly recurrence: Recurrence;
  /** IANA name. */
  readonly timeZone: string;
  /** Nothing is due after this instant, RFC 3339; null: it never ends. */
  readonly until: string | null;
  /** Held and asked for when the size moved by more percents since the last run; null: it may move. */
  readonly holdPercent: number | null;
}
