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

/** An instant at which something passes, and the edges that do. */
export interface TurningPoint<E extends MovingEdge> {
  /** Epoch milliseconds, before the year 2300. */
  readonly at: number;
  readonly by: readonly E[];
}

/**
 * The instants after `now` at which an edge passes a value, ascending, each once: between two of them nothing that is judged by these
 * edges can change, and at one of them only what is judged by those that it names.
 */
export function* turningPoints<E extends MovingEdge>(edges: readonly E[], now: number): Generator<TurningPoint<E>, void, void> {
  let waiting = edges.map((edge) => new Passing(edge, now));
  for (;;) {
    waiting = waiting.filter(({ next }) => next < LATEST);
    const at = waiting.reduce((least, { next }) => Math.min(least, next), Infinity);
    if (at === Infinity) return;
    const passing = waiting.filter(({ next }) => next === at);
    yield { at, by: passing.map(({ edge }) => edge) };
    for (const each of passing) each.moveTo(at);
  }
}

/** The least value that an edge can still pass after `now`; infinite when there can be none. */
export function leastAhead(edges: readonly MovingEdge[], now: number): number {
  return Math.min(...edges.map(({ at }) => (at(LATEST) > at(now) ? at(now) : Infinity)));
}

/** One edge, and when it passes its next value. */
class Passing<E extends MovingEdge> {
  next = Infinity;
  readonly edge: E;
  #index = 0;

  constructor(edge: E, now: number) {
    this.edge = edge;
    this.moveTo(now);
  }

  moveTo(now: number): void {
    const { at, values } = this.edge;
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
