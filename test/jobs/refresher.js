// Refreshes a segment whose definition changes each time, in the folder it is given, and prints each refresh once it is kept,
// until it is killed.
/** @param {string} path */
const load = (path) => import(new URL(`../../dist/src/${path}.js`, import.meta.url).href);

const [{ openWorkspace }, { readConfig }] = await Promise.all([load("wire"), load("config")]);
const [, , dataDir = "", id = ""] = process.argv;
const workspace = await openWorkspace({ dataDir: dataDir, config: readConfig({}), log: () => undefined });
const { segments, memberships } = workspace.context;
// Nobody listens any more: the database's own handlers would swallow that.
process.stdout.on("error", () => process.exit());
for (;;) {
  const { name, revision, timeZone, owner } = await segments.get(id);
  const where = { kind: "attribute", attribute: "age", op: "at_least", value: revision % 50 };
  await segments.update(id, revision, { name, where, timeZone, sentence: "Saved.", author: owner.id });
  const { id: refresh, receipt } = await memberships.refresh(id, { cause: "hand", user: owner.id });
  process.stdout.write(`${refresh} ${receipt.count}\n`);
}
