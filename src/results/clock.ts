/** The present, and the zone of whoever does not name one. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** IANA name. */
  timeZone(): string;
}
