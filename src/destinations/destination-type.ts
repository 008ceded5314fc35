import type { ExportField } from "../results/exports/fields.ts";
import type { FileFormat } from "../results/exports/file-format.ts";
import type { SentRow } from "../results/exports/read-sent.ts";
import type { Mode } from "../results/exports/shape.ts";
import type { Change } from "../results/exports/part.ts";
import type { SentColumn } from "../results/exports/sent-table.ts";
import type { Http } from "./http.ts";
import type { Mail } from "./mail.ts";
import type { Filled, Settings, SettingValues } from "./setting.ts";

/** What a destination can promise about a row whose sending was cut short and done again. */
export type Promised = "exactly_once" | "at_least_once";

/** A kind of destination, as one value: its form, check, documents and tests come from it. `F`: what its settings are filled with. */
export interface DestinationType<F = SettingValues> {
  /** Stable, snake_case. */
  readonly id: string;
  readonly title: string;
  /** One sentence: where customers go. */
  readonly summary: string;
  readonly settings: Settings;
  readonly modes: readonly Mode[];
  readonly promised: Promised;
  /** How it keeps that promise, for the documents. */
  readonly promise: string;
  readonly takes: TakesFiles<F> | TakesRows<F>;
  /** The fields that a new destination begins with; left out: the key. */
  readonly fields?: readonly SuggestedField[];
  /** Tries the connection without sending a customer; `columns`: the names of what will be sent, as far as that is known. Throws `DeliveryError`. */
  test(settings: F, tools: Tools, signal: AbortSignal, columns: readonly string[]): Promise<void>;
}

/** A field whose attribute is told from its name, where there is one. */
export interface SuggestedField extends Omit<ExportField, "from"> {
  /** Parts of names of attributes that hold it, the likeliest first. */
  readonly of: readonly string[];
}

export interface TakesFiles<F> {
  readonly kind: "files";
  /** The first is the one that is suggested. */
  readonly formats: readonly FileFormat["kind"][];
  /** Written so whatever is chosen. */
  readonly format?: FileFormat;
  /** Rows of a file; more go into further files. Left out: no limit. */
  readonly mostRows?: number;
  /** Whether files of the same name stay apart, each with its run. Left out: one takes the place of the other. */
  readonly keepsApart?: boolean;
  open(settings: F, delivery: Delivery, tools: Tools, signal: AbortSignal): Promise<FileSink>;
}

export interface TakesRows<F> {
  readonly kind: "rows";
  /** Rows sent at a time. */
  rows(settings: F): number;
  /** The name of the field by which a row is found again, in which no two customers may have the same. Left out: none is. */
  key?(settings: F): string;
  /** Whether the rows of all segments are one list there: who leaves a segment is not removed while another has them. Left out: they are apart. */
  readonly isShared?: boolean;
  open(settings: F, delivery: Delivery, tools: Tools, signal: AbortSignal): Promise<RowSink>;
}

/** A file to be taken. */
export interface OutgoingFile {
  /** Of letters, digits, `-`, `_` and `.` alone; the same when it is sent again. */
  readonly name: string;
  readonly mediaType: string;
  readonly rows: number;
  /** What is sent, the same bytes each time. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** An open connection. */
export interface FileSink {
  /** Resolves with where the file is, once it was taken whole; before that no other sees a part of it. Throws `DeliveryError`. */
  put(file: OutgoingFile, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** What is the same of all that a run sends. */
export interface Delivery {
  /** Of letters and digits. */
  readonly run: string;
  readonly mode: Mode;
  readonly columns: readonly SentColumn[];
  /** Whether some of what the run sends was taken already, at a try before, and is not sent again. */
  readonly resumed: boolean;
  readonly segment: { readonly id: string; readonly name: string };
}

/** Rows of one change. */
export interface Batch {
  /** The same when it is sent again. */
  readonly id: string;
  readonly change: Change;
  readonly rows: readonly SentRow[];
}

/** Rows that were not taken, by their places in the batch. */
export interface RejectedRow {
  readonly at: number;
  readonly reason: string;
}

/** An open connection. */
export interface RowSink {
  /** Resolves once the rows were taken. Throws `DeliveryError`; after `Rejected` none of them was. */
  send(batch: Batch, signal: AbortSignal): Promise<readonly RejectedRow[]>;
  /** After the last batch: what was sent holds from now on. */
  finish(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What a destination may use of the world. */
export interface Tools {
  readonly http: Http;
  readonly mail: Mail;
  /** The folder in which files wait to be downloaded. */
  readonly downloads: string;
  /** The folders of this machine in which, and below which, files may be put. */
  readonly folders: readonly string[];
  /** The address of a page of the workspace, for people who may sign in. */
  readonly link: (path: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Helps to write a type: what is filled in has the types of the settings. */
export function destinationType<const S extends Settings>(
  type: DestinationType<Filled<S>> & { readonly settings: S },
): DestinationType<Filled<S>> {
  return type;
}
