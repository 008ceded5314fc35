import type { Peaks } from "./app.ts";
import type { Size } from "./data/rows.ts";
import type { Machine } from "./machine.ts";

/** A run of the benchmark, as `--json` prints it. Times are medians in milliseconds, memory is in bytes. */
export interface Results {
  readonly version: string;
  /** When the run began; RFC 3339, UTC. */
  readonly date: string;
  readonly machine: Machine;
  readonly size: Size;
  readonly repetitions: number;
  /** From sending `SELECT 1` to the engine to having its row. */
  readonly roundTripMs: number;
  readonly questions: readonly QuestionResult[];
  /** Of the milliseconds cold over those of DuckDB's best statement, over all questions that it was asked. */
  readonly duckRatio: number | null;
  /** Of the processes that answered the questions; null where the system does not say. */
  readonly memory: Memory;
  readonly editing: EditingResult;
  readonly editors: EditorsResult;
  readonly understanding: UnderstandingResult;
  /** Null in results of versions that export nothing. */
  readonly exports: ExportsResult | null;
  readonly import: ImportResult | null;
  /** Whether every answer of the product was that of every statement, and every row of the file was taken in. */
  readonly agrees: boolean;
}

export interface QuestionResult {
  readonly name: string;
  readonly title: string;
  readonly kind: "leaf" | "leaves" | "page";
  /** How many customers are in, in the last round. */
  readonly count: number;
  /** The product over HTTP, asked for the first time. */
  readonly coldMs: number;
  /** The product over HTTP, asked again. */
  readonly warmMs: number;
  /** The best of the statements. */
  readonly sqlMs: number;
  readonly shape: string;
  readonly shapes: Readonly<Record<string, number>>;
  /** `1.2 × sqlMs + 15`. */
  readonly coldBoundMs: number;
  readonly withinCold: boolean;
  readonly withinWarm: boolean;
  /** What differed, in words. */
  readonly differences: readonly string[];
  /** Null when DuckDB was not asked. */
  readonly duck: DuckResult | null;
  /** The way in which other systems ask the same, on the same engine: milliseconds by system, of those that have a statement. */
  readonly others: Readonly<Partial<Record<Other, number>>>;
}

/** Systems of segments that ask ClickHouse. Their statements are written anew after the form that they document. */
export const OTHERS = ["posthog", "dittofeed"] as const;
export type Other = (typeof OTHERS)[number];

/** The same question to DuckDB: its best statement. */
export interface DuckResult {
  readonly shape: string;
  readonly ms: number;
  readonly count: number;
}

/** A definition of several conditions, asked again and again. Milliseconds over HTTP: medians, but for `coldMs`. */
export interface EditingResult {
  readonly conditions: number;
  readonly coldMs: number;
  /** The same definition again. */
  readonly cachedMs: number;
  /** Its breakdown, when all its sets are kept. */
  readonly breakdownMs: number;
  /** One condition changed. */
  readonly changedMs: number;
  /** Such a condition by itself. */
  readonly leafMs: number;
}

export interface EditorsResult {
  readonly editors: number;
  readonly seconds: number;
  readonly answered: number;
  /** Given up for the next change. */
  readonly superseded: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly failures: readonly string[];
  readonly memory: Memory;
}

/** Milliseconds over HTTP: medians, but for `overlapColdMs`. */
export interface UnderstandingResult {
  /** Why a customer is in a definition of ten conditions or not, and until when. */
  readonly explainMs: number;
  /** What is known of a customer, with the latest events. */
  readonly timelineMs: number;
  readonly compared: number;
  readonly overlapColdMs: number;
  readonly overlapMs: number;
}

/** Everyone exported as a file to be downloaded. */
export interface ExportsResult {
  readonly columns: number;
  readonly csv: ExportResult;
  readonly parquet: ExportResult;
  /** Until a run in the midst of its rows is cancelled. */
  readonly cancelMs: number;
  /** Peak, in bytes, of the process with all that was asked of it. */
  readonly appMemory: number | null;
}

export interface ExportResult {
  readonly rows: number;
  /** From its start to its end, writing the rows down included. */
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Until the rows were written down. */
  readonly writtenSeconds: number;
  /** Between two numbers of rows that went by. */
  readonly longestPauseMs: number;
}

export interface ImportResult {
  readonly rows: number;
  /** Of the file. */
  readonly bytes: number;
  /** The whole command, from its start to its end. */
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly memory: Memory;
  /** Of the start before, which made the data directory. */
  readonly firstStart: Memory;
  readonly differences: readonly string[];
}

export interface Memory {
  readonly app: number | null;
  readonly engine: number | null;
}

export const WARM_BOUND_MS = 25;
export const EXPORT_BOUND = { csv: 400_000, parquet: 300_000, app: 400e6, cancelMs: 1_000 } as const;
export const IMPORT_BOUND = { rowsPerSecond: 100_000, app: 400e6, engine: 2e9 } as const;

/** Geometric mean of cold over DuckDB; null when it was not asked. */
export function duckRatio(questions: readonly QuestionResult[]): number | null {
  const logs = questions.flatMap(({ coldMs, duck }) => (duck === null ? [] : [Math.log(coldMs / duck.ms)]));
  return logs.length === 0 ? null : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

export function coldBound(sqlMs: number): number {
  return 1.2 * sqlMs + 15;
}

export function memoryOf({ app, engine }: Peaks): Memory {
  return { app: app ?? null, engine: engine ?? null };
}
