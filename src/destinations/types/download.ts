import { type DestinationType, destinationType, type FileSink, type TakesFiles } from "../destination-type.ts";
import { keepDownload } from "./keep-download.ts";

/** The only setting is that there are none. */
export type NoSettings = Readonly<Record<never, never>>;

/** How files are taken that are downloaded from the page of their run. */
export const downloads = {
  keepsApart: true,
  async open(_settings: NoSettings, delivery, tools): Promise<FileSink> {
    return {
      put: (file, signal) => keepDownload(file, delivery, tools, signal),
      async close() {},
    };
  },
} satisfies Pick<TakesFiles<NoSettings>, "open" | "keepsApart">;

/** Nothing is connected to, so there is nothing to try. */
async function nothingToTry(): Promise<void> {}

const KEPT = "A file is kept whole under its name, and in place of what an earlier try of the same run has left.";

export const download: DestinationType<NoSettings> = destinationType({
  id: "download",
  title: "File download",
  summary: "Keeps a file to be downloaded from the page of the run, for a set time.",
  settings: {},
  modes: ["whole", "changes"],
  promised: "exactly_once",
  promise: KEPT,
  takes: { kind: "files", formats: ["csv", "xlsx", "ndjson", "json", "parquet"], ...downloads },
  test: nothingToTry,
});
