import { setTimeout as sleep } from "node:timers/promises";
import { DeliveryError } from "../../destinations/delivery-error.ts";
import type { Delivery } from "../../destinations/destination-type.ts";
import type { SettingValues } from "../../destinations/setting.ts";
import { type Change, CHANGES } from "../../results/exports/part.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import { sourceId } from "../../store/export-source.ts";
import type { Progress, Rejection, Written } from "../../store/run-parts.ts";
import type { Workshop } from "./workshop.ts";

/** A run whose rows are written down, while it is sent. */
export interface Sending {
  readonly shop: Workshop;
  readonly run: ExportRun;
  readonly written: Written;
  readonly settings: SettingValues;
  /** As it is now. */
  readonly progress: () => Progress;
  /** Keeps how far it is. Throws `Cancelled`. */
  readonly keep: (next: Progress) => Promise<void>;
  /** Tells of rows that go by, without waiting. */
  readonly readSoFar: (rows: number) => void;
  readonly signal: AbortSignal;
}

/** What a destination is told of all that a run sends. */
export function deliveryOf({ run, written, progress }: Pick<Sending, "run" | "written" | "progress">): Delivery {
  const { frozen, source, id } = run;
  const resumed = CHANGES.some((change) => progress().taken[change] > 0);
  return { run: id, mode: frozen.shape.mode, columns: written.columns, resumed, segment: { id: sourceId(source), name: frozen.name } };
}

/** How far it is after a part was dealt with. */
export function after(progress: Progress, change: Change, to: number, { sent, rejections = [] }: { readonly sent: number; readonly rejections?: readonly Rejection[] }): Progress {
  return {
    ...progress,
    taken: { ...progress.taken, [change]: to },
    sent: { ...progress.sent, [change]: progress.sent[change] + sent },
    rejected: progress.rejected + rejections.reduce((sum, { rows }) => sum + rows, 0),
    rejections: addedUp([...progress.rejections, ...rejections]),
  };
}

const MOST_REASONS = 20;

function addedUp(rejections: readonly Rejection[]): readonly Rejection[] {
  const rows = new Map<string, number>();
  for (const each of rejections) rows.set(each.reason, (rows.get(each.reason) ?? 0) + each.rows);
  return [...rows].slice(0, MOST_REASONS).map(([reason, count]) => ({ reason, rows: count }));
}

/** What is open to the destination: it is closed and opened anew when a part has to be sent again. */
export interface Connection<T> {
  with<R>(use: (sink: T) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

const WAITS_MS = [500, 3_000];
/** Whoever asks for a longer pause gets it between tries of the run. */
const LONGEST_WAIT_MS = 20_000;

/** Tries again at once, a few times, what may pass: a whole run is tried again more slowly. */
export function connection<T extends { close(): Promise<void> }>(open: () => Promise<T>, signal: AbortSignal): Connection<T> {
  let sink: T | undefined;
  const close = async (): Promise<void> => {
    const old = sink;
    sink = undefined;
    await old?.close().catch(() => undefined);
  };
  return {
    close,
    async with(use) {
      for (const wait of [...WAITS_MS, undefined]) {
        try {
          return await use((sink ??= await open()));
        } catch (error) {
          // Refused rows leave a connection as it was; anything else may not.
          const passes = error instanceof DeliveryError && error.passes;
          if (passes || !(error instanceof DeliveryError)) await close();
          const pause = Math.max(wait ?? 0, error instanceof DeliveryError ? (error.waitMs ?? 0) : 0);
          if (!passes || wait === undefined || pause > LONGEST_WAIT_MS || signal.aborted) throw error;
          await sleep(pause, undefined, { signal });
        }
      }
      throw new Error("every try was made");
    },
  };
}
