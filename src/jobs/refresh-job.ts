import { passesByItself } from "../engine/failures.ts";
import { AppError } from "../errors.ts";
import type { RefreshStore } from "../store/refreshes.ts";
import type { Memberships } from "./memberships.ts";
import type { ChosenPlan, RefreshSettings } from "./refresh-settings.ts";
import { lastDue } from "./schedule.ts";

export interface RefreshJobOptions {
  readonly memberships: Pick<Memberships, "refresh" | "forgetBefore">;
  readonly refreshes: Pick<RefreshStore, "settledSince">;
  /** The ids of all saved segments. */
  readonly segments: () => Promise<readonly string[]>;
  readonly settings: Pick<RefreshSettings, "read">;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly timeZone: () => string;
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told of what went wrong inside. */
  readonly log: (message: string) => void;
}

/** Short, because a timer does not run while the machine sleeps. */
const WAKE_MS = 60_000;
const DAY_MS = 86_400_000;
const TRIES = 3;
const RETRY_MS = 30_000;

/**
 * Refreshes all segments when they are due, one after the other, and forgets old refreshes once a day. Which ones are due is
 * read from their history: so a run that was cut short goes on, and what was missed is made up for once.
 */
export class RefreshJob {
  readonly #options: RefreshJobOptions;
  readonly #end = new AbortController();
  #running: Promise<void> | undefined;
  /** The last instant at which all was due, and is done. */
  #settled: number | undefined;
  #forgotAt = Number.NEGATIVE_INFINITY;

  constructor(options: RefreshJobOptions) {
    this.#options = options;
  }

  /** Does what is due now and from now on. */
  start(): void {
    this.#running ??= this.#run(this.#end.signal);
  }

  /** Stops at once, in the midst of a refresh too: it leaves no trace. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#wake(signal);
        await this.#options.wait(WAKE_MS, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#log(error);
        await this.#options.wait(WAKE_MS, signal).catch(() => undefined);
      }
    }
  }

  async #wake(signal: AbortSignal): Promise<void> {
    const plan = await this.#options.settings.read();
    await this.#refreshDue(plan, signal);
    signal.throwIfAborted();
    await this.#forget(plan);
  }

  async #refreshDue({ schedule, from }: ChosenPlan, signal: AbortSignal): Promise<void> {
    const { segments, refreshes, clock, timeZone } = this.#options;
    const due = lastDue(schedule, clock(), timeZone());
    if (due === undefined || due < from || due === this.#settled) return;
    const settled = await refreshes.settledSince(due);
    for (const id of await segments()) if (!settled.has(id)) await this.#refresh(id, signal);
    this.#settled = due;
  }

  async #refresh(id: string, signal: AbortSignal): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        await this.#options.memberships.refresh(id, { cause: "schedule", user: null }, signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        // What an `AppError` says stands in the history.
        if (!(error instanceof AppError)) this.#log(error);
        if (!passesByItself(error) || tried === TRIES) return;
        await this.#options.wait(RETRY_MS, signal);
      }
    }
  }

  async #forget({ keptDays }: ChosenPlan): Promise<void> {
    const now = this.#options.clock();
    if (now - this.#forgotAt < DAY_MS) return;
    await this.#options.memberships.forgetBefore(now - keptDays * DAY_MS);
    this.#forgotAt = now;
  }

  #log(error: unknown): void {
    this.#options.log(`Refreshing segments failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
