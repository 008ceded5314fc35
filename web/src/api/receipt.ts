/** A number and everything it depends on, as the server gives it. */
export interface Receipt {
  readonly count: number;
  readonly base: number;
  readonly share: number;
  readonly definitionHash: string;
  readonly dataVersion: number;
  readonly now: string;
  readonly timeZone: string;
  readonly evaluatedAt: string;
  readonly elapsedMs: number;
}
