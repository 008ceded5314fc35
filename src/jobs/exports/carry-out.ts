import { DeliveryError } from "../../destinations/delivery-error.ts";
import type { ErrorBody } from "../../errors.ts";
import { isKept, type SentTable, sentTables, writeDown } from "../../results/exports/sent-table.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { Progress, Written } from "../../store/run-parts.ts";
import { afterRun } from "./after-run.ts";
import { frozenOutline } from "./frozen-outline.ts";
import { type Heartbeat, heartbeat } from "./heartbeat.ts";
import { heldWhy } from "./held.ts";
import { passes } from "./passes.ts";
import { resumed } from "./resumed.ts";
import { sendFiles } from "./send-files.ts";
import { sendRows } from "./send-rows.ts";
import { Cancelled, Closing } from "./stopping.ts";
import type { Workshop } from "./workshop.ts";
import { whyOf } from "./why.ts";

/** What became of a run that was taken. */
export type Outcome =
  | { readonly kind: "finished" | "held" | "cancelled" }
  | { readonly kind: "failed"; readonly why: ErrorBody; readonly cause: unknown }
  /** Epoch milliseconds. */
  | { readonly kind: "later"; readonly at: number };

/** How often it is told how far a run is, and asked whether it is still to go on. */
const BEAT_MS = 500;
/** How often it is tried again in a row, without a row that was taken: over about twenty minutes. */
const MOST_RETRIES = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** Carries out a run that this process has taken, from where it is: what the destination took is not sent again. `closing` aborts with `Closing`. */
export async function carryOut(shop: Workshop, run: ExportRun, closing: AbortSignal): Promise<Outcome> {
  let { written, progress, failures } = run;
  const stop = new AbortController();
  const { signal } = stop;
  const close = (): void => stop.abort(closing.reason);
  closing.addEventListener("abort", close, { once: true });
  if (closing.aborted) close();
  const heart = heartbeat(async () => {
    // One that fails is followed by another.
    const still = await shop.work.progress(run.id, progress).catch(() => true);
    if (!still) stop.abort(new Cancelled());
  }, BEAT_MS);
  const keep = async (next: Progress): Promise<void> => {
    progress = next;
    failures = 0;
    // A beat that comes late would tell less than this.
    await heart.quiet();
    if (!(await shop.work.taken(run.id, next))) throw new Cancelled();
  };
  try {
    const { type, settings, place } = await shop.destination(run.destination);
    const target = { place, isShared: type.takes.kind === "rows" && type.takes.isShared === true };
    if (written !== null) ({ written, progress } = await resumed(shop, run, written, place));
    if (written === null) {
      progress = { ...progress, read: 0 };
      // Decided now: whom runs before have sent is known by then.
      run = { ...run, frozen: { ...run.frozen, now: new Date(shop.clock()).toISOString() } };
      written = await write(shop, run, target, (more) => (progress = { ...progress, read: progress.read + more }), signal);
      progress = { ...progress, read: 0 };
    }
    const why = run.confirmed ? undefined : await heldWhy(shop.runs, run, written);
    if (why !== undefined) {
      await heart.stop();
      return (await shop.work.hold(run.id, why)) ? { kind: "held" } : { kind: "cancelled" };
    }
    const sending = { shop, run, written, settings, keep, progress: () => progress, readSoFar: (read: number) => (progress = { ...progress, read }), signal };
    await (type.takes.kind === "files" ? sendFiles({ ...sending, takes: type.takes }) : sendRows({ ...sending, takes: type.takes }));
    const kept = await afterRun(shop, run, written, progress);
    await heart.stop();
    return (await shop.work.end(run.id, "finished", { progress, failure: null, ...kept })) ? { kind: "finished" } : { kind: "cancelled" };
  } catch (error) {
    if (error instanceof Cancelled || signal.aborted) return await settled(shop, run, written, progress, signal);
    return await failed(shop, { ...run, failures }, written, progress, heart, error);
  } finally {
    await heart.stop();
    closing.removeEventListener("abort", close);
  }
}

interface Target {
  readonly place: string;
  /** Whether what it has of several segments is one list. */
  readonly isShared: boolean;
}

async function write(shop: Workshop, run: ExportRun, { place, isShared }: Target, read: (more: number) => void, signal: AbortSignal): Promise<Written> {
  const { id, source, destination, frozen } = run;
  const compares = frozen.shape.mode === "changes";
  const known = compares ? await shop.work.delivered(destination, source) : undefined;
  const last = known?.sent.place === place && (await isKept(shop.bench.storage.engine, known.sent.table)) ? known : undefined;
  const others = compares && isShared ? await othersThere(shop, run, place) : [];
  const down = await writeDown(shop.bench, { id, outline: frozenOutline(run), compares, before: last?.sent, others, read }, signal);
  const { table, columns, ladder, rows, before } = down;
  const compared = last && before ? { run: last.run, sent: before } : null;
  const written = { by: shop.work.holder, table, columns, ladder, rows, place, known: known?.sent.table ?? null, before: compared };
  if (!(await shop.work.written(id, frozen, written))) throw new Cancelled();
  return written;
}

/** What a destination has of other segments. */
async function othersThere({ bench, work }: Workshop, { destination, source }: ExportRun, place: string): Promise<readonly SentTable[]> {
  const there = await sentTables(bench.storage.engine);
  const all = await work.deliveredOfOthers(destination, source);
  return all.filter(({ sent }) => sent.place === place && there.includes(sent.table)).map(({ sent }) => sent);
}

/** The process ends, or somebody cancelled the run: then what was sent by now is settled. */
async function settled(shop: Workshop, run: ExportRun, written: Written | null, progress: Progress, signal: AbortSignal): Promise<Outcome> {
  if (signal.reason instanceof Closing) return { kind: "cancelled" };
  await shop.work.settle(run, await afterRun(shop, run, written, progress));
  return { kind: "cancelled" };
}

async function failed(shop: Workshop, run: ExportRun, written: Written | null, progress: Progress, heart: Heartbeat, error: unknown): Promise<Outcome> {
  if (passes(error) && run.failures < MOST_RETRIES) {
    const asked = error instanceof DeliveryError ? error.waitMs : undefined;
    const at = shop.clock() + Math.min(Math.max(asked ?? 0, FIRST_WAIT_MS * 2 ** run.failures), LONGEST_WAIT_MS);
    await heart.stop();
    return (await shop.work.later(run.id, at, whyOf(error, "later"))) ? { kind: "later", at } : { kind: "cancelled" };
  }
  const why = whyOf(error, "failed");
  const kept = await afterRun(shop, run, written, progress);
  await heart.stop();
  return (await shop.work.end(run.id, "failed", { progress, failure: why, ...kept })) ? { kind: "failed", why, cause: error } : { kind: "cancelled" };
}
