import type { DataType } from "../catalog/types.ts";

export type ImportFormat = "csv" | "ndjson" | "parquet";

/** A file to import, as a stream of its bytes. */
export interface ImportRequest {
  readonly kind: "customers" | "events" | "list";
  readonly format: ImportFormat;
  readonly source: AsyncIterable<Uint8Array>;
  /** Size of the source when it is known. */
  readonly bytes?: number | undefined;
  /** What the file is called, for messages. */
  readonly name: string;
  readonly columns: ColumnNames;
  /** With the kind `list` alone. */
  readonly list?: ListRequest | undefined;
  /** Types by column name, in place of what would be inferred. */
  readonly types?: ReadonlyMap<string, DataType> | undefined;
}

/** Which list a file is of. */
export interface ListRequest {
  readonly id: string;
  /** Left out: the name that it has, else its id. */
  readonly name?: string | undefined;
  /** `replace`: the file is the list; `append`: who is on it stays. */
  readonly mode: "replace" | "append";
}

/** Which columns have a meaning of their own. */
export interface ColumnNames {
  /** The customer's key. Left out: `customer_id`. */
  readonly customer?: string | undefined;
  /** The event's name. Left out: `event`. */
  readonly event?: string | undefined;
  /** When the event happened. Left out: `time`. */
  readonly time?: string | undefined;
}

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Told of every rejected row, in the order of the file. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
}

export type ImportPhase = "reading" | "checking" | "storing" | "publishing";

export interface ImportProgress {
  readonly phase: ImportPhase;
  /** Bytes of the source taken so far. */
  readonly bytes: number;
  /** Lines of the source taken so far. */
  readonly rows: number;
  /** Lines a second. */
  readonly rate: number;
  /** Until the source is read; undefined when its size is not known. */
  readonly secondsLeft?: number | undefined;
}

/** A row that was not taken in. */
export interface Reject {
  /** The row's first line in the file, from 1; in Parquet the row's number. */
  readonly line: number;
  readonly reason: string;
}

export interface ImportReport {
  /** Rows in the file: `accepted + rejected + duplicates`. */
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Events that were not counted again, because one with the same message id is there. */
  readonly duplicates: number;
  /** Different customers in the accepted rows. */
  readonly customers: number;
  readonly elapsedMs: number;
  /** What each column of the file became. */
  readonly columns: readonly ColumnDecision[];
  /** The first 100. */
  readonly rejects: readonly Reject[];
}

export interface ColumnDecision {
  readonly name: string;
  /** The type's name, or what else the column is: `customer key`, `event name`, `time`, `message id`. */
  readonly type: string;
  /** `given` by the caller, `known` from earlier imports, `inferred` from all values of the file, `role` of its own. */
  readonly decided: "given" | "known" | "inferred" | "role";
  /** Of a column that was inferred to be text for a few of its values alone. */
  readonly nearMiss?: NearMiss | undefined;
}

/** What a column would be without a few of its values. */
export interface NearMiss {
  readonly type: "number" | "boolean" | "date" | "datetime";
  /** How many of the known values are of the type. */
  readonly fits: number;
  readonly known: number;
  /** The first that is not; null: all are, but only one of `yes` and `no` occurs. */
  readonly first: { readonly line: number; readonly value: string } | null;
}
