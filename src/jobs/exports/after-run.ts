import { totalOf } from "../../results/exports/part.ts";
import { keepSending } from "../../results/exports/sendings.ts";
import { isKept, writeTaken } from "../../results/exports/sent-table.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { DeliveredTable, Progress, Written } from "../../store/run-parts.ts";
import type { RunEnd } from "../../store/run-work.ts";
import type { Workshop } from "./workshop.ts";

/** What is kept of a run that ends, or was cancelled: what the destination has now, and whom it was sent. Of rows that are gone, nothing. */
export async function afterRun(shop: Workshop, run: ExportRun, written: Written | null, progress: Progress): Promise<RunEnd> {
  if (written === null || !(await isKept(shop.bench.storage.engine, written.table))) return {};
  return { ...(await nowThere(shop, run, written, progress)), ...(await sentBy(shop, run, written, progress)) };
}

/** Of whole lists it is not kept what the destination has. */
async function nowThere({ bench, newId }: Workshop, run: ExportRun, written: Written, progress: Progress): Promise<{ readonly delivered?: DeliveredTable }> {
  if (run.frozen.shape.mode === "whole") return {};
  const { table, columns, rows, before, place } = written;
  const sent = totalOf(progress.sent);
  if (sent === totalOf(rows)) return { delivered: { table, columns, place } };
  if (sent === 0) return {};
  const all = await writeTaken(bench.storage.engine, `${run.id}_${newId()}`, { table, columns }, before?.sent, progress.taken);
  return { delivered: { ...all, place } };
}

async function sentBy({ bench, work, newId }: Workshop, run: ExportRun, written: Written, { sent, taken }: Progress): Promise<{ readonly sending?: string }> {
  if (sent.added + sent.updated === 0) return {};
  const id = `${run.id}_${newId()}`;
  const before = await work.sendingsOf(run.id);
  const size = await keepSending(bench.storage.engine, { id, destination: run.destination, run: written, taken, before });
  return size === 0 ? {} : { sending: id };
}
