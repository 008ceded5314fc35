import type { wholeRunAnswer } from "../api/run-answers.ts";
import type { ImportOptions, ImportReport, ImportRequest } from "../ingest/request.ts";
import type { Retyped, RetypeRequest } from "../ingest/retype.ts";
import type { MembersFormat } from "../results/audience.ts";
import type { Question } from "../results/data.ts";
import type { Explanation } from "../results/explain.ts";
import type { Findings } from "../results/question.ts";
import type { Receipt } from "../results/receipt.ts";
import type { ReadDefinition } from "../results/sentence.ts";
import type { DoneRefresh, Refresh } from "../store/refreshes.ts";

/** What the commands do their work with: a data directory of this process's own, or a server that has it open. */
export interface Backend {
  catalog(): Promise<CatalogView>;
  count(question: Question): Promise<Receipt>;
  check(question: Question): Promise<Findings>;
  parse(text: string): Promise<ReadDefinition>;
  explain(question: Question, customer: string): Promise<Explanation>;
  members(question: Question, file: MembersFile): Promise<AsyncIterable<Uint8Array>>;
  import(request: ImportRequest, options: ImportOptions): Promise<ImportReport>;
  retype(request: RetypeRequest): Promise<Retyped>;
  /** Of the saved segment with this id. */
  refresh(segment: string): Promise<DoneRefresh>;
  /** The newest `limit` refreshes, the newest first. */
  history(segment: string, limit: number): Promise<readonly Refresh[]>;
  /**
   * Exports a saved segment and waits for the end. Throws `AppError("not_found")`, `AppError("ambiguous_name")`, and
   * `AppError("nobody_exportable")` before a run is made; that the run fails is told by it.
   */
  export(request: ExportedSegment, onProgress: (run: ExportedRun) => void): Promise<ExportedRun>;
  signInLink(): Promise<string>;
  /** The address of a page of the workspace; undefined: no server shows it. */
  page(path: string): string | undefined;
  /** Whether nothing was ever imported. */
  isEmpty(): Promise<boolean>;
  close(): Promise<void>;
}

export interface MembersFile {
  readonly format: MembersFormat;
  readonly columns?: readonly string[] | undefined;
  readonly limit?: number | undefined;
}

/** How often it is looked how far a run is. */
export const LOOK_MS = 300;

/** Segment and destination by their ids or names. */
export interface ExportedSegment {
  readonly segment: string;
  readonly destination: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it goes out where nobody can be sent. */
  readonly evenIfEmpty: boolean;
}

/** Without a server the places of files that are kept here are their paths. */
export type ExportedRun = ReturnType<typeof wholeRunAnswer>;

export interface CatalogView {
  readonly customers: number;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
  readonly events: readonly EventView[];
  readonly lists: readonly { readonly id: string; readonly name: string; readonly size: number }[];
}

export interface EventView {
  readonly name: string;
  readonly count: number;
  /** RFC 3339, UTC. */
  readonly oldest: string;
  readonly newest: string;
  readonly properties: readonly { readonly name: string; readonly type: string }[];
}
