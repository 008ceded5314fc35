import type { Catalog } from "../catalog/types.ts";
import type { Cell, Question } from "../results/data.ts";
import type { Receipt } from "../results/receipt.ts";
import type { SegmentStore } from "../store/segments.ts";
import type { Auth } from "./auth.ts";

/**
 * Everything the HTTP API needs, as one value. `wire.ts` constructs it; nothing here starts, listens or reads the
 * environment. Every method that takes a signal stops its work when the signal aborts.
 */
export interface AppContext {
  readonly version: string;
  readonly catalog: () => Catalog;
  readonly audience: Audience;
  readonly profiles: Profiles;
  readonly imports: Imports;
  readonly segments: SegmentStore;
  readonly auth: Auth;
  /** What `Authorization: Bearer` must carry; made at each start. */
  readonly cliToken: string;
  /** The workspace's IANA zone. */
  readonly timeZone: () => string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Resolves when the store and the engine answer; throws what is wrong otherwise. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /**
   * The host names under which requests are accepted, without port: `LOOPBACK_HOSTS` when the server is bound to
   * loopback (a page on another name that resolves to 127.0.0.1 is refused), "any" when the user opened it to the network.
   */
  readonly hosts: readonly string[] | "any";
  /** The folder of the built page; left out: the API alone is served. */
  readonly webRoot?: string | undefined;
  /** Told of each error that is a bug of ours (answered with 500), with the id of its request. */
  readonly onError: (error: unknown, requestId: string) => void;
}

export interface Audience {
  /** Throws `AppError("invalid_definition")` with all problems. */
  count(question: Question, signal: AbortSignal): Promise<Receipt>;
  members(question: Question, page: PageRequest, signal: AbortSignal): Promise<MembersPage>;
  /**
   * The members as CSV with a header row, customer key first. Resolves after the question was checked and its set was
   * computed, so what the caller can mend is thrown before the first byte.
   */
  csv(question: Question, options: ColumnChoice, signal: AbortSignal): Promise<{ readonly body: AsyncIterable<Uint8Array> }>;
}

export interface ColumnChoice {
  /** Names of attributes, in this order; left out: all. */
  readonly columns?: readonly string[] | undefined;
}

export interface PageRequest extends ColumnChoice {
  /** 1 to 1000. */
  readonly limit: number;
  /** `next` of the page before; left out: the first page. */
  readonly cursor?: string | undefined;
}

export interface MembersPage {
  readonly receipt: Receipt;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly { readonly key: string; readonly values: readonly Cell[] }[];
  /** The cursor of the next page; null: this was the last. */
  readonly next: string | null;
}

export interface Profiles {
  /** Undefined when there is no customer of this key. */
  profile(key: string, signal: AbortSignal): Promise<Profile | undefined>;
}

export interface Profile {
  readonly key: string;
  readonly attributes: Readonly<Record<string, Cell>>;
  /** The latest 50, newest first; `time` is RFC 3339 UTC. */
  readonly events: readonly {
    readonly event: string;
    readonly time: string;
    readonly properties: Readonly<Record<string, Cell>>;
  }[];
  /** How many events of each name the customer has. */
  readonly eventCounts: Readonly<Record<string, number>>;
}

export interface Imports {
  /** Atomic: what it throws or what is aborted leaves nothing half visible. */
  run(request: ImportRequest, options: ImportOptions): Promise<ImportReport>;
}

export interface ImportRequest {
  readonly kind: "customers" | "events";
  readonly format: "csv" | "ndjson" | "parquet";
  readonly source: AsyncIterable<Uint8Array>;
  /** Size of the source when it is known. */
  readonly bytes?: number | undefined;
  /** What the file is called, for messages. */
  readonly name: string;
  readonly options: {
    /** Column of the customer's key in a file of customers. */
    readonly key?: string | undefined;
    /** Columns of a file of events: the customer's key, the event's name, its time. */
    readonly customer?: string | undefined;
    readonly event?: string | undefined;
    readonly time?: string | undefined;
    /** `name=type,…` as the command line takes it; overrides what would be inferred. */
    readonly types?: string | undefined;
  };
}

export interface ImportOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  readonly phase: string;
  /** Bytes of the source taken so far. */
  readonly bytes: number;
  readonly rows: number;
  /** Rows a second. */
  readonly rate: number;
  /** Undefined while it cannot be told. */
  readonly secondsLeft?: number | undefined;
}

export interface ImportReport {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rows not counted again because their message id was seen before. */
  readonly duplicates: number;
  /** Customers that did not exist before. */
  readonly customers: number;
  readonly elapsedMs: number;
  /** What each column of the file became. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The first 100. */
  readonly rejects: readonly { readonly line: number; readonly reason: string }[];
}
