import type { Catalog } from "../catalog/types.ts";
import { AppError, type Path, problemsError } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { checked, type Timed, type Workbench } from "./audience.ts";
import type { Clock } from "./clock.ts";
import type { Question } from "./data.ts";

/** A question among others. */
export interface Compared {
  readonly question: Question;
  /** Where its definition stands in what the caller sent: the paths of its problems begin with it. */
  readonly at: Path;
}

export const EVERYONE: Condition = { kind: "all", of: [] };

/** Everyone, at the instant and in the zone of another question. */
export function everyoneBeside({ question }: Compared): Compared {
  return { question: { ...question, where: EVERYONE }, at: [] };
}

/**
 * Checks several questions and answers them together: on the same data and, where they name none, at the same instant.
 *
 * @throws AppError `invalid_definition` with all problems of the first question that has some, `invalid_now`
 */
export function comparing<T>(
  bench: Workbench,
  compared: readonly Compared[],
  signal: AbortSignal | undefined,
  use: (asked: readonly Timed[], catalog: Catalog) => Promise<T>,
): Promise<T> {
  return comparingEach(bench, compared, signal, (asked, catalog) => {
    const accepted = asked.map((one) => {
      if (one instanceof AppError) throw one;
      return one;
    });
    return use(accepted, catalog);
  });
}

/** As `comparing`, but a question that is refused does not keep the others from being answered: its error stands in its place. */
export function comparingEach<T>(
  bench: Workbench,
  compared: readonly Compared[],
  signal: AbortSignal | undefined,
  use: (asked: readonly (Timed | AppError)[], catalog: Catalog) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const present = bench.clock.now();
  const clock: Clock = { now: () => present, timeZone: bench.clock.timeZone };
  return bench.storage.read(async (catalog) => {
    const asked: (Timed | AppError)[] = [];
    for (const { question, at } of compared) {
      try {
        asked.push({ ...(await checked(bench, question, catalog, clock, signal)), startedAt });
      } catch (error) {
        if (!isRefusal(error)) throw error;
        asked.push(placed(error, at));
      }
    }
    return use(asked, catalog);
  });
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code.startsWith("invalid_");
}

function placed(error: AppError, at: Path): AppError {
  if (!error.problems) return error;
  const problems = error.problems.map((problem) => ({ ...problem, path: [...at, ...(problem.path ?? [])] }));
  return problemsError(error.code, "The definition", problems);
}
