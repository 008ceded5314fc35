/**
 * Many readers or one writer. A writer that waits keeps new readers out, so that a stream of questions can't hold an
 * import up for ever.
 */
export class Gate {
  #readers = 0;
  #writing = false;
  readonly #waitingWriters: (() => void)[] = [];
  readonly #waitingReaders: (() => void)[] = [];

  async read<T>(task: () => Promise<T>): Promise<T> {
    if (this.#writing || this.#waitingWriters.length > 0) {
      await new Promise<void>((resolve) => this.#waitingReaders.push(resolve));
    } else {
      this.#readers += 1;
    }
    try {
      return await task();
    } finally {
      this.#readers -= 1;
      this.#next();
    }
  }

  async write<T>(task: () => Promise<T>): Promise<T> {
    if (this.#writing || this.#readers > 0) {
      await new Promise<void>((resolve) => this.#waitingWriters.push(resolve));
    } else {
      this.#writing = true;
    }
    try {
      return await task();
    } finally {
      this.#writing = false;
      this.#next();
    }
  }

  /** Lets in who waits: a writer first. Their places are counted here, before they run. */
  #next(): void {
    if (this.#writing || this.#readers > 0) return;
    const writer = this.#waitingWriters.shift();
    if (writer) {
      this.#writing = true;
      writer();
      return;
    }
    const readers = this.#waitingReaders.splice(0);
    this.#readers += readers.length;
    for (const enter of readers) enter();
  }
}
