/** A question about customers: who is in, at which instant, in which zone. */
export interface Question {
  /** A condition as the caller gave it: it is checked before anything is asked. */
  readonly where: unknown;
  /** RFC 3339 with an offset; left out: the present. */
  readonly now?: string | undefined;
  /** IANA name; left out: the workspace's. */
  readonly timeZone?: string | undefined;
  /** The segment's own zone, an IANA name: it wins for this condition, and does not spread to segments that it refers to. */
  readonly ownTimeZone?: string | undefined;
}

/** The value of an attribute in a result: dates as `YYYY-MM-DD`, datetimes as RFC 3339 UTC, unknown as null. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | readonly Cell[]
  | { readonly [field: string]: Cell };
