import type { ErrorBody } from "../../errors.ts";
import type { ExportRun, RunStore } from "../../store/export-runs.ts";
import type { Written } from "../../store/run-parts.ts";

/** Why a run that was due asks before anything is sent: nobody is left, or many more or fewer than last time. Undefined: it goes on. */
export async function heldWhy(runs: Pick<RunStore, "lastFinished">, run: ExportRun, { ladder }: Written): Promise<ErrorBody | undefined> {
  if (run.cause !== "schedule") return undefined;
  const { exportable } = ladder;
  if (exportable === 0) return held("Nobody can be sent: the list is empty.");
  const most = run.frozen.holdPercent;
  const before = (await runs.lastFinished(run.destination, run.source))?.written?.ladder.exportable;
  if (most === null || before === undefined) return undefined;
  const moved = (Math.abs(exportable - before) / before) * 100;
  if (moved <= most) return undefined;
  return held(`The list went from ${before.toLocaleString("en")} to ${exportable.toLocaleString("en")} customers: by more than ${most}%.`);
}

function held(message: string): ErrorBody {
  return { code: "export_held", message, hint: "Look at the ladder, and confirm the run if that is meant; otherwise cancel it." };
}
