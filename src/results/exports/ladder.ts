import { z } from "zod";
import { leavesOf } from "../../compiler/set.ts";
import { setSql } from "../../compiler/set-sql.ts";
import { join, render, sql } from "../../compiler/sql.ts";
import { oneRow } from "../../engine/engine.ts";
import { AppError } from "../../errors.ts";
import { receiptOf, soughtSet, type Workbench } from "../audience.ts";
import { type CustomersPage, customersPage, type PageRequest } from "../customers-page.ts";
import type { Receipt } from "../receipt.ts";
import type { Step } from "./rungs.ts";
import { leftAfter, type Outline, rowsAfter, type Scene, withScene } from "./scene.ts";

/** How many remain after a step. */
export interface LadderStep {
  readonly step: Step;
  readonly remaining: number;
}

/** How many of a segment can be sent, and why the others can't. */
export interface Ladder {
  /** Of the segment. */
  readonly receipt: Receipt;
  readonly steps: readonly LadderStep[];
  /** How many remain after all steps. */
  readonly exportable: number;
}

/** Those whom a step leaves out, of those who came as far, or those who remain after it. */
export type StepSide = "left_out" | "remain";

/** Customers at one step. */
export interface StepCustomers extends CustomersPage {
  /** How many there are on all pages: without a search all of them. */
  readonly found: number;
}

/** @throws AppError `invalid_definition`, `invalid_destination` with all problems */
export function ladder(bench: Workbench, outline: Outline, signal?: AbortSignal): Promise<Ladder> {
  return withScene(bench, outline, signal, (scene) => ladderOf(bench, scene, signal));
}

/**
 * A page of the customers at a step. `step` is its place in the ladder.
 *
 * @throws AppError `invalid_definition`, `invalid_destination`, `unknown_step`, `unknown_attribute`, `invalid_cursor`
 */
export function stepCustomers(
  bench: Workbench,
  outline: Outline,
  { step, side, ...page }: PageRequest & { readonly step: number; readonly side: StepSide },
  signal?: AbortSignal,
): Promise<StepCustomers> {
  return withScene(bench, outline, signal, async (scene) => {
    if (step >= scene.steps.length) {
      throw new AppError("unknown_step", `The ladder has ${scene.steps.length} steps.`, { path: ["step"], hint: "Count them from 0." });
    }
    const customers = customersPage(scene.catalog, page);
    const sought = soughtSet(page.search, { catalog: scene.catalog, timeZone: bench.clock.timeZone() });
    const after = leftAfter(scene, step + 1);
    const all = side === "remain" ? after : sql`bitmapAndnot(${leftAfter(scene, step)}, ${after})`;
    return bench.leaves.with({ set: sought, leaves: leavesOf(sought) }, scene.catalog, signal, async (names) => {
      const { engine } = bench.storage;
      const set = sought.kind === "everyone" ? all : sql`bitmapAnd(${all}, ${setSql(sought, names)})`;
      const { found } = foundSchema.parse(await oneRow(engine, render(sql`SELECT bitmapCardinality(${set}) AS found`), { signal }));
      return { found, ...(await customers.of(engine, set, signal)) };
    });
  });
}

const foundSchema = z.object({ found: z.number() });

/** The ladder of a scene: one scan for the steps of rows, and one where values must be unique. */
export async function ladderOf(bench: Workbench, scene: Scene, signal: AbortSignal | undefined): Promise<Ladder> {
  const { passes, steps } = scene;
  const tests = passes.map((_, at) => sql`, countIf(${join(passes.slice(0, at + 1), sql` AND `)})`);
  const statement = sql`SELECT [count()${join(tests, sql``)}] AS counts FROM customers WHERE ${rowsAfter(scene, 0)}`;
  const { counts } = countsSchema.parse(await oneRow(bench.storage.engine, render(statement), { signal }));
  if (scene.unique) counts.push(await uniqueCount(bench, scene, signal));
  const [segment = 0, ...remaining] = counts;
  return {
    receipt: receiptOf(bench, scene.asked, segment),
    steps: steps.map((step, at) => ({ step, remaining: remaining[at] ?? 0 })),
    exportable: remaining.at(-1) ?? segment,
  };
}

const countsSchema = z.object({ counts: z.array(z.number()) });

async function uniqueCount({ storage }: Workbench, scene: Scene, signal: AbortSignal | undefined): Promise<number> {
  const firsts = leftAfter(scene, scene.steps.length);
  return z.number().parse((await oneRow(storage.engine, render(sql`SELECT bitmapCardinality(${firsts}) AS count`), { signal }))["count"]);
}
