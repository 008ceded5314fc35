import { type EditingResult, type EditorsResult, EXPORT_BOUND, type ExportResult, type ExportsResult, IMPORT_BOUND, type ImportResult, type Memory, OTHERS, type QuestionResult, type Results, type UnderstandingResult, WARM_BOUND_MS } from "./results.ts";

/** The results for a terminal. */
export function printed(results: Results): string {
  const { size, machine, questions, memory } = results;
  const lines = [
    `${count(size.customers)} customers, ${count(size.events)} events; ${machine.cores} × ${machine.processor}; medians of ${results.repetitions}`,
    "",
    ...columns([HEADINGS, ...questions.map(cells)]),
    "",
    `Bounds: cold 1.2 × SQL + 15 ms, warm ${WARM_BOUND_MS} ms, for one condition. The shortest exchange with the engine takes ${ms(results.roundTripMs)} ms.`,
    ...(results.duckRatio === null ? [] : [`Cold over DuckDB, geometric mean: ${results.duckRatio.toFixed(2)}`]),
    `Peak memory while asked: ${memoryText(memory)}`,
    editingText(results.editing),
    editorsText(results.editors),
    understandingText(results.understanding),
    ...(results.exports === null ? [] : [exportsText(results.exports)]),
    ...(results.import === null ? [] : ["", importText(results.import)]),
  ];
  const differences = [...questions, ...(results.import === null ? [] : [{ name: "import", ...results.import }])].flatMap(
    ({ name, differences: found }) => found.map((difference) => `DIFFERS ${name}: ${difference}`),
  );
  return [...lines, ...(differences.length > 0 ? ["", ...differences] : [])].join("\n");
}

export const HEADINGS: readonly string[] = ["question", "customers", "cold ms", "SQL ms", "bound ms", "cold − bound", "warm ms", "DuckDB ms", "cold / DuckDB", "PostHog's way ms", "Dittofeed's way ms", "best SQL"];

export function cells(result: QuestionResult): readonly string[] {
  const { withinCold, withinWarm, coldMs, coldBoundMs, warmMs } = result;
  return [
    result.title,
    count(result.count),
    ms(coldMs),
    ms(result.sqlMs),
    ms(coldBoundMs),
    `${ms(coldMs - coldBoundMs)} ${withinCold ? "ok" : "over"}`,
    `${ms(warmMs)} ${withinWarm ? "ok" : "over"}`,
    result.duck === null ? "" : ms(result.duck.ms),
    result.duck === null ? "" : (coldMs / result.duck.ms).toFixed(2),
    ...OTHERS.map((other) => (result.others[other] === undefined ? "" : ms(result.others[other]))),
    result.shape,
  ];
}

export function editingText({ conditions, coldMs, cachedMs, breakdownMs, changedMs, leafMs }: EditingResult): string {
  return (
    `${conditions} conditions: cold ${ms(coldMs)} ms, again ${ms(cachedMs)} ms, with all counts of the breakdown ${ms(breakdownMs)} ms (bound 80); ` +
    `one condition changed ${ms(changedMs)} ms, that condition by itself ${ms(leafMs)} ms (bound: + 30)`
  );
}

export function editorsText({ editors, seconds, answered, superseded, medianMs, p95Ms, failures, memory }: EditorsResult): string {
  return (
    `${editors} editors for ${seconds} s: ${count(answered)} counts, median ${ms(medianMs)} ms, 95th of 100 ${ms(p95Ms)} ms; ` +
    `${count(superseded)} given up for the next change, ${count(failures.length)} failed; peak memory: ${memoryText(memory)}`
  );
}

export function understandingText({ explainMs, timelineMs, compared, overlapColdMs, overlapMs }: UnderstandingResult): string {
  return (
    `Why a customer is in ${ms(explainMs)} ms, timeline of a customer ${ms(timelineMs)} ms (bounds 50); ` +
    `overlap of ${compared} segments cold ${ms(overlapColdMs)} ms, again ${ms(overlapMs)} ms`
  );
}

export function exportsText(exports: ExportsResult): string {
  const each = exportFormats(exports).map(({ name, bound, result: { rows, seconds, rowsPerSecond, writtenSeconds, longestPauseMs } }) => {
    const [taken, written] = [seconds.toFixed(1), writtenSeconds.toFixed(1)];
    return (
      `${name} ${count(rows)} rows in ${taken} s (${written} s until they were written down): ${count(Math.round(rowsPerSecond))} rows a second ` +
      `(bound ${count(bound)}, ${rowsPerSecond >= bound ? "ok" : "under"}), longest pause ${ms(longestPauseMs)} ms`
    );
  });
  return `Export of ${exports.columns} columns: ${each.join("; ")}; ${exportsEndText(exports)}`;
}

export const EXPORT_HEADINGS: readonly string[] = ["export", "rows", "seconds", "until written down", "rows a second", "bound", "longest pause ms"];

/** A row of the table under `EXPORT_HEADINGS` for each kind of file. */
export function exportCells(exports: ExportsResult): readonly (readonly string[])[] {
  return exportFormats(exports).map(({ name, bound, result: { rows, seconds, rowsPerSecond, writtenSeconds, longestPauseMs } }) => [
    name,
    count(rows),
    seconds.toFixed(1),
    writtenSeconds.toFixed(1),
    count(Math.round(rowsPerSecond)),
    `${count(bound)} ${rowsPerSecond >= bound ? "ok" : "under"}`,
    ms(longestPauseMs),
  ]);
}

export function exportsEndText({ cancelMs, appMemory }: ExportsResult): string {
  const memory = appMemory === null ? "unknown" : megabytes(appMemory);
  return `cancelled in ${ms(cancelMs)} ms (bound ${count(EXPORT_BOUND.cancelMs)}); peak memory of the app: ${memory} (bound ${megabytes(EXPORT_BOUND.app)})`;
}

function exportFormats({ csv, parquet }: ExportsResult): readonly { readonly name: string; readonly bound: number; readonly result: ExportResult }[] {
  return [
    { name: "CSV", bound: EXPORT_BOUND.csv, result: csv },
    { name: "Parquet", bound: EXPORT_BOUND.parquet, result: parquet },
  ];
}

export function importText({ rows, bytes, seconds, rowsPerSecond, memory, firstStart }: ImportResult): string {
  const met = rowsPerSecond >= IMPORT_BOUND.rowsPerSecond;
  return (
    `CSV import: ${count(rows)} events, ${megabytes(bytes)}, in ${seconds.toFixed(1)} s: ${count(Math.round(rowsPerSecond))} rows a second ` +
    `(bound ${count(IMPORT_BOUND.rowsPerSecond)}, ${met ? "ok" : "under"}); peak memory: ${memoryText(memory)} ` +
    `(bounds ${megabytes(IMPORT_BOUND.app)} and ${megabytes(IMPORT_BOUND.engine)}, ${isSmall(memory) ? "ok" : "over"}); at the start before, which makes the data directory: ${memoryText(firstStart)}`
  );
}

export function memoryText({ app, engine }: Memory): string {
  return `app ${app === null ? "unknown" : megabytes(app)}, engine ${engine === null ? "unknown" : megabytes(engine)}`;
}

/** What is not known is not over. */
function isSmall({ app, engine }: Memory): boolean {
  return (app ?? 0) < IMPORT_BOUND.app && (engine ?? 0) < IMPORT_BOUND.engine;
}

export function count(number: number): string {
  return number.toLocaleString("en-US");
}

function megabytes(bytes: number): string {
  return `${count(Math.round(bytes / 1e6))} MB`;
}

function ms(milliseconds: number): string {
  return milliseconds.toFixed(1);
}

/** The first column and the last begin at the left, the others end at the right. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const last = HEADINGS.length - 1;
  const widths = HEADINGS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 || at === last ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ").trimEnd(),
  );
}
