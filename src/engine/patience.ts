import type { AppError } from "../errors.ts";

/**
 * Waits for something, but not for ever: what was waited for goes on by itself.
 *
 * @throws the error of `late` after so many milliseconds
 */
export async function within<T>(milliseconds: number, task: Promise<T>, late: () => AppError): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([task, end]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Gives a task a signal that aborts after so many milliseconds. It is held by a timer of its own: one that the signal holds by itself
 * (`AbortSignal.timeout`, Node 20) can be collected before its time, and what waits for it waits for ever.
 */
export async function withPatience<T>(milliseconds: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), milliseconds);
  try {
    return await task(patience.signal);
  } finally {
    clearTimeout(timer);
  }
}
