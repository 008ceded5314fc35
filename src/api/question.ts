import type { Circumstances, Checked } from "../segment/checked.ts";
import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import type { Question } from "../results/data.ts";
import type { AppContext } from "./context.ts";
import { withProblems } from "./errors.ts";

/** What a caller asks, before the definition was looked at. */
export interface Asked {
  readonly where: unknown;
  readonly now?: string | undefined;
  readonly timeZone?: string | null | undefined;
}

type Sources = Pick<AppContext, "catalog" | "clock" | "timeZone">;

/** Checks the definition. Throws `AppError("invalid_definition")` with all problems, their paths from its root. */
export function toQuestion(context: Sources, asked: Asked): Question {
  return { where: checked(context, asked), now: asked.now, timeZone: asked.timeZone ?? undefined };
}

/** The condition, when it has no problems. Throws as `toQuestion`. */
export function checked(context: Sources, asked: Asked): Condition {
  const { condition, problems } = judge(context, asked);
  if (condition === undefined) throw withProblems("invalid_definition", "The definition", problems);
  return condition;
}

export function judge(context: Sources, asked: Asked): Checked {
  return check(asked.where, circumstances(context, asked));
}

function circumstances({ catalog, clock, timeZone }: Sources, asked: Asked): Circumstances {
  return {
    catalog: catalog(),
    now: asked.now === undefined ? clock() : Date.parse(asked.now),
    timeZone: asked.timeZone ?? timeZone(),
  };
}
