import type { Outcome } from "./client.ts";
import type { Oracle } from "./oracle.ts";

/** Requests of one kind. */
export interface Tally {
  asked: number;
  answered: number;
  cancelled: number;
  readonly refused: Map<string, number>;
  brokenOff: number;
  /** Milliseconds, of what was answered. */
  readonly elapsed: number[];
}

/** What was answered, with the version of the data: judged after the run, when all that was imported is known. */
export interface Claim {
  readonly what: string;
  readonly version: number;
  /** In milliseconds of `performance.now()`. */
  readonly askedAt: number;
  /** What is wrong with it, if anything. */
  readonly judge: (oracle: Oracle) => string | undefined;
}

/** Everything that a run saw. */
export class Ledger {
  readonly tallies = new Map<string, Tally>();
  readonly claims: Claim[] = [];
  readonly violations: string[] = [];
  readonly #startedAt = performance.now();
  /** When something was answered. */
  readonly answeredAt: number[] = [];

  /** Notes what became of a request. @returns the answer's body, undefined when there is none */
  note(kind: string, startedAt: number, outcome: Outcome): unknown {
    const tally = this.#tally(kind);
    tally.asked += 1;
    switch (outcome.kind) {
      case "answered":
        tally.answered += 1;
        tally.elapsed.push(performance.now() - startedAt);
        this.answeredAt.push(performance.now());
        return outcome.body;
      case "cancelled":
        tally.cancelled += 1;
        return undefined;
      case "refused":
        tally.refused.set(outcome.code, (tally.refused.get(outcome.code) ?? 0) + 1);
        return undefined;
      case "broken off":
        tally.brokenOff += 1;
        return undefined;
      case "failed":
        this.violate(`${kind}: ${outcome.why}`);
        return undefined;
    }
  }

  claim(claim: Claim): void {
    this.claims.push(claim);
  }

  violate(what: string): void {
    this.violations.push(`${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s: ${what}`);
  }

  #tally(kind: string): Tally {
    const tally = this.tallies.get(kind) ?? { asked: 0, answered: 0, cancelled: 0, refused: new Map(), brokenOff: 0, elapsed: [] };
    this.tallies.set(kind, tally);
    return tally;
  }
}
