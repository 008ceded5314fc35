import { z } from "zod";
import type { App } from "../app.ts";
import { ask } from "./client.ts";
import { markerKey, messagePrefix, readMarker } from "./files.ts";
import type { Sent } from "./imports.ts";
import type { Ledger } from "./ledger.ts";
import { type AppliedBatch, Oracle } from "./oracle.ts";
import { BATCH, families, NOW } from "./pool.ts";

/** Files by what became of them. */
export interface Kept {
  readonly acknowledged: number;
  /** Not acknowledged, but there, whole. */
  readonly silentlyKept: number;
  readonly absent: number;
  readonly rows: number;
  /** The newest version of the data. */
  readonly version: number;
  readonly claims: number;
}

/** What the version 1 holds is what was there before any import. */
const FIRST_VERSION = 1;

/**
 * Looks at what is stored after a run, of which the server was started anew: whether every acknowledged file is there once, every other
 * one whole or not at all, nothing else, and whether every number that was answered was right in the version that it named.
 */
export async function audit(app: App, ledger: Ledger, events: readonly Sent[], customers: readonly Sent[]): Promise<Kept> {
  await auditRows(app, ledger);
  const storedEvents = await storedFiles(app);
  const markers = await storedMarkers(app);
  const batches: AppliedBatch[] = markers.flatMap(({ number, attempt, version }) => {
    const file = customers.find((each) => each.file.number === number)?.file;
    if (file === undefined) ledger.violate(`file ${number} of customers is there, but nobody sent it`);
    return file === undefined ? [] : [{ batch: number, version, keys: [...file.keys, markerKey(number, attempt)] }];
  });
  const version = await auditVersions(app, ledger, [...storedEvents.map((each) => each.version), ...batches.map((each) => each.version)]);

  const versionOf = new Map<Sent, number>();
  for (const sent of events) {
    const stored = storedEvents.filter(({ number }) => number === sent.file.number);
    const rows = stored.reduce((sum, each) => sum + each.rows, 0);
    const isWhole = stored.length === 1 && rows === sent.file.rows;
    if (isWhole) versionOf.set(sent, stored[0]?.version ?? 0);
    else if (rows > 0) ledger.violate(`file ${sent.file.number} of ${sent.file.rows} events is not there once: ${JSON.stringify(stored)}`);
    else if (sent.acknowledged !== undefined) ledger.violate(`file ${sent.file.number} of events was acknowledged and is lost`);
  }
  for (const sent of customers) {
    const applied = markers.filter(({ number }) => number === sent.file.number);
    const wanted = sent.acknowledged?.attempt;
    const found = applied.find(({ attempt }) => attempt === wanted) ?? applied[0];
    if (found !== undefined) versionOf.set(sent, found.version);
    if (wanted !== undefined && found?.attempt !== wanted) {
      ledger.violate(`attempt ${wanted} of file ${sent.file.number} of customers was acknowledged and is lost`);
    }
  }

  const all = [...events, ...customers];
  auditOrder(ledger, all, versionOf);
  const oracle = await Oracle.of(app, batches);
  for (const { what, version: claimed, judge } of ledger.claims) {
    const wrong = judge(oracle);
    if (wrong !== undefined) ledger.violate(`${what} in version ${claimed}: ${wrong}`);
  }
  await auditEnd(app, ledger, oracle, batches, version);
  return {
    acknowledged: all.filter(({ acknowledged }) => acknowledged !== undefined).length,
    silentlyKept: all.filter((sent) => sent.acknowledged === undefined && versionOf.has(sent)).length,
    absent: all.filter((sent) => !versionOf.has(sent)).length,
    rows: all.filter((sent) => versionOf.has(sent)).reduce((sum, { file }) => sum + file.rows, 0),
    version,
    claims: ledger.claims.length,
  };
}

const rowsSchema = z.object({
  events: z.number(),
  messages: z.number(),
  customers: z.number(),
  ids: z.number(),
  keys: z.number(),
  keyIds: z.number(),
});

/** Each message once, each customer once. */
async function auditRows(app: App, ledger: Ledger): Promise<void> {
  const { rows } = await app.sql(
    `SELECT (SELECT count() FROM events) AS events, (SELECT uniqExact(message_id) FROM events) AS messages,
      (SELECT count() FROM customers) AS customers, (SELECT uniqExact(id) FROM customers) AS ids,
      (SELECT uniqExact(key) FROM keys) AS keys, (SELECT uniqExact(id) FROM keys) AS keyIds`,
    {},
  );
  const stored = rowsSchema.parse(rows[0]);
  const { events, messages, customers, ids, keys, keyIds } = stored;
  const once = events === messages && [ids, keys, keyIds].every((each) => each === customers);
  if (!once) ledger.violate(`rows are there twice, or not everywhere: ${JSON.stringify(stored)}`);
}

const fileSchema = z.object({ number: z.number(), version: z.number(), rows: z.number() });

async function storedFiles(app: App) {
  const { rows } = await app.sql(
    `SELECT toUInt32(extract(message_id, {pattern:String})) AS number, import AS version, count() AS rows FROM events
      WHERE startsWith(message_id, 'chaos-') GROUP BY number, version ORDER BY version`,
    { pattern: { type: "String", value: `^${messagePrefix(0).replace("0", "([0-9]+)")}` } },
  );
  return rows.map((row) => fileSchema.parse(row));
}

async function storedMarkers(app: App) {
  const { rows } = await app.sql("SELECT key, import AS version FROM keys WHERE startsWith(key, 'chaos-batch-') ORDER BY version", {});
  return rows.flatMap((row) => {
    const { key, version } = z.object({ key: z.string(), version: z.number() }).parse(row);
    const marker = readMarker(key);
    return marker === undefined ? [] : [{ ...marker, version }];
  });
}

/** Each version of the data but the first is that of one import. @returns the newest */
async function auditVersions(app: App, ledger: Ledger, imported: readonly number[]): Promise<number> {
  const answer = await answerOf(app, { where: { kind: "all", of: [] } });
  const { dataVersion } = z.object({ dataVersion: z.number() }).parse(answer);
  const versions = [...imported].sort((one, other) => one - other);
  const expected = Array.from({ length: dataVersion - FIRST_VERSION }, (_, at) => FIRST_VERSION + 1 + at);
  if (versions.join() !== expected.join()) ledger.violate(`the imports have made the versions ${versions.join()}, not 2 to ${dataVersion}`);
  return dataVersion;
}

/** Who asked after an import was acknowledged saw it. */
function auditOrder(ledger: Ledger, all: readonly Sent[], versionOf: ReadonlyMap<Sent, number>): void {
  for (const sent of all) {
    const { acknowledged, file } = sent;
    const version = versionOf.get(sent);
    if (acknowledged === undefined || version === undefined) continue;
    const blind = ledger.claims.filter((claim) => claim.what !== "file" && claim.askedAt > acknowledged.at && claim.version < version);
    if (blind.length > 0) ledger.violate(`${blind.length} answers do not know of file ${file.number} of ${file.kind}, acknowledged before`);
  }
}

/** Every condition of the pool is answered right by the server that was started anew, and each customer has its newest file's number. */
async function auditEnd(app: App, ledger: Ledger, oracle: Oracle, batches: readonly AppliedBatch[], version: number): Promise<void> {
  const sizeOf = async (where: unknown): Promise<number> => {
    const answer = await answerOf(app, { where, now: new Date(NOW).toISOString(), timeZone: "UTC" });
    return z.object({ count: z.number() }).parse(answer).count;
  };
  for (const pooled of families.flat()) {
    const counted = await sizeOf(pooled.condition);
    const right = oracle.count([{ pooled, negated: false }], version);
    if (counted !== right) ledger.violate(`at the end ${JSON.stringify(pooled.condition)} has ${counted}, right is ${right}`);
  }
  const newest = new Map<string, number>();
  for (const { batch, keys } of batches) for (const key of keys) newest.set(key, batch);
  for (const batch of new Set(batches.map((each) => each.batch))) {
    const counted = await sizeOf({ kind: "attribute", attribute: BATCH, op: "equals", value: batch });
    const right = [...newest.values()].filter((value) => value === batch).length;
    if (counted !== right) ledger.violate(`at the end ${counted} customers have the number of file ${batch}, right is ${right}`);
  }
}

async function answerOf(app: App, question: object): Promise<unknown> {
  const outcome = await ask(app, "/segments/count", question);
  if (outcome.kind !== "answered") throw new Error(`the server that was started anew does not answer: ${JSON.stringify(outcome)}`);
  return outcome.body;
}
