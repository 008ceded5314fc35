import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startApp } from "../app.ts";
import { UsageError } from "../arguments.ts";
import { keptData } from "../data/kept.ts";
import { type ChaosArguments, parseArguments, USAGE } from "./arguments.ts";
import { audit } from "./audit.ts";
import { customersFile, eventsFile } from "./files.ts";
import { importFile, importFiles, type Sent } from "./imports.ts";
import { killEngine } from "./kills.ts";
import { Ledger } from "./ledger.ts";
import { refreshSegments } from "./refreshes.ts";
import { type ChaosResults, kindResult, printed } from "./report.ts";
import { breakDown, downloadAll, edit, explainOne, type Run, turnPages } from "./traffic.ts";

try {
  const given = parseArguments(process.argv.slice(2));
  const results = await chaos(given);
  console.log(given.json ? JSON.stringify(results, null, 2) : printed(results));
  process.exitCode = results.violations.length === 0 ? 0 : 1;
} catch (error) {
  if (error instanceof UsageError) say(`${error.message}\n\n${USAGE}`);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/** Loads a served copy of the data with questions and imports while its engine is killed, and looks for what must not be. */
async function chaos(given: ChaosArguments): Promise<ChaosResults> {
  const { size, seed, minutes, editors, secondsBetweenKills } = given;
  const dataDir = join(given.folder, "run");
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(given.folder, { recursive: true });
  await cp(await keptData(join(given.folder, "kept"), size, say), dataDir, { recursive: true });
  const ledger = new Ledger();
  const events: Sent[] = [];
  const customers: Sent[] = [];
  const madeEvents = (number: number) => eventsFile(seed, number, size.customers);
  const madeCustomers = (number: number) => customersFile(seed, number, size.customers);

  let kills: readonly number[] = [];
  const app = await startApp(dataDir);
  try {
    // So that the names are there that are asked for.
    const quiet = { app, ledger, goesOn: () => true };
    await importFile(quiet, madeEvents(1), events);
    await importFile(quiet, madeCustomers(1), customers);
    const until = performance.now() + minutes * 60_000;
    const run: Run = { app, ledger, customers: size.customers, seed, goesOn: () => performance.now() < until };
    say(`Asking for ${minutes} min (seed ${seed}) …`);
    [kills] = await Promise.all([
      killEngine(run, secondsBetweenKills),
      importFiles(run, 2_001, madeEvents, events),
      importFiles(run, 2_002, madeCustomers, customers),
      ...Array.from({ length: editors }, (_, editor) => edit(run, editor)),
      breakDown(run),
      turnPages(run),
      explainOne(run),
      downloadAll(run),
      refreshSegments(run),
    ]);
    // What was given up may still be at work.
    await sleep(2_000);
  } finally {
    await app.close();
  }
  say("Comparing …");
  const opened = await startApp(dataDir);
  try {
    const kept = await audit(opened, ledger, events, customers);
    return {
      arguments: { minutes, size, secondsBetweenKills, editors, seed },
      kinds: [...ledger.tallies].map(([kind, tally]) => kindResult(kind, tally)),
      kills: kills.length,
      longestSilenceMs: Math.max(0, ...kills.map((at) => (ledger.answeredAt.find((answered) => answered > at) ?? performance.now()) - at)),
      kept,
      violations: ledger.violations,
    };
  } finally {
    await opened.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
