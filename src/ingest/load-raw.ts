import { loadCsv } from "./raw-csv.ts";
import { loadNdjson } from "./raw-ndjson.ts";
import { loadParquet } from "./raw-parquet.ts";
import type { RawInput, RawTable } from "./raw-table.ts";
import type { ImportFormat } from "./request.ts";

/** Loads a file, as a stream, in bounded memory. @throws AppError for a file that is not of the format. */
export function loadRaw(input: RawInput & { readonly format: ImportFormat }): Promise<RawTable> {
  switch (input.format) {
    case "csv":
      return loadCsv(input);
    case "ndjson":
      return loadNdjson(input);
    case "parquet":
      return loadParquet(input);
  }
}
