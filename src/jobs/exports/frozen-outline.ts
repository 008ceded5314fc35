import type { Outline } from "../../results/exports/scene.ts";
import { outlineOf } from "../../results/exports/shape.ts";
import type { ExportRun } from "../../store/export-runs.ts";

/** Who is sent by a run, and what of them. */
export function frozenOutline({ frozen: { shape, where, now, timeZone, parameters, suppression } }: Pick<ExportRun, "frozen">): Outline {
  return outlineOf(shape, { where, now, ownTimeZone: timeZone ?? undefined }, parameters, suppression);
}
