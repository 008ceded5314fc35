import { LATEST } from "./day.ts";

/**
 * A moving end of a window, and what it passes as time goes by. As a window moves on only forward, each value is passed at most once.
 */
export interface MovingEdge {
  /** Where the edge lies when it is `now`, epoch milliseconds; never falls as `now` grows. It has passed the values below it. */
  readonly at: (now: number) => number;
  /** Ascending. */
  readonly values: readonly number[];
}

/**
 * The instants after `now` at which an edge passes a value, ascending, each once: between two of them nothing that is judged by these
 * edges can change. Epoch milliseconds, before the year 2300.
 */
export function* turningPoints(edges: readonly MovingEdge[], now: number): Generator<number, void, void> {
  const waiting = edges.map((edge) => new Passing(edge, now));
  for (;;) {
    const next = Math.min(...waiting.map(({ next }) => next));
    if (next >= LATEST) return;
    yield next;
    for (const passing of waiting) passing.moveTo(next);
  }
}

/** The least value that an edge can still pass after `now`; infinite when there can be none. */
export function leastAhead(edges: readonly MovingEdge[], now: number): number {
  return Math.min(...edges.map(({ at }) => (at(LATEST) > at(now) ? at(now) : Infinity)));
}

/** One edge, and when it passes its next value. */
class Passing {
  next = Infinity;
  readonly #edge: MovingEdge;
  #index = 0;

  constructor(edge: MovingEdge, now: number) {
    this.#edge = edge;
    this.#seek(now);
  }

  moveTo(instant: number): void {
    if (this.next <= instant) this.#seek(instant);
  }

  #seek(now: number): void {
    const { at, values } = this.#edge;
    const passed = at(now);
    while (this.#index < values.length && (values[this.#index] ?? 0) < passed) this.#index += 1;
    const value = values[this.#index];
    this.next = value === undefined ? Infinity : firstPassing(at, value, now);
  }
}

/** The first instant after `now` at which the edge lies above the value; infinite when it never does. */
function firstPassing(at: MovingEdge["at"], value: number, now: number): number {
  let before = now;
  let step = 60_000;
  let after = now + step;
  while (at(Math.min(after, LATEST)) <= value) {
    if (after >= LATEST) return Infinity;
    before = after;
    step *= 2;
    after += step;
  }
  after = Math.min(after, LATEST);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (at(middle) > value) after = middle;
    else before = middle;
  }
  return after;
}
