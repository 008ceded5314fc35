import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Path } from "../../errors.ts";
import type { Lint, SavedQuestion } from "../../results/lint.ts";
import type { SegmentStore } from "../../store/segments.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { asked, savedQuestion, toQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { receiptSchema } from "../schemas.ts";

const lintSchema: z.ZodType<Lint> = z
  .object({
    receipt: receiptSchema,
    findings: z
      .array(
        z.object({
          code: z.string().openapi({ description: "As `docs/api.md` tells them." }),
          message: z.string(),
          path: z.custom<Path>().openapi({ type: "array", items: { type: ["string", "integer"] }, description: "Of `where`." }),
          hint: z.string().exactOptional(),
          segment: z.object({ id: z.string(), name: z.string(), jaccard: z.number() }).exactOptional(),
        }),
      )
      .readonly(),
  })
  .openapi("Lint");

const lintRoute = createRoute({
  method: "post",
  path: "/segments/lint",
  summary: "What the data says against a condition",
  request: {
    body: body(
      z.strictObject({
        ...asked,
        compare: z.boolean().default(true).openapi({ description: "False: saved segments are not looked at, which takes less time." }),
        segment: z.string().optional().openapi({ description: "The id of the segment being edited: it is no duplicate of itself." }),
      }),
    ),
  },
  responses: { 200: json(lintSchema, "What is worth a look; none of it is an error."), ...refusals },
});

/** The latest changed: each of them may have to be computed anew. */
const MOST_COMPARED = 100;

export function lintRoutes({ audience, segments }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(lintRoute, async (c) => {
    const { segment, compare, ...given } = c.req.valid("json");
    const saved = compare ? await others(segments, segment, given.now) : [];
    return c.json(await audience.lint(toQuestion(given), saved, c.req.raw.signal), 200);
  });

  return routes;
}

async function others(store: SegmentStore, edited: string | undefined, now: string | undefined): Promise<SavedQuestion[]> {
  const { segments } = await store.list({ limit: MOST_COMPARED });
  return segments
    .filter(({ id }) => id !== edited)
    .map((one) => ({ id: one.id, name: one.name, question: savedQuestion(one, now) }));
}
