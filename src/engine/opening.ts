import { AppError } from "../errors.ts";
import { within } from "./patience.ts";

/** Ends something that was opened. */
export type Closer = () => Promise<void> | void;

/** Milliseconds that it may take to open a data directory, and to close each thing that was opened. */
export interface Patience {
  readonly openMs: number;
  readonly closeMs: number;
}

/** A store is made, tables are read, what an import left half done is finished: all of it within seconds, on a slow machine minutes. */
export const PATIENCE: Patience = { openMs: 300_000, closeMs: 10_000 };

/**
 * Opens a data directory step by step. When a step fails, or all of them take too long, `signal` comes, and what was opened is closed, the
 * last first.
 *
 * @throws AppError `opening_timeout`, and what a step throws
 */
export async function opening<T>(
  { dataDir, patience: { openMs, closeMs } = PATIENCE }: { readonly dataDir: string; readonly patience?: Patience },
  open: (closers: Closer[], signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const closers: Closer[] = [];
  const end = new AbortController();
  const opened = open(closers, end.signal);
  try {
    return await within(openMs, opened, () => openingTimeout(dataDir, openMs));
  } catch (error) {
    end.abort();
    // What is opened only now is closed too, whenever that is.
    void opened.catch(() => undefined).finally(() => closeAll(closers, closeMs).catch(() => undefined));
    await closeAll(closers, closeMs).catch(() => undefined);
    throw error;
  }
}

/**
 * The last first. What does not end keeps nothing else from being closed.
 *
 * @throws AppError `closing_timeout`, and what a closer throws: the first of these
 */
export async function closeAll(closers: Closer[], closeMs: number): Promise<void> {
  const failures: unknown[] = [];
  for (const closer of closers.splice(0).reverse()) {
    await within(closeMs, Promise.resolve().then(closer), closingTimeout).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

function openingTimeout(dataDir: string, waitedMs: number): AppError {
  return new AppError("opening_timeout", `The data directory ${dataDir} did not open within ${waitedMs / 1000} s.`, {
    hint: "Nothing was changed: try again. If it stays so, `npx coterie doctor` on it says which part does not answer.",
  });
}

function closingTimeout(): AppError {
  return new AppError("closing_timeout", "Something that was at work did not end in time.", {
    hint: "What was answered is kept. The next start finishes what was left half done.",
  });
}
