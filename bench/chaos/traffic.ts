import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { App } from "../app.ts";
import { ask, download } from "./client.ts";
import { definitionOf, type Draft, edited, fixedDraft, newDraft } from "./draft.ts";
import type { Ledger } from "./ledger.ts";
import type { Oracle } from "./oracle.ts";
import { NOW } from "./pool.ts";
import { randomOf } from "./random.ts";

/** What those who ask have in common. */
export interface Run {
  readonly app: App;
  readonly ledger: Ledger;
  /** How many customers there were before the run. */
  readonly customers: number;
  readonly seed: number;
  readonly goesOn: () => boolean;
}

const receiptSchema = z.object({ count: z.number(), base: z.number(), dataVersion: z.number() });
type Receipt = z.infer<typeof receiptSchema>;
const pathSchema = z.array(z.union([z.string(), z.number()]));
const countsSchema = z.object({ path: pathSchema, alone: z.number(), after: z.number(), without: z.number() });
const breakdownSchema = z.object({ receipt: receiptSchema, nodes: z.array(countsSchema) });
type Counts = z.infer<typeof countsSchema>;
const pageSchema = z.object({ receipt: receiptSchema, rows: z.array(z.object({ key: z.string() })), next: z.string().nullable() });
const explanationSchema = z.object({ isIn: z.boolean(), dataVersion: z.number() });

const PAGE = 40;
/** As long as a quick hand takes from one change to the next. */
const PAUSE_MS = 150;

function questionOf(draft: Draft): { where: unknown; now: string; timeZone: string } {
  return { where: definitionOf(draft), now: new Date(NOW).toISOString(), timeZone: "UTC" };
}

/** Changes a condition and has the customers counted, again and again; every fourth time the next change comes before the count. */
export async function edit(run: Run, editor: number): Promise<void> {
  const random = randomOf(run.seed + editor);
  let draft = newDraft(random);
  for (let step = 1; run.goesOn(); step += 1) {
    draft = edited(draft, random);
    const asked = draft;
    const askedAt = performance.now();
    const cancel = step % 4 === 0 ? AbortSignal.timeout(1 + Math.floor(random() * 60)) : undefined;
    const body = run.ledger.note("count", askedAt, await ask(run.app, "/segments/count", questionOf(asked), cancel));
    if (body !== undefined) {
      const receipt = receiptSchema.parse(body);
      claim(run, "count", askedAt, receipt.dataVersion, (oracle) => wrongReceipt(oracle, asked, receipt));
    }
    await sleep(PAUSE_MS);
  }
}

/** Asks what each condition does. */
export async function breakDown(run: Run): Promise<void> {
  const random = randomOf(run.seed + 1_001);
  let draft = newDraft(random);
  while (run.goesOn()) {
    draft = edited(draft, random);
    const asked = draft;
    const askedAt = performance.now();
    const body = run.ledger.note("breakdown", askedAt, await ask(run.app, "/segments/breakdown", questionOf(asked)));
    if (body !== undefined) {
      const { receipt, nodes } = breakdownSchema.parse(body);
      const judge = (oracle: Oracle) => wrongReceipt(oracle, asked, receipt) ?? wrongNodes(oracle, asked, receipt, nodes);
      claim(run, "breakdown", askedAt, receipt.dataVersion, judge);
    }
    await sleep(PAUSE_MS * 3);
  }
}

/** Turns the pages of the members. */
export async function turnPages(run: Run): Promise<void> {
  const random = randomOf(run.seed + 1_002);
  while (run.goesOn()) {
    const draft = newDraft(random);
    let cursor: string | undefined;
    let after: string | undefined;
    for (let page = 1; page <= 3 && run.goesOn(); page += 1) {
      const askedAt = performance.now();
      const question = { ...questionOf(draft), columns: ["country"], limit: PAGE, ...(cursor !== undefined && { cursor }) };
      const body = run.ledger.note("members", askedAt, await ask(run.app, "/segments/members", question));
      if (body === undefined) break;
      const { receipt, rows, next } = pageSchema.parse(body);
      const keys = rows.map(({ key }) => key);
      const before = after;
      claim(run, "members", askedAt, receipt.dataVersion, (oracle) => {
        const expected = oracle.members(draft, receipt.dataVersion, before).slice(0, PAGE);
        return wrongReceipt(oracle, draft, receipt) ?? wrong("page", keys.join(), expected.join());
      });
      if (next === null) break;
      cursor = next;
      after = keys.at(-1);
    }
    await sleep(PAUSE_MS * 3);
  }
}

/** Asks of one customer after the other. */
export async function explainOne(run: Run): Promise<void> {
  const random = randomOf(run.seed + 1_003);
  while (run.goesOn()) {
    const draft = newDraft(random);
    const customer = `c${String(1 + Math.floor(random() * run.customers)).padStart(9, "0")}`;
    const askedAt = performance.now();
    const body = run.ledger.note("explain", askedAt, await ask(run.app, "/segments/explain", { ...questionOf(draft), customer }));
    if (body !== undefined) {
      const { isIn, dataVersion } = explanationSchema.parse(body);
      claim(run, "explain", askedAt, dataVersion, (oracle) => wrong(customer, isIn, oracle.has(draft, dataVersion, customer)));
    }
    await sleep(PAUSE_MS * 4);
  }
}

/** Downloads all members of definitions that no import changes, since a file does not tell its version. */
export async function downloadAll(run: Run): Promise<void> {
  const random = randomOf(run.seed + 1_004);
  while (run.goesOn()) {
    const draft = fixedDraft(random);
    const askedAt = performance.now();
    const question = { ...questionOf(draft), columns: ["country", "city"] };
    const body = run.ledger.note("file", askedAt, await download(run.app, "/segments/members.ndjson", question));
    if (typeof body === "string") {
      const keys = body.split("\n").flatMap((line) => /^\{"customer_id":"([^"]+)"/.exec(line)?.[1] ?? []);
      claim(run, "file", askedAt, 1, (oracle) => wrong("file", keys.join(), oracle.members(draft, 1).join()));
    }
    await sleep(PAUSE_MS * 10);
  }
}

function claim({ ledger }: Run, what: string, askedAt: number, version: number, judge: (oracle: Oracle) => string | undefined): void {
  ledger.claim({ what, askedAt, version, judge });
}

export function wrongReceipt(oracle: Oracle, draft: Draft, { count, base, dataVersion }: Receipt): string | undefined {
  const right = oracle.count(draft, dataVersion);
  return wrong("base", base, oracle.base(dataVersion)) ?? wrong(`count of ${JSON.stringify(definitionOf(draft))}`, count, right);
}

/** The whole, each part, and in a negated part the condition inside. */
function wrongNodes(oracle: Oracle, draft: Draft, { count, base, dataVersion }: Receipt, nodes: readonly Counts[]): string | undefined {
  const sizeOf = (parts: Draft): number => oracle.count(parts, dataVersion);
  const expected = [{ path: [], alone: count, after: count, without: base }, ...draft.flatMap((part, at) => {
    const around = { after: sizeOf(draft.slice(0, at + 1)), without: sizeOf(draft.filter((_, other) => other !== at)) };
    const whole = { path: ["of", at], alone: sizeOf([part]), ...around };
    return part.negated ? [whole, { path: ["of", at, "of"], alone: sizeOf([{ ...part, negated: false }]), ...around }] : [whole];
  })];
  return wrong("nodes", JSON.stringify(nodes), JSON.stringify(expected));
}

export function wrong<T extends string | number | boolean>(what: string, answered: T, right: T): string | undefined {
  return answered === right ? undefined : `${what}: answered ${shown(answered)}, right is ${shown(right)}`;
}

function shown(value: string | number | boolean): string {
  const text = String(value);
  return text.length <= 300 ? text : `${text.slice(0, 300)}… (${text.length} characters)`;
}
