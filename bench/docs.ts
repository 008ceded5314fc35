import { cells, count, editingText, editorsText, HEADINGS, importText, memoryText, understandingText } from "./report.ts";
import { type Results, WARM_BOUND_MS } from "./results.ts";

/** `docs/performance.md`, whole: its figures are those of one run. */
export function performancePage(results: Results): string {
  const { machine, size, questions } = results;
  const table = [HEADINGS, HEADINGS.map((_, at) => (at === 0 || at === HEADINGS.length - 1 ? "---" : "---:")), ...questions.map(cells)];
  return `# Performance

Written by \`npm run bench -- --write-docs\`; its figures are not edited.

| | |
|---|---|
| date | ${results.date.slice(0, 10)} |
| Coterie | ${results.version} |
| machine | ${machine.cores} × ${machine.processor}, ${Math.round(machine.memory / 2 ** 30)} GiB of memory, ${machine.system} |
| Node, engine | ${machine.node}, ClickHouse ${machine.engine} |
| data | ${count(size.customers)} customers with 15 attributes, ${count(size.events)} events of 12 types over two years |

## Questions

${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}

- **cold**: the question is sent over HTTP for the first time. **warm**: the same one again, its sets of customers still in memory.
- **SQL**: the best of several statements by hand (\`bench/questions/*.sql\`, each of which must give the same answer), sent straight to
  the same engine by the same client, in turn with the product. Text is compared in any case unless it is said otherwise, by both.
- Medians of ${results.repetitions} rounds, each of which asks something new of the same weight. The shortest exchange with the engine takes
  ${results.roundTripMs.toFixed(1)} ms.
- The bounds are for one condition: cold at most 1.2 × SQL + 15 ms, warm at most ${WARM_BOUND_MS} ms.
${results.duckRatio === null ? "" : `- **DuckDB**: the best of its statements (\`bench/duckdb/questions/*.sql\`) on the same rows in the same order, with as many threads. Geometric mean of
  cold over DuckDB: ${results.duckRatio.toFixed(2)}.
`}
Peak memory while asked: ${memoryText(results.memory)}.

## Editing

- ${editingText(results.editing)}.
- ${editorsText(results.editors)}.

## Understanding

- ${understandingText(results.understanding)}.
${results.import === null ? "" : `\n## Import\n\n${importText(results.import)}.\n`}
## Reproduce

\`\`\`sh
npm run bench                                          # makes the data at the first run, then measures
npm run bench -- --customers 20000 --events 300000     # smaller
npm run bench -- --json                                # for programs
\`\`\`

The data is made inside the engine, is the same at every run, and is kept in \`.cache/bench\` (\`--data DIR\`). The run fails when an
answer of the product differs from that of a statement.
`;
}
