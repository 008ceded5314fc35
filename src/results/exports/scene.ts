import type { Catalog } from "../../catalog/types.ts";
import type { SetExpr } from "../../compiler/plan.ts";
import { leavesOf } from "../../compiler/set.ts";
import { setSql } from "../../compiler/set-sql.ts";
import { type Fragment, join, sql } from "../../compiler/sql.ts";
import { AppError, type Problem, problemsError } from "../../errors.ts";
import { checked, type Timed, type Workbench } from "../audience.ts";
import type { Condition } from "../../segment/ast.ts";
import { whateverWasSent } from "../../segment/whatever-was-sent.ts";
import type { Clock } from "../clock.ts";
import type { Question } from "../data.ts";
import { type ExportField, type Parameters, type SentField, sentFields } from "./fields.ts";
import { type Requirements, type Rung, type Step, valueRungs } from "./rungs.ts";

/** Who is to be sent, and what of them. */
export interface Outline {
  /** The segment, at an instant. */
  readonly question: Question;
  readonly fields: readonly ExportField[];
  readonly requirements: Requirements;
  readonly parameters: Parameters;
}

/** An outline that is understood, on data that stays as it is. */
export interface Scene {
  readonly asked: Timed;
  readonly catalog: Catalog;
  readonly fields: readonly SentField[];
  /** The steps that there are, in their order. */
  readonly steps: readonly Step[];
  /** The customers of the segment. */
  readonly segment: Fragment;
  /** What rows of `customers` pass each step, but for `unique`. */
  readonly passes: readonly Fragment[];
  /** The same whatever they were sent: who passes so is left out for that alone, and stays where they are. Undefined: nothing asks that. */
  readonly lasting: readonly Fragment[] | undefined;
  /** Of which customers only the first may have the same value; undefined: none is asked for. */
  readonly unique: SentField | undefined;
}

/**
 * Understands an outline, and works with it while the data stays as it is.
 *
 * @throws AppError `invalid_definition`, `invalid_destination` with all problems
 */
export function withScene<T>(bench: Workbench, outline: Outline, signal: AbortSignal | undefined, use: (scene: Scene) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const present = bench.clock.now();
  const clock: Clock = { now: () => present, timeZone: bench.clock.timeZone };
  return bench.storage.read(async (catalog) => {
    const { fields, rungs, unique } = understood(outline, catalog);
    const asked: Timed = { ...(await checked(bench, outline.question, catalog, clock, signal)), startedAt };
    const setOf = async (place: Place, where: Condition): Promise<SetExpr> => {
      const question = { where, now: new Date(asked.now).toISOString(), timeZone: outline.question.timeZone };
      return (await checked(bench, question, catalog, clock, signal).catch((error: unknown) => fail(place, error))).plan.set;
    };
    const required = async (place: Place): Promise<WhoMeets | undefined> => {
      const where = outline.requirements[place];
      if (where === undefined) return undefined;
      const [now, lasting] = [await setOf(place, where), whateverWasSent(where, place === "permission")];
      return { now, lasting: lasting === where ? now : await setOf(place, lasting) };
    };
    const permitted = await required("permission");
    const suppressed = await required("suppression");
    const both = [permitted, suppressed].filter((each) => each !== undefined);
    const sets = [asked.plan.set, ...both.flatMap(({ now, lasting }) => [now, lasting])];
    return bench.leaves.with({ set: { kind: "or", of: sets }, leaves: sets.flatMap(leavesOf) }, catalog, signal, (names) => {
      const isIn = (set: SetExpr): Fragment => sql`bitmapContains(${setSql(set, names)}, id)`;
      const allBy = (which: keyof WhoMeets): readonly Rung[] => [
        ...rungs,
        ...(permitted ? [{ step: { kind: "permitted" }, passes: isIn(permitted[which]) } as const] : []),
        ...(suppressed ? [{ step: { kind: "not_suppressed" }, passes: sql`NOT ${isIn(suppressed[which])}` } as const] : []),
      ];
      const all = allBy("now");
      const lasting = both.some((each) => each.lasting !== each.now) ? allBy("lasting").map(({ passes }) => passes) : undefined;
      const steps: Step[] = all.map(({ step }) => step);
      if (unique) steps.push({ kind: "unique", field: unique.name });
      return use({ asked, catalog, fields, steps, segment: setSql(asked.plan.set, names), passes: all.map(({ passes }) => passes), lasting, unique });
    });
  });
}

/** Who meets a condition now, and who does whatever they were sent. */
interface WhoMeets {
  readonly now: SetExpr;
  readonly lasting: SetExpr;
}

/** A condition that is none of the segment's. */
type Place = "permission" | "suppression";

const PLACES: Readonly<Record<Place, { readonly title: string; readonly mend: string }>> = {
  permission: { title: "Permission", mend: "Mend the permission of the destination." },
  suppression: { title: "Suppression list", mend: "Mend it on the page “Settings” of exports." },
};

/** What is wrong with a condition that the segment does not have is not told as the segment's. */
function fail(place: Place, error: unknown): never {
  if (!(error instanceof AppError && error.code === "invalid_definition")) throw error;
  const { title, mend } = PLACES[place];
  const problems = (error.problems ?? [error]).map(({ code, message, path = [], hint }): Problem => {
    return { code, message: `${title}: ${message}`, path: [place, ...path], hint: hint === undefined ? mend : `${hint} ${mend}` };
  });
  throw problemsError("invalid_destination", title, problems);
}

/** The customers who are left after so many steps, as one expression over bitmaps. */
export function leftAfter(scene: Scene, steps: number): Fragment {
  if (steps === 0) return scene.segment;
  if (steps <= scene.passes.length) return sql`(SELECT groupBitmapState(id) FROM customers WHERE ${rowsAfter(scene, steps)})`;
  const firsts = sql`(SELECT groupBitmapState(least) FROM (SELECT min(id) AS least FROM customers WHERE ${rowsAfter(lastingOf(scene), steps)} ${byUnique(scene)}))`;
  // Where the first of several may not be sent now, another with the same value is not sent either: it was sent already.
  return scene.lasting === undefined ? firsts : sql`bitmapAnd(${firsts}, ${leftAfter(scene, scene.passes.length)})`;
}

/** As though nobody had been sent anything. */
export function lastingOf(scene: Scene): Scene {
  return { ...scene, passes: scene.lasting ?? scene.passes, lasting: undefined };
}

/** Which rows of `customers` pass the first steps; `unique` is none of rows. */
export function rowsAfter({ segment, passes }: Scene, steps: number): Fragment {
  return join([sql`bitmapContains(${segment}, id)`, ...passes.slice(0, steps)], sql` AND `);
}

/** A group for each value, and one for each customer without. */
function byUnique({ unique }: Scene): Fragment {
  const value = unique?.value ?? sql`id`;
  return sql`GROUP BY ${value}, if(isNull(${value}), id, 0)`;
}

function understood({ fields, requirements, parameters }: Outline, catalog: Catalog): { readonly fields: readonly SentField[]; readonly rungs: readonly Rung[]; readonly unique: SentField | undefined } {
  const sent = sentFields(fields, catalog, parameters);
  const found = valueRungs(requirements, sent.fields, catalog);
  const problems: Problem[] = [...sent.problems, ...found.problems];
  const unique = sent.fields.find(({ name }) => name === requirements.unique);
  if (requirements.unique !== undefined && unique === undefined) {
    problems.push({
      code: "unknown_field",
      message: `There is no column ${JSON.stringify(requirements.unique)} that could be unique.`,
      path: ["unique"],
      hint: `Name one of ${sent.fields.map(({ name }) => name).join(", ")}.`,
    });
  }
  if (problems.length > 0) throw problemsError("invalid_destination", "The destination", problems);
  return { fields: sent.fields, rungs: found.rungs, unique };
}
