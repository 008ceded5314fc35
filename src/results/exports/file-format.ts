/** What files of rows are written as. */
export type FileFormat =
  | CsvFormat
  /** An object a line. */
  | { readonly kind: "ndjson" }
  /** An array of objects. */
  | { readonly kind: "json" }
  | { readonly kind: "parquet" }
  | { readonly kind: "xlsx" };

export interface CsvFormat {
  readonly kind: "csv";
  readonly delimiter: "," | ";" | "\t" | "|";
  /** What is quoted: what would be misread otherwise, or everything. */
  readonly quotes: "needed" | "always";
  /** Whether the first line names the columns. */
  readonly header: boolean;
  /** Whether the file begins with a byte order mark, by which Excel tells UTF-8. */
  readonly bom: boolean;
  readonly lineEnd: "\n" | "\r\n";
  /** Whether an apostrophe is put before a text that a spreadsheet would take for a formula. */
  readonly formulas: "escaped" | "kept";
}

/** As RFC 4180 and most readers have it, and safe to open in a spreadsheet. */
export const CSV: CsvFormat = { kind: "csv", delimiter: ",", quotes: "needed", header: true, bom: false, lineEnd: "\n", formulas: "escaped" };

/** How a file is named, before `.gz`. */
export const EXTENSIONS: Readonly<Record<FileFormat["kind"], string>> = { csv: "csv", ndjson: "ndjson", json: "json", parquet: "parquet", xlsx: "xlsx" };

/** What Excel takes in a sheet, its header included. */
export const SHEET_ROWS = 1_048_576;

export const MEDIA_TYPES: Readonly<Record<FileFormat["kind"], string>> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
