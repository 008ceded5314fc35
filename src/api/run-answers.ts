import { z } from "@hono/zod-openapi";
import { toldOutside } from "../jobs/exports/told-outside.ts";
import type { ExportRun } from "../store/export-runs.ts";
import { failureSchema, ladderSchema, sourceSchema } from "./export-schemas.ts";
import { instant, zone } from "./schemas.ts";

export const statusSchema = z.enum(["waiting", "running", "held", "finished", "failed", "cancelled"]);

const counts = z.object({ added: z.int(), updated: z.int(), removed: z.int() });

export const runSchema = z
  .object({
    id: z.string(),
    source: sourceSchema,
    name: z.string().openapi({ description: "Of the segment or card, as it was." }),
    destination: z.object({ id: z.string(), name: z.string(), type: z.string(), revision: z.int() }),
    schedule: z.string().nullable().openapi({ description: "By which it was due; null: it was made by hand." }),
    slot: instant.nullable().openapi({ description: "The instant at which it was due." }),
    by: z.object({ id: z.string(), name: z.string() }).nullable(),
    status: statusSchema,
    stage: z.enum(["writing", "sending"]).openapi({ description: "Its rows are written down first, and sent then." }),
    mode: z.enum(["whole", "changes"]),
    compared: z.boolean().openapi({ description: "Whether its rows are what changed since another run." }),
    rows: counts.nullable().openapi({ description: "To be sent; null: they are not written down yet." }),
    read: z.int().openapi({ description: "Rows that went by so far." }),
    sent: counts.openapi({ description: "Rows that the destination took." }),
    rejected: z.int(),
    exportable: z.int().nullable(),
    failure: failureSchema.nullable().openapi({ description: "Who may not export to its destination learns nothing of what that said." }),
    tries: z.int(),
    nextTryAt: instant.nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    clearedAt: instant.nullable().openapi({ description: "When its rows and files went." }),
    usable: z.boolean().openapi({ description: "Whether who asks may export to its destination: cancels the run, confirms or retries it, and takes its files." }),
  })
  .openapi("ExportRun");

export const wholeRunSchema = runSchema
  .extend({
    sentence: z.string(),
    where: z.custom<ExportRun["frozen"]["where"]>().openapi({ type: "object", description: "The definition, as it was exported." }),
    timeZone: zone.nullable(),
    now: instant,
    parameters: z.record(z.string(), z.string()),
    fields: z.array(z.string()).readonly(),
    ladder: ladderSchema.nullable(),
    rejections: z.array(z.object({ reason: z.string(), rows: z.int() })).readonly().openapi({ description: "By the first reasons that there were; none for who may not export to its destination." }),
    files: z
      .array(z.object({ name: z.string(), change: z.enum(["added", "updated", "removed"]), rows: z.int(), bytes: z.int(), sha256: z.string(), place: z.string().nullable() }))
      .readonly()
      .openapi({ description: "`place`: where the destination has it; null for who may not export to it." }),
    sentAt: z
      .array(instant)
      .readonly()
      .openapi({ description: "When its customers count as sent: one for each time that it ended with some; none once its destination is gone." }),
    keptUntil: instant.nullable().openapi({ description: "When its rows, and its files that are kept here, go; null: it has not ended, or they are gone." }),
    downloadable: z.boolean().openapi({ description: "Whether its files are kept here, for who may export to its destination." }),
  })
  .openapi("WholeExportRun");

/** A run as lists tell of it. `usable`: who asks may export to its destination, and learns where that leads and what it said. */
export function runAnswer(
  { frozen, written, progress, destination: id, failure, cause: _, confirmed: __, failures: ___, ...run }: ExportRun,
  usable: boolean,
): z.infer<typeof runSchema> {
  return {
    ...run,
    usable,
    failure: failure && (usable ? failure : toldOutside(failure)),
    name: frozen.name,
    destination: { id, ...frozen.destination },
    stage: written === null ? "writing" : "sending",
    mode: frozen.shape.mode,
    compared: written !== null && written.before !== null,
    rows: written?.rows ?? null,
    exportable: written?.ladder.exportable ?? null,
    ...{ read: progress.read, sent: progress.sent, rejected: progress.rejected },
  };
}

/** What is known of a run beside it. */
export interface BesideRun {
  readonly sentAt: readonly string[];
  /** Its files are kept here. */
  readonly kept: boolean;
  /** How long rows and files of a run are kept. */
  readonly keptDays: number;
  readonly usable: boolean;
}

const DAY_MS = 86_400_000;

/** A run with everything that is known of it. */
export function wholeRunAnswer(run: ExportRun, { sentAt, kept, keptDays, usable }: BesideRun): z.infer<typeof wholeRunSchema> {
  const { sentence, where, timeZone, now, parameters, shape } = run.frozen;
  return {
    ...runAnswer(run, usable),
    ...{ sentence, where, timeZone, now, parameters, sentAt, downloadable: kept && usable },
    keptUntil: run.endedAt === null || run.clearedAt !== null ? null : new Date(Date.parse(run.endedAt) + keptDays * DAY_MS).toISOString(),
    fields: shape.fields.map(({ name }) => name),
    ladder: run.written?.ladder ?? null,
    rejections: usable ? run.progress.rejections : [],
    files: run.progress.files.map((file) => ({ ...file, place: usable ? file.place : null })),
  };
}
