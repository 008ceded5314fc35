import { Refused } from "../../destinations/delivery-error.ts";
import { totalOf } from "../../results/exports/part.ts";
import { forgetRejected } from "../../results/exports/rejected.ts";
import { isKept } from "../../results/exports/sent-table.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import { NOTHING_SENT, type Progress, type Written } from "../../store/run-parts.ts";
import type { Workshop } from "./workshop.ts";

/** Where a run goes on. */
interface Resumed {
  /** Null: its rows are to be written down anew. */
  readonly written: Written | null;
  readonly progress: Progress;
}

/**
 * Where a run goes on whose rows were written down at a try before. They are written down anew when they are to go elsewhere, or to be
 * compared with something else by now, or are gone with their engine.
 *
 * @throws Refused when a part of them was sent already
 */
export async function resumed({ bench, work }: Workshop, run: ExportRun, written: Written, place: string): Promise<Resumed> {
  const wasSent = totalOf(run.progress.sent) > 0;
  if (!(await isKept(bench.storage.engine, written.table))) {
    if (wasSent) throw new Refused("The rows of this run, of which a part was sent, are not here any more.", { hint: "Make a new export, which sends all of it." });
    return { written: null, progress: NOTHING_SENT };
  }
  const { mode } = run.frozen.shape;
  const known = mode === "changes" ? await work.delivered(run.destination, run.source) : undefined;
  const isCompared = mode === "whole" || known?.run === run.id || (known?.sent.table ?? null) === written.known;
  const isRight = written.place === place && isCompared;
  if (wasSent && isRight) return { written, progress: run.progress };
  if (wasSent) throw new Refused("The destination leads elsewhere than when a part of this run was sent.", { hint: "Make a new export, which sends all of it." });
  // What was rejected is sent again: somebody may have mended the destination.
  await forgetRejected(bench.storage.engine, written.table);
  return { written: isRight ? written : null, progress: NOTHING_SENT };
}
