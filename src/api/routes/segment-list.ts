import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { SEGMENT_SORTS, type SegmentListOptions } from "../../store/segment-list.ts";
import type { SizeThen } from "../../store/segment-sizes.ts";
import { MOST_TAGS } from "../../store/tag-rows.ts";
import type { AppContext } from "../context.ts";
import { receiptsById } from "../counted.ts";
import type { ApiEnv } from "../env.ts";
import { timingSchema } from "../export-schemas.ts";
import { savedQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { statusSchema } from "../run-answers.ts";
import { instant, problemSchema, receiptSchema, segmentFields } from "../schemas.ts";
import { type ListedSegmentAnswer, listedAnswers } from "../segment-answers.ts";

const then = { at: instant, count: z.int() };
const sizeThenSchema: z.ZodType<SizeThen> = z.object(then);

const listedSegmentSchema: z.ZodType<ListedSegmentAnswer> = z
  .object({
    ...segmentFields,
    problems: z.array(problemSchema).readonly().openapi({ description: "Why it needs repair, up to five; none: it does not." }),
    size: z
      .object({ ...then, base: z.int(), share: z.number() })
      .nullable()
      .openapi({ description: "As of its last refresh; null when it was never refreshed as it is now." }),
    exports: z.object({
      last: z
        .object({ run: z.string(), destination: z.string(), status: statusSchema, at: instant })
        .nullable()
        .openapi({ description: "The newest run, with the name of its destination and when it was asked for; null: there is none." }),
      schedules: z
        .array(z.object({ id: z.string(), destination: z.string(), timing: timingSchema, paused: z.boolean() }))
        .readonly()
        .openapi({ description: "Each with the name of its destination." }),
    }),
    line: z.array(sizeThenSchema).readonly().openapi({ description: "The last refresh of each day, of 30 days, the oldest first." }),
  })
  .openapi("ListedSegment");

const listRoute = createRoute({
  method: "get",
  path: "/segments",
  summary: "The saved segments, with what is known of their sizes and exports",
  request: {
    query: z.strictObject({
      search: z.string().max(1000).optional().openapi({ description: "Words that name or sentence must hold." }),
      tags: z
        .string()
        .max(100 * MOST_TAGS)
        .transform((text) => text.split(","))
        .pipe(z.array(z.string()).max(MOST_TAGS))
        .optional()
        .openapi({ type: "string", description: "Ids of tags between commas, all of which a segment must have." }),
      owner: z
        .enum(["me", "shared", "others"])
        .optional()
        .openapi({ description: "`shared`: others, who have invited you. Left out: whoever it is." }),
      sort: z.enum(SEGMENT_SORTS).optional().openapi({ description: "Left out: `modified`; `size` is that of the last refresh, `exported` when it last was." }),
      order: z.enum(["asc", "desc"]).optional().openapi({ description: "Left out: `desc`. What has no size, no tags or no export stands last." }),
      cursor: z.string().optional(),
    }),
  },
  responses: {
    200: json(
      z.object({
        segments: z.array(listedSegmentSchema).readonly(),
        total: z.int().openapi({ description: "How many there are on all pages." }),
        next: z.string().nullable(),
      }),
      "A page of 50.",
    ),
    ...refusals,
  },
});

const countsRoute = createRoute({
  method: "post",
  path: "/segments/counts",
  summary: "How many customers are in each of several saved segments, all at once",
  request: { body: body(z.strictObject({ segments: z.array(z.string().max(100)).max(100).openapi({ description: "Ids of segments." }) })) },
  responses: {
    200: json(
      z.object({ counts: z.record(z.string(), receiptSchema).openapi({ description: "By the id of the segment." }) }),
      "Exact numbers, of one instant, of all that there are and that need no repair.",
    ),
    ...refusals,
  },
});

export function segmentListRoutes(context: AppContext): OpenAPIHono<ApiEnv> {
  const { segments, audience } = context;
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => {
    const { owner, ...query } = c.req.valid("query");
    const { id } = c.get("user");
    const { segments: page, ...rest } = await segments.list({ ...query, owner: owner && whose(owner, id) });
    return c.json({ segments: await listedAnswers(context, page), ...rest }, 200);
  });

  routes.openapi(countsRoute, async (c) => {
    const asked = await segments.many(c.req.valid("json").segments);
    const compared = asked.map((one) => ({ question: savedQuestion(one), at: [one.id] }));
    return c.json({ counts: receiptsById(asked, await audience.counts(compared, c.req.raw.signal)) }, 200);
  });

  return routes;
}

function whose(owner: "me" | "shared" | "others", user: string): SegmentListOptions["owner"] {
  switch (owner) {
    case "me":
      return { is: user };
    case "shared":
      return { invited: user };
    case "others":
      return { isNot: user };
  }
}
