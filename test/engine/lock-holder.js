// Opens the local engine in the folder it is given, under the lock of the folder, prints the engine's process id and
// waits to be killed, with the statement at work that it may be given too.
import { runnerImport } from "vite";

/** @param {string} path */
const load = async (path) => (await runnerImport(new URL(path, import.meta.url).pathname)).module;

const [{ lockData }, { openLocalEngine }] = await Promise.all([load("../../src/engine/data-lock.ts"), load("../../src/engine/local-engine.ts")]);

const directory = process.argv[2] ?? "";
lockData(directory);
const local = await openLocalEngine({ directory: `${directory}/engine`, memory: 600_000_000, threads: 2 });
const statement = process.argv[3];
if (statement !== undefined) void local.engine.run({ text: statement, params: {}, lists: [] });
setTimeout(() => process.stdout.write(`${local.pid()}\n`), 300);
setInterval(() => undefined, 1_000);
