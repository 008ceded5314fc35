import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { MOST_TAGS } from "../../store/tag-rows.ts";
import type { CountedTag } from "../../store/tags.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { body, conflicting, idParam, json, missing, refusals } from "../responses.ts";
import { lineSchema, tagColorSchema, tagSchema } from "../schemas.ts";

const countedTagSchema: z.ZodType<CountedTag> = z
  .object({
    id: z.string(),
    name: z.string(),
    color: tagColorSchema,
    segments: z.int().openapi({ description: "How many segments have it." }),
  })
  .openapi("CountedTag");

const name = lineSchema(50).openapi({ description: "No two tags have the same name, in any letter case." });

const listRoute = createRoute({
  method: "get",
  path: "/tags",
  summary: "The tags of segments, by name",
  responses: { 200: json(z.object({ tags: z.array(countedTagSchema).readonly() }), "All tags."), ...refusals },
});

const createTagRoute = createRoute({
  method: "post",
  path: "/tags",
  summary: "Make a tag",
  request: {
    body: body(z.strictObject({ name, color: tagColorSchema.optional().openapi({ description: "Left out: one that few tags have." }) })),
  },
  responses: { 201: json(countedTagSchema, "The tag."), ...refusals, ...conflicting },
});

const changeRoute = createRoute({
  method: "put",
  path: "/tags/{id}",
  summary: "Rename a tag, or give it another colour",
  request: { params: idParam, body: body(z.strictObject({ name, color: tagColorSchema })) },
  responses: { 200: json(countedTagSchema, "The tag, as it is now."), ...refusals, ...missing, ...conflicting },
});

const mergeRoute = createRoute({
  method: "post",
  path: "/tags/{id}/merge",
  summary: "Merge a tag into another one",
  request: { params: idParam, body: body(z.strictObject({ into: z.string().max(100) })) },
  responses: { 200: json(countedTagSchema, "The other tag, which the segments of both have now."), ...refusals, ...missing },
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/tags/{id}",
  summary: "Delete a tag: no segment has it any more",
  request: { params: idParam },
  responses: { 204: { description: "It is gone; the segments are as they were." }, ...refusals, ...missing },
});

const tagIds = z.array(z.string().max(100)).max(MOST_TAGS).openapi({ description: "Ids of tags." });

const replaceRoute = createRoute({
  method: "put",
  path: "/segments/{id}/tags",
  summary: "Choose the tags of a segment",
  request: { params: idParam, body: body(z.strictObject({ tags: tagIds })) },
  responses: { 200: json(z.object({ tags: z.array(tagSchema).readonly() }), "Its tags, by name."), ...refusals, ...missing },
});

const manyRoute = createRoute({
  method: "post",
  path: "/segments/tags",
  summary: "Give tags to many segments, and take tags from them",
  request: {
    body: body(
      z.strictObject({
        segments: z.array(z.string().max(100)).max(1_000).openapi({ description: "Ids of segments." }),
        add: tagIds.default([]),
        remove: tagIds.default([]),
      }),
    ),
  },
  responses: { 204: { description: "Done for all; when something was refused, for none." }, ...refusals, ...missing },
});

/** Tags, and which segments have them. */
export function tagRoutes({ tags }: Pick<AppContext, "tags">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => c.json({ tags: await tags.list() }, 200));
  routes.openapi(createTagRoute, async (c) => c.json(await tags.create(c.req.valid("json")), 201));
  routes.openapi(changeRoute, async (c) => c.json(await tags.change(c.req.valid("param").id, c.req.valid("json")), 200));
  routes.openapi(mergeRoute, async (c) => c.json(await tags.merge(c.req.valid("param").id, c.req.valid("json").into), 200));
  routes.openapi(replaceRoute, async (c) => c.json({ tags: await tags.replace(c.req.valid("param").id, c.req.valid("json").tags) }, 200));

  routes.openapi(deleteRoute, async (c) => {
    await tags.remove(c.req.valid("param").id);
    return c.body(null, 204);
  });

  routes.openapi(manyRoute, async (c) => {
    const { segments, ...changed } = c.req.valid("json");
    await tags.tagMany(segments, changed);
    return c.body(null, 204);
  });

  return routes;
}
