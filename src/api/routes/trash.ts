import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Uses } from "../../store/uses.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { timingSchema } from "../export-schemas.ts";
import { body, idParam, json, missing, refusals } from "../responses.ts";
import { deletedSegmentSchema, segmentSchema } from "../schemas.ts";
import { answer, answers } from "../segment-answers.ts";
import { tellPeople } from "../tell-people.ts";
import { askers, namedSchema } from "../uses-schema.ts";

const trashRoute = createRoute({
  method: "get",
  path: "/segments/trash",
  summary: "The deleted segments, the latest first",
  request: { query: z.strictObject({ cursor: z.string().optional() }) },
  responses: {
    200: json(
      z.object({
        segments: z.array(deletedSegmentSchema).readonly(),
        total: z.int().openapi({ description: "How many there are on all pages." }),
        next: z.string().nullable(),
      }),
      "A page of 50.",
    ),
    ...refusals,
  },
});

const restoreRoute = createRoute({
  method: "post",
  path: "/segments/{id}/restore",
  summary: "Bring a segment back from the trash",
  request: { params: idParam },
  responses: { 200: json(segmentSchema, "The segment, as it was."), ...refusals, ...missing },
});

const usesSchema: z.ZodType<Uses> = z
  .object({
    ...askers,
    featured: namedSchema.openapi({ description: "By the ids of the segments; they are gone with them, and come back with them." }),
    schedules: z
      .array(
        z.object({
          id: z.string(),
          destination: z.string().openapi({ description: "The name of its destination." }),
          of: z.string().openapi({ description: "The name of the segment or card that it exports." }),
          own: z.boolean().openapi({ description: "Whether that is one of the segments; else it uses them, itself or by others." }),
          paused: z.boolean(),
          timing: timingSchema,
        }),
      )
      .readonly(),
  })
  .openapi("SegmentUses");

const usesRoute = createRoute({
  method: "get",
  path: "/segments/{id}/uses",
  summary: "What uses a segment",
  request: { params: idParam },
  responses: {
    200: json(usesSchema, "Each kind by name."),
    ...refusals,
    ...missing,
  },
});

const several = z.strictObject({ segments: z.array(z.string().max(100)).min(1).max(1_000).openapi({ description: "Ids of segments." }) });

const usesOfManyRoute = createRoute({
  method: "post",
  path: "/segments/uses",
  summary: "What uses one of several segments",
  request: { body: body(several) },
  responses: { 200: json(usesSchema, "Each kind by name."), ...refusals },
});

const deleteManyRoute = createRoute({
  method: "post",
  path: "/segments/delete",
  summary: "Delete several segments",
  request: { body: body(several) },
  responses: { 204: { description: "They are in the trash: all, or when one is not there, none." }, ...refusals, ...missing },
});

/** Deleting with care: what a segment is used by, and the way back. */
export function trashRoutes(context: Pick<AppContext, "catalog" | "segments" | "people" | "telling">): OpenAPIHono<ApiEnv> {
  const { segments } = context;
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(trashRoute, async (c) => {
    const { segments: page, ...rest } = await segments.trash(c.req.valid("query"));
    return c.json({ segments: await answers(context, page), ...rest }, 200);
  });

  routes.openapi(restoreRoute, async (c) => c.json(await answer(context, await segments.restore(c.req.valid("param").id)), 200));

  routes.openapi(usesRoute, async (c) => {
    const { id } = await segments.get(c.req.valid("param").id);
    return c.json(await segments.uses([id]), 200);
  });

  routes.openapi(usesOfManyRoute, async (c) => c.json(await segments.uses(c.req.valid("json").segments), 200));

  routes.openapi(deleteManyRoute, async (c) => {
    const { segments: ids } = c.req.valid("json");
    await segments.remove(ids);
    await tellPeople(context, "segment_deleted", ids, c.get("user"));
    return c.body(null, 204);
  });

  return routes;
}
