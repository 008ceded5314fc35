import type { Change, ExportRun } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { common } from "../../texts/common.ts";
import { exports } from "../../texts/exports.ts";

const CHANGES: readonly Change[] = ["added", "updated", "removed"];
const texts = exports.runs;

/** Rows that the destination took. */
export function sentOf({ sent }: Pick<ExportRun, "sent">): number {
  return sumOf(sent);
}

/** Rows that a run sends; null: they are not written down yet. */
export function totalOf({ rows }: Pick<ExportRun, "rows">): number | null {
  return rows && sumOf(rows);
}

function sumOf(rows: Readonly<Record<Change, number>>): number {
  return CHANGES.reduce((sum, change) => sum + rows[change], 0);
}

/** Rows that went by, of those that a run sends. */
export function doneOf(run: ExportRun): number {
  const dealtWith = sentOf(run) + run.rejected;
  return Math.min(totalOf(run) ?? 0, Math.max(run.read, dealtWith));
}

/** What a run sent of each change, and what was rejected: `12 added`, `3 removed`. */
export function partsOf({ compared, sent, rejected }: Pick<ExportRun, "compared" | "sent" | "rejected">): readonly string[] {
  const changes = changesOf({ compared, sent });
  return rejected > 0 ? [...changes, texts.rejected(formatCount(rejected))] : changes;
}

/** What a run that compares sent of each change; of another, nothing. */
export function changesOf({ compared, sent }: Pick<ExportRun, "compared" | "sent">): readonly string[] {
  return compared ? CHANGES.map((change) => texts.parts[change](formatCount(sent[change]))) : [];
}

/** How long a run took, in words; undefined: it has not ended. */
export function durationOf({ startedAt, endedAt }: Pick<ExportRun, "startedAt" | "endedAt">): string | undefined {
  if (startedAt === null || endedAt === null) return undefined;
  const seconds = Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000);
  if (seconds < 1) return exports.duration.instant;
  if (seconds < 60) return exports.duration.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? exports.duration.minutes(minutes, seconds % 60) : exports.duration.hours(Math.floor(minutes / 60), minutes % 60);
}

export function modeOf({ mode, compared, rows }: Pick<ExportRun, "mode" | "compared" | "rows">): string {
  return mode === "changes" && rows !== null && !compared ? texts.firstOfChanges : common.modes[mode];
}
