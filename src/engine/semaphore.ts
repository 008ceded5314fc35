/**
 * Lets at most `limit` holders in at once. The others wait in the order of their coming, but those who come on the same behalf take
 * turns with the rest: one who brings a hundred tasks does not hold up one who brings a single task after them.
 */
export class Semaphore {
  #free: number;
  /** Who waits, on whose behalf; whose turn it is first. */
  readonly #waiting = new Map<object, (() => void)[]>();

  constructor(limit: number) {
    this.#free = limit;
  }

  /**
   * Runs `task` when there is room. A caller whose `signal` aborts while waiting leaves the queue.
   *
   * @param behalf left out: the caller's own
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal, behalf: object = {}): Promise<T> {
    await this.#enter(signal, behalf);
    try {
      return await task();
    } finally {
      const next = this.#next();
      if (next) next();
      else this.#free += 1;
    }
  }

  #enter(signal: AbortSignal | undefined, behalf: object): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        this.#remove(behalf, enter);
        reject(signal?.reason);
      };
      const queue = this.#waiting.get(behalf);
      if (queue) queue.push(enter);
      else this.#waiting.set(behalf, [enter]);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  #next(): (() => void) | undefined {
    for (const [behalf, queue] of this.#waiting) {
      const next = queue.shift();
      this.#waiting.delete(behalf);
      // To the end: the others come first.
      if (queue.length > 0) this.#waiting.set(behalf, queue);
      return next;
    }
    return undefined;
  }

  #remove(behalf: object, enter: () => void): void {
    const left = (this.#waiting.get(behalf) ?? []).filter((each) => each !== enter);
    if (left.length === 0) this.#waiting.delete(behalf);
    else this.#waiting.set(behalf, left);
  }
}
