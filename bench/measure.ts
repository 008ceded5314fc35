import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { App } from "./app.ts";
import { median } from "./median.ts";
import { type Asked, type BenchQuestion, PAGE_COLUMNS } from "./questions.ts";
import type { Duck } from "./duckdb/duckdb.ts";
import { coldBound, type DuckResult, OTHERS, type QuestionResult, WARM_BOUND_MS } from "./results.ts";
import { bindAll, hasShapes, readShapes, type Shape } from "./shapes.ts";

/** What both sides must agree on. */
interface Answer {
  readonly count: number;
  /** Of a page. */
  readonly keys: readonly string[];
}

interface Measured {
  readonly answer: Answer;
  readonly elapsedMs: number;
}

/** Lets what the last question left to do, such as weighing its set, be done before the next is timed. */
const PAUSE_MS = 20;

/**
 * Asks a question in rounds: the product for the first time and again, and each statement, the one side first in even rounds and the
 * other in odd ones. Round 0 warms up and does not count.
 */
export async function measure(app: App, question: BenchQuestion, repetitions: number): Promise<Omit<QuestionResult, "duck">> {
  const shapes = readShapes("questions", question.name);
  const cold: number[] = [];
  const warm: number[] = [];
  const others = OTHERS.filter((other) => hasShapes(`others/${other}`, question.name));
  const foreign = others.flatMap((other) => readShapes(`others/${other}`, question.name).slice(0, 1).map((shape) => ({ other, shape })));
  const asked = [...shapes, ...foreign.map(({ shape }) => shape)];
  const byShape = new Map<Shape, number[]>(asked.map((shape) => [shape, []]));
  const differences = new Set<string>();
  let count = 0;

  for (let round = 0; round <= repetitions; round += 1) {
    const posed = question.ask(round);
    const product = async () => [await askProduct(app, question, posed), await askProduct(app, question, posed)] as const;
    const byHand = async () => {
      const answers: (readonly [Shape, Measured])[] = [];
      for (const shape of asked) {
        const answer = await askEngine(app, shape, posed).catch((error: unknown) => (isTooLarge(error) ? undefined : Promise.reject(error)));
        if (answer === undefined) byShape.delete(shape);
        else answers.push([shape, answer]);
      }
      return answers;
    };
    const productFirst = round % 2 === 0;
    const before = productFirst ? await product() : undefined;
    const statements = await byHand();
    const [first, again] = before ?? (await product());

    count = first.answer.count;
    for (const [who, { answer }] of [["warm", again] as const, ...statements.map(([{ name }, measured]) => [name, measured] as const)]) {
      if (!isSame(answer, first.answer)) {
        differences.add(`${posed.now}: ${first.answer.count} customers, but by "${who}" ${answer.count}${first.answer.count === answer.count ? ", others" : ""}`);
      }
    }
    if (round === 0) continue;
    cold.push(first.elapsedMs);
    warm.push(again.elapsedMs);
    for (const [shape, { elapsedMs }] of statements) byShape.get(shape)?.push(elapsedMs);
  }

  const medians = shapes.flatMap((shape) => {
    const elapsed = byShape.get(shape);
    return elapsed === undefined ? [] : [{ shape: shape.name, ms: median(elapsed) }];
  });
  const best = medians.reduce((one, other) => (other.ms < one.ms ? other : one));
  const coldMs = median(cold);
  const warmMs = median(warm);
  const coldBoundMs = coldBound(best.ms);
  return {
    name: question.name,
    title: question.title,
    kind: question.kind,
    count,
    coldMs,
    warmMs,
    sqlMs: best.ms,
    shape: best.shape,
    shapes: Object.fromEntries(medians.map(({ shape, ms }) => [shape, ms])),
    coldBoundMs,
    withinCold: coldMs <= coldBoundMs,
    withinWarm: warmMs <= WARM_BOUND_MS,
    differences: [...differences],
    others: Object.fromEntries(
      foreign.flatMap(({ other, shape }) => {
        const elapsed = byShape.get(shape);
        return elapsed === undefined ? [] : [[other, median(elapsed)]];
      }),
    ),
  };
}

/** A statement by hand that the engine's memory is too small for is out of the race. */
function isTooLarge(error: unknown): boolean {
  return /memory limit exceeded/i.test(String(error));
}

/** Asks DuckDB the same questions; null where there is no statement for it. */
export async function measureDuck(duck: Duck, question: BenchQuestion, repetitions: number): Promise<DuckResult | null> {
  if (!hasShapes("duckdb/questions", question.name)) return null;
  const shapes = readShapes("duckdb/questions", question.name);
  const byShape = new Map<string, number[]>(shapes.map(({ name }) => [name, []]));
  const counts: number[] = [];
  for (let round = 0; round <= repetitions; round += 1) {
    const { values } = question.ask(round);
    for (const { name, text } of shapes) {
      const { count, elapsedMs } = await duck.count(text, values);
      counts[round] ??= count;
      if (counts[round] !== count) throw new Error(`DuckDB answers ${question.name} with ${counts[round]}, but by "${name}" with ${count}`);
      if (round > 0) byShape.get(name)?.push(elapsedMs);
    }
  }
  const medians = [...byShape].map(([shape, elapsed]) => ({ shape, ms: median(elapsed) }));
  return { ...medians.reduce((one, other) => (other.ms < one.ms ? other : one)), count: counts.at(-1) ?? 0 };
}

/** Milliseconds of the shortest possible exchange with the engine. */
export async function measureRoundTrip(app: App): Promise<number> {
  const elapsed: number[] = [];
  for (let trip = 0; trip < 20; trip += 1) elapsed.push((await app.sql("SELECT 1", {})).elapsedMs);
  return median(elapsed);
}

const counted = z.object({ count: z.number() });
const page = z.object({ receipt: counted, rows: z.array(z.object({ key: z.string() })) });

async function askProduct(app: App, { kind }: BenchQuestion, { where, now }: Asked): Promise<Measured> {
  await sleep(PAUSE_MS);
  const question = { where, now, timeZone: "UTC" };
  if (kind === "page") {
    const { answer, elapsedMs } = await app.post("/segments/members", { ...question, columns: PAGE_COLUMNS, limit: 50 });
    const { receipt, rows } = page.parse(answer);
    return { answer: { count: receipt.count, keys: rows.map(({ key }) => key) }, elapsedMs };
  }
  const { answer, elapsedMs } = await app.post("/segments/count", question);
  return { answer: { count: counted.parse(answer).count, keys: [] }, elapsedMs };
}

const row = z.object({ count: z.number(), key: z.string().optional() });

async function askEngine(app: App, { text }: Shape, { values }: Asked): Promise<Measured> {
  await sleep(PAUSE_MS);
  const { rows, elapsedMs } = await app.sql(text, bindAll(text, values));
  const parsed = rows.map((each) => row.parse(each));
  const keys = parsed.map(({ key }) => key).filter((key) => key !== undefined);
  // A page of nobody has no row to carry the count.
  return { answer: { count: parsed[0]?.count ?? 0, keys }, elapsedMs };
}

function isSame(one: Answer, other: Answer): boolean {
  return one.count === other.count && one.keys.join() === other.keys.join();
}
