import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepMembers, type KeptMembers } from "../../src/results/keep-members.ts";
import { countMoved, type Memberships, movedCustomers, type Side } from "../../src/results/moved.ts";
import { shortId } from "../../src/store/ids.ts";
import { type Question, questions } from "../language/arbitrary/question.ts";
import { dataset } from "../language/cases.ts";
import { datasetFiles } from "../language/dataset-files.ts";
import type { Dataset } from "../reference/dataset.ts";
import { members as reference } from "../reference/members.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG, runsOf } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

const RUNS = runsOf(20_261_125, 8, 500);

/** The same customers with values of their neighbours, new ones, and everything that was done done by somebody else too. */
const later: Dataset = {
  ...dataset,
  customers: [
    ...dataset.customers.map(({ key, attributes }, at) => ({ key, attributes: { ...attributes, ...dataset.customers[at + 1]?.attributes } })),
    ...dataset.customers.slice(0, 5).map(({ attributes }, at) => ({ key: `new ${at}`, attributes })),
  ],
  events: [
    ...dataset.events,
    ...dataset.events.map((event, at) => ({
      ...event,
      customer: dataset.customers[at % dataset.customers.length]?.key ?? "",
      messageId: `again ${at}`,
    })),
  ],
};

const asked = fc.sample(questions(dataset), RUNS);
/** Judged later at another instant too. */
const askedLater = asked.map((question, at) => ({ ...question, now: asked[(at * 7 + 3) % asked.length]?.now ?? question.now }));

let bench: TestBench;
beforeAll(async () => {
  bench = await openDatasetBench(dataset);
});
afterAll(() => bench.close());

function keep({ where, now, timeZone }: Question, at: number, before?: KeptMembers): Promise<KeptMembers> {
  const question = { where, now: new Date(now).toISOString(), timeZone };
  return keepMembers(bench, { segment: `segment ${at}`, question, before: before?.membership, newId: shortId });
}

function expected(of: Dataset, { where, now, timeZone }: Question): ReadonlySet<string> {
  return reference(of, { where }, { now, timeZone });
}

function minus(from: ReadonlySet<string>, take: ReadonlySet<string>): string[] {
  return [...from].filter((key) => !take.has(key)).sort();
}

async function keysOf(memberships: Memberships, side: Side): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await movedCustomers(bench, memberships, { side, columns: [], limit: 4, cursor });
    expect(page.gone).toBe(0);
    keys.push(...page.rows.map(({ key }) => key));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return keys.sort();
}

test(
  `who entered and left between two refreshes are those whom the reference selects at one and not at the other (seed ${RUNS.seed})`,
  async () => {
    const first: KeptMembers[] = [];
    for (const [at, question] of asked.entries()) {
      const kept = await keep(question, at);
      expect(kept).toMatchObject({ receipt: { count: question.members.length }, entered: null, left: null });
      expect(await keep(question, at, kept)).toMatchObject({ membership: kept.membership, entered: 0, left: 0 });
      first.push(kept);
    }

    const { customers, events } = datasetFiles(later);
    for (const [kind, file] of [["customers", customers], ["events", events]] as const) {
      const { rejects } = await bench.importText(kind, "ndjson", file.ndjson, { types: file.types.join(",") });
      expect(rejects).toEqual([]);
    }

    let moved = 0;
    for (const [at, question] of askedLater.entries()) {
      const before = expected(dataset, asked[at] ?? question);
      const after = expected(later, question);
      const [entered, left] = [minus(after, before), minus(before, after)];
      const kept = await keep(question, at, first[at]);
      expect(kept).toMatchObject({ receipt: { count: after.size }, entered: entered.length, left: left.length });
      const between = { segment: `segment ${at}`, from: first[at]?.membership ?? "", to: kept.membership };
      expect(await countMoved(bench, between)).toEqual({ entered: entered.length, left: left.length, stayed: after.size - entered.length });
      expect(await keysOf(between, "entered")).toEqual(entered);
      expect(await keysOf(between, "left")).toEqual(left);
      if (entered.length > 0 && left.length > 0) moved += 1;
    }
    expect(moved).toBeGreaterThan(RUNS.numRuns / 5);
  },
  LONG ? 600_000 : 120_000,
);
