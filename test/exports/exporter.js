// Exports the segment it is given to each of the destinations again and again, in the folder it is given, changing its definition each time, and
// prints each run once it is acknowledged, until it is killed.
/** @param {string} path */
const load = (path) => import(new URL(`../../dist/src/${path}.js`, import.meta.url).href);

const [{ openWorkspace }, { readConfig }] = await Promise.all([load("wire"), load("config")]);
const [, , dataDir = "", segment = "", round = "0", ...destinations] = process.argv;
const workspace = await openWorkspace({ dataDir, config: readConfig({}), log: () => undefined });
// Nobody listens any more: the database's own handlers would swallow that.
process.stdout.on("error", () => process.exit());
await workspace.startExports("http://127.0.0.1:4310");
process.stdout.write(`engine ${workspace.running.pid()}\n`);
const { segments, exports } = workspace.context;
const { name, revision, timeZone, owner } = await segments.get(segment);
const where = { kind: "attribute", attribute: "age", op: "at_least", value: (Number(round) * 7) % 50 };
await segments.update(segment, revision, { name, where, timeZone, sentence: "Exported.", author: owner.id });
for (const destination of destinations) {
  const { id } = await exports.start({ source: { kind: "segment", segment }, destination, parameters: {} }, owner.id);
  process.stdout.write(`run ${id}\n`);
}
// The queue alone does not keep a process.
setInterval(() => undefined, 60_000);
