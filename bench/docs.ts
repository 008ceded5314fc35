import { growthOf, growthPicture, millions } from "./growth.ts";
import { cells, count, editingText, editorsText, EXPORT_HEADINGS, exportCells, exportsEndText, HEADINGS, importText, memoryText, understandingText } from "./report.ts";
import { type ExportsResult, type Results, WARM_BOUND_MS } from "./results.ts";

/** The page and the picture on it. */
export interface PerformancePage {
  readonly page: string;
  readonly picture: string;
}

/** `docs/performance.md`, whole: its figures are those of the last run of each size. */
export function performancePage(all: readonly Results[]): PerformancePage {
  const sorted = [...all].sort((one, other) => one.size.customers - other.size.customers);
  const growth = growthOf(sorted);
  const page = `# Performance

Written by \`npm run bench -- --write-docs\`; its figures are not edited. Each size is a run of its own, on one machine.

- **cold**: the question is sent over HTTP for the first time. **warm**: the same one again, its sets of customers still in memory.
- **SQL**: the best of several statements by hand (\`bench/questions/*.sql\`, each of which must give the same answer), sent straight to
  the same engine by the same client, in turn with the product. Text is compared in any case unless it is said otherwise, by both.
- The bounds are for one condition: cold at most 1.2 × SQL + 15 ms, warm at most ${WARM_BOUND_MS} ms.
- **DuckDB**: the best of its statements (\`bench/duckdb/questions/*.sql\`) on the same rows in the same order, with as many threads, in the
  process that asks. It keeps nothing for the next question; the product answers over HTTP and keeps the set.
- **PostHog's way**, **Dittofeed's way**: the form in which these systems ask ClickHouse, written anew (\`bench/others\`) on the same tables,
  without what else their tables would cost: persons by several ids, properties in JSON, states that are kept apart.

## How it grows

![Milliseconds cold by the number of customers](performance/growth.svg)

| question, cold ms | ${growth.sizes.map(({ customers }) => millions(customers)).join(" | ")} |
| --- | ${growth.sizes.map(() => "---:").join(" | ")} |
${growth.rows.map(({ title, ms }) => `| ${title} | ${ms.map((each) => each?.toFixed(1) ?? "").join(" | ")} |`).join("\n")}

${sorted.map(sizeSection).join("\n")}
## Reproduce

\`\`\`sh
npm run bench                                                       # makes the data at the first run, then measures
npm run bench -- --customers 20000 --events 300000                  # smaller
npm run bench -- --customers 5000000 --events 100000000 --data DIR  # each size in a folder of its own
npm run bench -- --json                                             # for programs
\`\`\`

The data is made inside the engine, is the same at every run, and is kept in \`.cache/bench\` (\`--data DIR\`). The run fails when an
answer of the product differs from that of a statement.
`;
  return { page, picture: growthPicture(growth) };
}

function sizeSection(results: Results): string {
  const { machine, size, questions } = results;
  return `## ${count(size.customers)} customers, ${count(size.events)} events

Coterie ${results.version} on ${results.date.slice(0, 10)}: ${machine.cores} × ${machine.processor}, ${Math.round(machine.memory / 2 ** 30)} GiB of memory,
${machine.system}, Node ${machine.node}, ClickHouse ${machine.engine}. 15 attributes, 12 types of events over two years. Medians of ${results.repetitions}
rounds, each of which asks something new of the same weight. The shortest exchange with the engine takes ${results.roundTripMs.toFixed(1)} ms.

${table(HEADINGS, questions.map(cells), [0, HEADINGS.length - 1])}

${results.duckRatio === null ? "" : `- Cold over DuckDB, geometric mean: ${results.duckRatio.toFixed(2)}.\n`}- Peak memory while asked: ${memoryText(results.memory)}.
- ${editingText(results.editing)}.
- ${editorsText(results.editors)}.
- ${understandingText(results.understanding)}.
${results.import === null ? "" : `- ${importText(results.import)}.\n`}${results.exports ? exportsSection(results.exports) : ""}`;
}

/** Sizes that were measured before there were exports have none. */
function exportsSection(exports: ExportsResult): string {
  return `
Everyone with ${exports.columns} columns as a file to be downloaded, from the start of the run to its end, writing the rows down included:

${table(EXPORT_HEADINGS, exportCells(exports), [0])}

In the midst of its rows one is ${exportsEndText(exports)}.
`;
}

/** `left`: which columns begin at the left. */
function table(headings: readonly string[], rows: readonly (readonly string[])[], left: readonly number[]): string {
  const rule = headings.map((_, at) => (left.includes(at) ? "---" : "---:"));
  return [headings, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
