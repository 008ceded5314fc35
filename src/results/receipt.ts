/** A number and everything it depends on. Two numbers may differ only if hash, version, `now` or zone differ. */
export interface Receipt {
  readonly count: number;
  /** How many customers there are. */
  readonly base: number;
  /** `count / base`; 0 when there is nobody. */
  readonly share: number;
  /** SHA-256 of the normal form, hex. */
  readonly definitionHash: string;
  readonly dataVersion: number;
  /** RFC 3339, UTC. */
  readonly now: string;
  /** IANA name. */
  readonly timeZone: string;
  /** RFC 3339, UTC. */
  readonly evaluatedAt: string;
  readonly elapsedMs: number;
}
