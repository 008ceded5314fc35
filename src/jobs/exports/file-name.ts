import type { TakesFiles } from "../../destinations/destination-type.ts";
import type { Problem } from "../../errors.ts";
import { EXTENSIONS, type FileFormat } from "../../results/exports/file-format.ts";
import type { Change } from "../../results/exports/part.ts";
import type { Shape } from "../../results/exports/shape.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { Frozen } from "../../store/run-parts.ts";
import { sourceId } from "../../store/export-source.ts";

/** What a run's files are named for. */
export interface NamedRun extends Pick<ExportRun, "id" | "source"> {
  readonly frozen: Pick<Frozen, "name" | "now" | "shape">;
}

/** Each run has files of its own. */
const OF_A_RUN = "{segment}-{date}-{run}";
const MOST_NAME = 60;

/**
 * The same for a run, whenever it is made: `vip-customers-2026-11-30-4f2k9….csv`, of changes `…-added.csv`. `number`: of which of several
 * files; undefined: it is the only one.
 */
export function fileName({ frozen, source, id }: NamedRun, change: Change, number: number | undefined, format: FileFormat): string {
  const { name, now, shape } = frozen;
  const filled: Readonly<Record<string, string>> = {
    segment: plain(name).slice(0, MOST_NAME) || "segment",
    id: plain(sourceId(source)),
    date: now.slice(0, 10),
    time: now.slice(11, 19).replaceAll(":", ""),
    run: id,
  };
  const whole = (shape.fileName ?? OF_A_RUN).replace(/\{(\w+)\}/g, (_, place: string) => filled[place] ?? "");
  const parts = [whole, ...(shape.mode === "changes" ? [change] : []), ...(number === undefined ? [] : [number])];
  return `${parts.join("-")}.${EXTENSIONS[format.kind]}${isGzipped(shape, format) ? ".gz" : ""}`;
}

/** What is compressed in itself is not compressed again. */
export function isGzipped({ gzip }: Pick<Shape, "gzip">, { kind }: FileFormat): boolean {
  return gzip && kind !== "parquet" && kind !== "xlsx";
}

/** Whether the file of a run takes the place of the one before. */
export function isReplaced({ fileName: name = OF_A_RUN }: Pick<Shape, "fileName">, { keepsApart = false }: Pick<TakesFiles<never>, "keepsApart">): boolean {
  return !keepsApart && !name.includes("{run}");
}

/** What of a name can't be a file's, or would have one file take another's place unseen. */
export function fileNameProblems({ fileName: name, mode, rowsPerFile }: Shape, takes: Pick<TakesFiles<never>, "keepsApart">): readonly Problem[] {
  if (name === undefined) return [];
  const problem = (message: string, hint: string): readonly Problem[] => [{ code: "invalid_file_name", message, path: ["shape", "fileName"], hint }];
  if (!/^(?!\.)(?:[\w.-]|\{(?:segment|id|date|time|run)\})+$/.test(name)) {
    return problem("A file can't be named so.", "Use letters, digits, -, _ and . and the places {segment}, {id}, {date}, {time}, {run}.");
  }
  if (!isReplaced({ fileName: name }, takes)) return [];
  if (mode === "changes") return problem("A file of changes would be replaced before it was taken.", "Put {run} into the name.");
  if (rowsPerFile !== null) return problem("Of a list that is cut into files, one of an earlier run could stay behind.", "Put {run} into the name, or leave the rows a file empty.");
  return name.includes("{id}") ? [] : problem("Two segments would have the same file.", "Put {id} into the name: it stands for the segment.");
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}
