import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { VERSION } from "../src/version.ts";
import { type App, startApp } from "./app.ts";
import { type Arguments, parseArguments, USAGE, UsageError } from "./arguments.ts";
import { keptData } from "./data/kept.ts";
import { performancePage } from "./docs.ts";
import { openDuck } from "./duckdb/duckdb.ts";
import { loadDuck } from "./duckdb/load.ts";
import { measureEditing, measureEditors } from "./editing.ts";
import { measureUnderstanding } from "./understanding.ts";
import { measureExports } from "./exports.ts";
import { measureImport } from "./import.ts";
import { thisMachine } from "./machine.ts";
import { measure, measureDuck, measureRoundTrip } from "./measure.ts";
import { questions } from "./questions.ts";
import { printed } from "./report.ts";
import { type DuckResult, duckRatio, memoryOf, type QuestionResult, type Results } from "./results.ts";

const EDITORS = 16;
const EDITED_SECONDS = 20;
const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));

try {
  const given = parseArguments(process.argv.slice(2));
  const results = await bench(given);
  console.log(given.json ? JSON.stringify(results, null, 2) : printed(results));
  if (given.writeDocs) {
    writeDocs(results);
    say("Written to docs/performance.md");
  }
  process.exitCode = results.agrees ? 0 : 1;
} catch (error) {
  if (error instanceof UsageError) say(`${error.message}\n\n${USAGE}`);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function bench({ size, importEvents, repetitions, only, withDuck, folder }: Arguments): Promise<Results> {
  const date = new Date().toISOString();
  const dataDir = await keptData(folder, size, say);
  const app = await startApp(dataDir);
  const duck = withDuck ? await openDuck(await loadDuck(app, folder, size, say), cpus().length) : undefined;
  try {
    const machine = thisMachine(await engineVersion(app));
    const roundTripMs = await measureRoundTrip(app);
    const measured: QuestionResult[] = [];
    for (const question of questions) {
      if (only.length > 0 && !only.includes(question.name)) continue;
      say(`Asking: ${question.title} …`);
      const product = await measure(app, question, repetitions);
      measured.push(duck === undefined ? { ...product, duck: null } : beside(product, await measureDuck(duck, question, repetitions)));
    }
    say("Editing …");
    const editing = await measureEditing(app, repetitions);
    const editors = await measureEditors(app, EDITORS, EDITED_SECONDS);
    say("Understanding …");
    const understanding = await measureUnderstanding(app, size.customers, repetitions);
    const memory = memoryOf(await app.peaks());
    say("Exporting …");
    const exports = await measureExports(app);
    if (importEvents > 0) say(`Importing a file of ${importEvents} events …`);
    const imported =
      importEvents === 0
        ? null
        : await measureImport(app, { customers: size.customers, events: importEvents }, join(folder, "import"));
    return {
      version: VERSION,
      date,
      machine,
      size,
      repetitions,
      roundTripMs,
      questions: measured,
      duckRatio: duckRatio(measured),
      memory,
      editing,
      editors,
      understanding,
      exports,
      import: imported,
      agrees: [...measured, ...(imported === null ? [] : [imported])].every(({ differences }) => differences.length === 0),
    };
  } finally {
    duck?.close();
    await app.close();
  }
}

/** The results stand beside the page, which is made of those of all sizes. */
function writeDocs(results: Results): void {
  const folder = join(DOCS, "performance");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${results.size.customers}.json`), `${JSON.stringify(results, null, 2)}\n`);
  const all = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name): Results => JSON.parse(readFileSync(join(folder, name), "utf8")));
  const { page, picture } = performancePage(all);
  writeFileSync(join(DOCS, "performance.md"), page);
  writeFileSync(join(folder, "growth.svg"), picture);
}

function beside(product: Omit<QuestionResult, "duck">, duck: DuckResult | null): QuestionResult {
  if (duck === null || duck.count === product.count) return { ...product, duck };
  return { ...product, duck, differences: [...product.differences, `${product.count} customers, but by DuckDB ${duck.count}`] };
}

async function engineVersion(app: App): Promise<string> {
  const { rows } = await app.sql("SELECT version() AS version", {});
  return z.string().parse(rows[0]?.["version"]);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
