import { z } from "@hono/zod-openapi";
import type { Path, Problem } from "../errors.ts";
import type { MembersPage } from "../results/audience.ts";
import type { Breakdown } from "../results/breakdown.ts";
import type { Cell } from "../results/data.ts";
import type { ProfileEvent } from "../results/profile.ts";
import type { Findings } from "../results/question.ts";
import type { Receipt } from "../results/receipt.ts";
import type { ReadDefinition } from "../results/sentence.ts";
import { isTimeZone } from "../segment/day.ts";
import type { DeletedSegment, Segment } from "../store/segment-rows.ts";
import type { Revision } from "../store/revisions.ts";
import { TAG_COLORS } from "../store/tag-colors.ts";
import type { Tag } from "../store/tag-rows.ts";
import type { Role } from "../store/administrator.ts";

/** A definition's tree. Its own checker judges it, so that all mistakes are told at once and in its words. */
export const whereSchema = z
  .unknown()
  .refine((value) => value !== undefined)
  .openapi({ type: "object", description: "A condition, as `docs/language.md` describes it." });

export const nowSchema = z.iso
  .datetime({ offset: true, error: "expected RFC 3339 with an offset, such as 2026-03-01T00:00:00Z" })
  .openapi({ description: "The instant for which is asked; left out: the present." });

export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "expected the IANA name of a time zone, such as Europe/Berlin")
  .openapi({ description: "The zone in which days are meant; left out: the workspace's." });

export const problemSchema: z.ZodType<Problem> = z
  .object({
    code: z.string().openapi({ description: "Stable, snake_case." }),
    message: z.string(),
    path: z.custom<Path>().exactOptional().openapi({ type: "array", items: { type: ["string", "integer"] } }),
    hint: z.string().exactOptional().openapi({ description: "What to do." }),
  })
  .openapi("Problem");

export const findingsSchema: z.ZodType<Findings> = z
  .object({
    problems: z.array(problemSchema).readonly(),
    warnings: z.array(problemSchema).readonly(),
    sentence: z.string().nullable().openapi({ description: "The full one; null, as the short one, while there are problems." }),
    short: z.string().nullable().openapi({ description: "For screens: it leaves out values and conditions, and says how many." }),
  })
  .openapi("Findings");

export const readDefinitionSchema: z.ZodType<ReadDefinition> = z
  .object({
    where: z.custom<ReadDefinition["where"]>().openapi({ type: "object" }),
    timeZone: z.string().exactOptional().openapi({ description: "The definition's own, where the sentence tells one." }),
  })
  .openapi("ReadDefinition");

export const errorSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      path: z.array(z.union([z.string(), z.number()])).optional(),
      hint: z.string().optional(),
      problems: z.array(problemSchema).optional(),
    }),
  })
  .openapi("Error");

export const instant = z.iso.datetime().openapi({ description: "RFC 3339, UTC." });
export const zone = z.string().openapi({ description: "IANA name." });
const person = z.object({ id: z.string(), name: z.string() });
export const roleSchema: z.ZodType<Role> = z.enum(["administrator", "member"]);

/** One line of text, such as a name. */
export function lineSchema(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, "control characters, also of the direction of reading, are not allowed")
    .regex(/^$|[^\p{Cf}\p{Z}]/u, "nothing of it can be seen");
}

export const cell = z
  .custom<Cell>()
  .openapi("Cell", {
    type: ["string", "number", "boolean", "array", "object", "null"],
    description: "The value of an attribute: days as YYYY-MM-DD, instants as RFC 3339 UTC, unknown as null.",
  });

export const receiptSchema: z.ZodType<Receipt> = z
  .object({
    count: z.int(),
    base: z.int().openapi({ description: "How many customers there are." }),
    share: z.number(),
    definitionHash: z.string(),
    dataVersion: z.int(),
    now: instant,
    timeZone: zone,
    evaluatedAt: instant,
    elapsedMs: z.number(),
  })
  .openapi("Receipt");

const nodeCount = z.int().nullable();

export const breakdownSchema: z.ZodType<Breakdown> = z
  .object({
    receipt: receiptSchema,
    nodes: z
      .array(
        z.object({
          path: z.custom<Path>().openapi({ type: "array", items: { type: ["string", "integer"] }, description: "Of `where`." }),
          alone: nodeCount.openapi({ description: "Who meets this node; null, as the others, when it is off." }),
          after: nodeCount.openapi({ description: "Who is in when the definition is read down to this node and no further." }),
          without: nodeCount.openapi({ description: "Who would be in were this node off." }),
        }),
      )
      .readonly()
      .openapi({ description: "Every group, negation and condition, in the order of reading, the whole first." }),
  })
  .openapi("Breakdown");

export const columnSchema = z.object({
  name: z.string(),
  type: z.string().openapi({ example: "{price:number,product:text}[]" }),
});

export const membersPageSchema: z.ZodType<MembersPage> = z
  .object({
    receipt: receiptSchema,
    found: z.int().openapi({ description: "How many there are on all pages: without a search all who are in." }),
    columns: z.array(columnSchema).readonly(),
    rows: z.array(z.object({ key: z.string(), values: z.array(cell).readonly() })).readonly(),
    next: z.string().nullable().openapi({ description: "The cursor of the next page; null after the last." }),
  })
  .openapi("MembersPage");

export const tagColorSchema = z.enum(TAG_COLORS);

export const tagSchema: z.ZodType<Tag> = z.object({ id: z.string(), name: z.string(), color: tagColorSchema }).openapi("Tag");

/** A saved segment as it is answered. */
export interface SegmentAnswer extends Segment {
  /** The short sentence, in the words of today. */
  readonly short: string;
}

export const segmentFields = {
  id: z.string(),
  name: z.string(),
  where: z.custom<Segment["where"]>().openapi({ type: "object" }),
  timeZone: zone.nullable(),
  revision: z.int(),
  sentence: z.string().openapi({ description: "The full one, as of this revision." }),
  short: z.string().openapi({ description: "For screens: it leaves out values and conditions, and says how many." }),
  owner: person,
  tags: z.array(tagSchema).readonly(),
  createdAt: instant,
  updatedAt: instant,
};

export const segmentSchema: z.ZodType<SegmentAnswer> = z.object(segmentFields).openapi("Segment");

export interface DeletedSegmentAnswer extends SegmentAnswer, Pick<DeletedSegment, "deletedAt"> {}

export const deletedSegmentSchema: z.ZodType<DeletedSegmentAnswer> = z
  .object({ ...segmentFields, deletedAt: instant })
  .openapi("DeletedSegment");

export const revisionSchema: z.ZodType<Revision> = z
  .object({
    revision: z.int(),
    name: z.string(),
    where: z.custom<Revision["where"]>().openapi({ type: "object" }),
    timeZone: zone.nullable(),
    sentence: z.string(),
    author: person,
    createdAt: instant,
    size: z
      .object({ count: z.int(), base: z.int(), at: instant })
      .nullable()
      .openapi({ description: "As it was saved, or when it was refreshed first; null: it was counted at neither." }),
  })
  .openapi("Revision");

export const eventSchema: z.ZodType<ProfileEvent> = z.object({
  event: z.string(),
  time: instant,
  properties: z.record(z.string(), cell),
});
