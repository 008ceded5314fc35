import { z } from "@hono/zod-openapi";
import type { Path } from "../errors.ts";
import type { Compared } from "../results/comparing.ts";
import type { SegmentStore } from "../store/segments.ts";
import { savedQuestion, toQuestion } from "./question.ts";
import { nowSchema, timeZoneSchema } from "./schemas.ts";

/** The fields of a body that names several definitions: when and where all of them are judged. */
export const sharedFields = { now: nowSchema.optional(), timeZone: timeZoneSchema.nullish() };

/** The fields of one of several definitions. */
export const definitionFields = {
  where: z.unknown().optional().openapi({ type: "object", description: "A condition, as `docs/language.md` describes it." }),
  segment: z.string().optional().openapi({ description: "The id of a saved segment, instead of `where`." }),
  ownTimeZone: timeZoneSchema.nullish().openapi({ description: "With `where`: the segment's own zone, which wins for it." }),
};

/** Of both fields one is given. */
export const onlyOne = (given: { readonly where?: unknown; readonly segment?: string | undefined }): boolean =>
  (given.where === undefined) !== (given.segment === undefined);
export const ONE = "expected either `where` or `segment`";

/** A definition that is given or saved. */
export const oneDefinition = z.strictObject(definitionFields).refine(onlyOne, ONE);

export interface GivenDefinition {
  readonly where?: unknown;
  readonly segment?: string | undefined;
  readonly name?: string | undefined;
  readonly ownTimeZone?: string | null | undefined;
}

export interface SharedGiven {
  readonly now?: string | undefined;
  readonly timeZone?: string | null | undefined;
}

/** The question that is asked by a definition, with the name of the segment. @throws AppError `not_found` when there is no such segment */
export async function toCompared(
  segments: SegmentStore,
  given: GivenDefinition,
  at: Path,
  { now, timeZone }: SharedGiven,
): Promise<Compared & { readonly name: string | undefined }> {
  if (given.segment === undefined) {
    return { name: given.name, question: toQuestion({ ...given, now, timeZone }), at: [...at, "where"] };
  }
  const saved = await segments.get(given.segment);
  const question = { ...savedQuestion(saved, now), timeZone: timeZone ?? undefined };
  return { name: given.name ?? saved.name, question, at: [...at, "segment"] };
}
