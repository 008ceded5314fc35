/** From where what is made anew has its time and its id. */
export interface Making {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly newId: () => string;
}
