import { DeliveryError, Refused } from "../../destinations/delivery-error.ts";
import { AppError, type ErrorBody } from "../../errors.ts";
import { CHANGES } from "../../results/exports/part.ts";
import { type SentTable, writeDown, writeTaken } from "../../results/exports/sent-table.ts";
import type { Outline } from "../../results/exports/scene.ts";
import { outlineOf } from "../../results/exports/shape.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { Progress, Written } from "../../store/run-parts.ts";
import { Cancelled } from "./cancelled.ts";
import { heldWhy } from "./held.ts";
import { sendFiles } from "./send-files.ts";
import { sendRows } from "./send-rows.ts";
import type { Workshop } from "./workshop.ts";
import { problemOf } from "../problem-of.ts";

/** What became of a run that was taken. */
export type Outcome =
  | { readonly kind: "finished" | "held" | "cancelled" }
  | { readonly kind: "failed"; readonly why: ErrorBody; readonly cause: unknown }
  /** Epoch milliseconds. */
  | { readonly kind: "later"; readonly at: number };

/** How often it is told how far a run is, and asked whether it is still to go on. */
const BEAT_MS = 500;
/** In a row, without a row that was taken. */
const MOST_FAILURES = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** The engine is not there just now. */
const PASSING = new Set(["engine_gone", "engine_busy", "engine_start_failed", "engine_memory"]);

/** Carries out a run that this process has taken, from where it is: what the destination took is not sent again. `closing` aborts with `Closing`. */
export async function carryOut(shop: Workshop, run: ExportRun, closing: AbortSignal): Promise<Outcome> {
  let written = run.written;
  let progress = run.progress;
  const stop = new AbortController();
  const { signal } = stop;
  const close = (): void => stop.abort(closing.reason);
  closing.addEventListener("abort", close, { once: true });
  if (closing.aborted) close();
  const beat = setInterval(() => {
    const held = shop.work.progress(run.id, progress);
    held.then((still) => still || stop.abort(new Cancelled()), () => undefined);
  }, BEAT_MS);
  let { failures } = run;
  const keep = async (next: Progress): Promise<void> => {
    progress = next;
    failures = 0;
    if (!(await shop.work.taken(run.id, next))) throw new Cancelled();
  };
  try {
    const { type, settings } = await shop.destination(run.destination);
    if (written === null) {
      progress = { ...progress, read: 0 };
      written = await write(shop, run, (more) => (progress = { ...progress, read: progress.read + more }), signal);
      progress = { ...progress, read: 0 };
    }
    const why = run.confirmed ? undefined : await heldWhy(shop.runs, run, written);
    if (why) return (await shop.work.ask(run.id, why)) ? { kind: "held" } : { kind: "cancelled" };
    const sending = { shop, run, written, settings, keep, progress: () => progress, readSoFar: (read: number) => (progress = { ...progress, read }), signal };
    await (type.takes.kind === "files" ? sendFiles({ ...sending, takes: type.takes }) : sendRows({ ...sending, takes: type.takes }));
    const delivered = await nowThere(shop, run, written, progress);
    return (await shop.work.end(run.id, "finished", { progress, failure: null, ...delivered })) ? { kind: "finished" } : { kind: "cancelled" };
  } catch (error) {
    if (error instanceof Cancelled || signal.aborted) return settled(shop, run, written, progress, signal);
    return failed(shop, { ...run, failures }, written, progress, error);
  } finally {
    clearInterval(beat);
    closing.removeEventListener("abort", close);
  }
}

/** What the destination has after a run, where that is kept: of whole lists it is not. */
export async function nowThere(shop: Pick<Workshop, "bench" | "newId">, run: ExportRun, written: Written | null, progress: Progress): Promise<{ readonly delivered?: SentTable }> {
  if (run.frozen.shape.mode === "whole" || written === null) return {};
  const { table, columns, rows, before } = written;
  const sent = CHANGES.reduce((sum, change) => sum + progress.sent[change], 0);
  if (sent === CHANGES.reduce((sum, change) => sum + rows[change], 0)) return { delivered: { table, columns } };
  if (sent === 0) return {};
  return { delivered: await writeTaken(shop.bench.storage.engine, `${run.id}_${shop.newId()}`, { table, columns }, before?.sent, progress.taken) };
}

/** Who is sent by a run, and what of them. */
export function frozenOutline({ frozen: { shape, where, now, timeZone, parameters, suppression } }: Pick<ExportRun, "frozen">): Outline {
  return outlineOf(shape, { where, now, ownTimeZone: timeZone ?? undefined }, parameters, suppression);
}

async function write(shop: Workshop, run: ExportRun, read: (more: number) => void, signal: AbortSignal): Promise<Written> {
  const { frozen, id, source, destination } = run;
  const outline = frozenOutline(run);
  const compares = frozen.shape.mode === "changes";
  const last = compares ? await shop.work.delivered(destination, source) : undefined;
  const { table, columns, ladder, rows, before } = await writeDown(shop.bench, { id, outline, compares, before: last?.sent, read }, signal);
  const written = { table, columns, ladder, rows, before: last && before ? { run: last.run, sent: before } : null };
  if (!(await shop.work.written(id, written))) throw new Cancelled();
  return written;
}

/** The process ends, or somebody cancelled the run: then what was sent by now is settled. */
async function settled(shop: Workshop, run: ExportRun, written: Written | null, progress: Progress, signal: AbortSignal): Promise<Outcome> {
  if (signal.reason instanceof Closing) return { kind: "cancelled" };
  const { delivered } = await nowThere(shop, run, written, progress);
  await shop.work.settle(run, delivered);
  return { kind: "cancelled" };
}

/** Why a process stops working on a run that is to go on with its next start. */
export class Closing extends Error {}

async function failed(shop: Workshop, run: ExportRun, written: Written | null, progress: Progress, error: unknown): Promise<Outcome> {
  const why = problemOf(error);
  if (passes(error) && run.failures < MOST_FAILURES) {
    const asked = error instanceof DeliveryError ? error.waitMs : undefined;
    const at = shop.clock() + Math.min(Math.max(asked ?? 0, FIRST_WAIT_MS * 2 ** run.failures), LONGEST_WAIT_MS);
    return (await shop.work.later(run.id, at, why)) ? { kind: "later", at } : { kind: "cancelled" };
  }
  const delivered = await nowThere(shop, run, written, progress);
  return (await shop.work.end(run.id, "failed", { progress, failure: why, ...delivered })) ? { kind: "failed", why, cause: error } : { kind: "cancelled" };
}

/** Whether a later try may succeed. */
export function passes(error: unknown): boolean {
  return error instanceof DeliveryError ? error.passes : error instanceof AppError && PASSING.has(error.code);
}

/** A type that is not there any more, such as one from outside the package. */
export function typeGone(id: string): Refused {
  return new Refused(`The kind of destination ${JSON.stringify(id)} is not there any more.`, { hint: "Start Coterie with it again, or export to another destination." });
}
