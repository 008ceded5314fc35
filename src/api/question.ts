import type { Question } from "../results/data.ts";
import { nowSchema, timeZoneSchema, whereSchema } from "./schemas.ts";

/** The fields of a body that asks about one condition. */
export const asked = {
  where: whereSchema,
  now: nowSchema.optional(),
  timeZone: timeZoneSchema.nullish(),
  ownTimeZone: timeZoneSchema.nullish().openapi({
    description: "The segment's own zone: it wins for the condition, and does not spread to segments that it refers to.",
  }),
};

/** The question that a saved segment asks. `now` left out: the present. */
export function savedQuestion({ where, timeZone }: { readonly where: unknown; readonly timeZone: string | null }, now?: string): Question {
  return { where, now, ownTimeZone: timeZone ?? undefined };
}

interface Posted {
  readonly where?: unknown;
  readonly now?: string | undefined;
  readonly timeZone?: string | null | undefined;
  readonly ownTimeZone?: string | null | undefined;
}

/** The question that such a body asks. */
export function toQuestion({ where, now, timeZone, ownTimeZone }: Posted): Question {
  return { where, now, timeZone: timeZone ?? undefined, ownTimeZone: ownTimeZone ?? undefined };
}
