// Saves segments into the store of the folder it is given and prints each id once it is saved, until it is killed.
import { runnerImport } from "vite";

/** @param {string} path */
const load = async (path) => (await runnerImport(new URL(path, import.meta.url).pathname)).module;

const [{ openStore }, { segmentStore }, { administrator }, { shortId }] = await Promise.all(
  ["open", "segments", "administrator", "ids"].map((name) => load(`../../src/store/${name}.ts`)),
);

const store = await openStore({ dataDir: process.argv[2] });
const { id: author } = await administrator(store.db, { id: shortId(), now: new Date() });
const segments = segmentStore(store.db, { clock: Date.now, newId: shortId });
// Nobody listens any more: the database's own handlers would swallow that.
process.stdout.on("error", () => process.exit());
for (;;) {
  const { id } = await segments.create({ name: "Everyone", where: { kind: "all", of: [] }, timeZone: null, sentence: "Everyone.", author });
  process.stdout.write(`${id}\n`);
}
