import { Unreachable } from "./delivery-error.ts";

/** Waits for what takes no signal itself: when `signal` aborts, it is waited for no longer, and its reason is thrown. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) work.catch(() => {});
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** The same, with a limit: `work` gets a signal that aborts with either. Throws `Unreachable` when it took longer than `ms`. */
export async function within<T>(ms: number, late: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  // By hand: in Node 20 a signal remembers each one that `AbortSignal.any` made of it, and that of a run is asked for many.
  const either = new AbortController();
  const timer = setTimeout(() => either.abort(new Unreachable(late)), ms);
  const abort = (): void => either.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await unlessAborted(work(either.signal), either.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** The items as they come. When `signal` aborts, its reason is thrown at once, though the next one may be waited for. */
export async function* unlessCancelled<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const iterator = items[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const next = await unlessAborted(iterator.next(), signal);
      if (next.done) {
        isOver = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // What is waiting for its next item ends when that comes, or with the signal; it is not waited for.
    if (!isOver) iterator.return?.().catch(() => {});
  }
}

/** Waits for a tidying-up, though no longer than `ms`; that it failed is no failure of what came before. */
export async function tidied(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([
    work.then(
      () => {},
      () => {},
    ),
    over,
  ]);
  clearTimeout(timer);
}
