/** Where in a definition, a request or a file something is wrong: object keys and array indexes from the root. */
export type Path = readonly (string | number)[];

/** One mistake that the caller can mend. `code` is stable and snake_case, `hint` says what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly path?: Path;
  readonly hint?: string;
}

/** An error as every caller sees it: HTTP, `--json`, NDJSON lines and histories. */
export interface ErrorBody extends Problem {
  readonly problems?: readonly Problem[];
}

export interface AppErrorOptions {
  readonly path?: Path | undefined;
  readonly hint?: string | undefined;
  /** Every problem found, when there is more than one thing to mend. */
  readonly problems?: readonly Problem[] | undefined;
  readonly cause?: unknown;
}

/** A failure that the caller can understand and mend. Everything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: string;
  readonly path: Path | undefined;
  readonly hint: string | undefined;
  readonly problems: readonly Problem[] | undefined;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.path = options.path;
    this.hint = options.hint;
    this.problems = options.problems;
  }

  toJSON(): { error: ErrorBody } {
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(this.path && { path: this.path }),
        ...(this.hint && { hint: this.hint }),
        ...(this.problems && { problems: this.problems }),
      },
    };
  }
}

/** Undefined where what was asked for is not there: `AppError("not_found")`. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}

/** One error for all the problems of a thing: alone, a problem speaks for itself. */
export function problemsError(code: string, thing: string, problems: readonly Problem[]): AppError {
  const [first] = problems;
  invariant(first !== undefined, "an error needs a problem");
  const alone = problems.length === 1;
  return new AppError(code, alone ? first.message : `${thing} has ${problems.length} problems.`, {
    path: first.path,
    hint: alone ? first.hint : "Mend what `problems` names.",
    problems,
  });
}

/** States what must hold whatever the caller does. A failure is a bug in Coterie. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

/** Ends a `switch` over a union, so that a new member is a type error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
