import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { problemsError } from "../../errors.ts";
import { check } from "../../segment/check.ts";
import { describe } from "../../segment/describe.ts";
import type { SegmentDraft } from "../../store/revisions.ts";
import { MOST_TAGS } from "../../store/tag-rows.ts";
import type { User } from "../auth.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { copySchedules } from "../copy-schedules.ts";
import { choiceText, columnsText, csvAnswer, fileResponse } from "../members-file.ts";
import { savedQuestion } from "../question.ts";
import { body, conflicting, idParam, json, missing, refusals } from "../responses.ts";
import { sizeAtSave } from "../saved-size.ts";
import { answer } from "../segment-answers.ts";
import { tellPeople } from "../tell-people.ts";
import { lineSchema, nowSchema, segmentSchema, timeZoneSchema, whereSchema } from "../schemas.ts";

const draft = {
  name: lineSchema(200),
  where: whereSchema,
  timeZone: timeZoneSchema.nullish(),
};

const createSegmentRoute = createRoute({
  method: "post",
  path: "/segments",
  summary: "Save a new segment",
  request: {
    body: body(
      z.strictObject({
        ...draft,
        tags: z.array(z.string().max(100)).max(MOST_TAGS).default([]).openapi({ description: "Ids of the tags that it gets." }),
        copyOf: z
          .string()
          .max(100)
          .optional()
          .openapi({ description: "The id of a segment whose scheduled exports it gets, paused: those to destinations that you may use." }),
      }),
    ),
  },
  responses: { 201: json(segmentSchema, "The segment, at revision 1."), ...refusals },
});

const getRoute = createRoute({
  method: "get",
  path: "/segments/{id}",
  summary: "One segment",
  request: { params: idParam },
  responses: { 200: json(segmentSchema, "The segment."), ...refusals, ...missing },
});

const updateRoute = createRoute({
  method: "put",
  path: "/segments/{id}",
  summary: "Save a segment again",
  request: {
    params: idParam,
    body: body(
      z.strictObject({
        ...draft,
        revision: z.int().min(1).max(2 ** 31 - 2).openapi({ description: "The revision on which this stands." }),
      }),
    ),
  },
  responses: { 200: json(segmentSchema, "The segment, one revision on."), ...refusals, ...missing, ...conflicting },
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/segments/{id}",
  summary: "Delete a segment",
  request: {
    params: idParam,
    query: z.strictObject({
      forever: z.literal("true").optional().openapi({ description: "Deletes for good what is in the trash." }),
    }),
  },
  responses: {
    204: { description: "It is in the trash, and nothing of it is lost; or gone for good." },
    ...refusals,
    ...missing,
    ...conflicting,
  },
});

const csvRoute = createRoute({
  method: "get",
  path: "/segments/{id}/members.csv",
  summary: "The members of a saved segment, as CSV",
  request: {
    params: idParam,
    query: z.strictObject({ now: nowSchema.optional(), columns: columnsText.optional(), ...choiceText }),
  },
  responses: { 200: csvAnswer, ...refusals, ...missing },
});

export function segmentRoutes(context: AppContext): OpenAPIHono<ApiEnv> {
  const { segments, audience, memberships } = context;
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(createSegmentRoute, async (c) => {
    const { tags, copyOf, ...rest } = c.req.valid("json");
    const saved = await segments.create(await toDraft(context, rest, c.get("user"), c.req.raw.signal), tags);
    if (copyOf !== undefined) await copySchedules(context, copyOf, saved.id, c.get("user"));
    return c.json(await answer(context, saved), 201);
  });

  routes.openapi(getRoute, async (c) => c.json(await answer(context, await segments.get(c.req.valid("param").id)), 200));

  routes.openapi(updateRoute, async (c) => {
    const { revision, ...rest } = c.req.valid("json");
    const { id } = c.req.valid("param");
    const saved = await segments.update(id, revision, await toDraft(context, rest, c.get("user"), c.req.raw.signal, id));
    await tellPeople(context, "segment_changed", [id], c.get("user"));
    return c.json(await answer(context, saved), 200);
  });

  routes.openapi(deleteRoute, async (c) => {
    const { id } = c.req.valid("param");
    if (c.req.valid("query").forever === undefined) {
      await segments.remove([id]);
      await tellPeople(context, "segment_deleted", [id], c.get("user"));
    } else {
      await memberships.erase(id);
    }
    return c.body(null, 204);
  });

  routes.openapi(csvRoute, async (c) => {
    const { now, columns, sort, search } = c.req.valid("query");
    const saved = await segments.get(c.req.valid("param").id);
    const file = await audience.file(savedQuestion(saved, now), { format: "csv", columns, sort, search }, c.req.raw.signal);
    return fileResponse(c.env, file, saved.name, "csv");
  });

  return routes;
}

interface Posted {
  readonly name: string;
  readonly where?: unknown;
  readonly timeZone?: string | null | undefined;
}

/** What is saved: only a definition without problems, with its sentence and size of today. `id` is that of the segment that is saved again. */
async function toDraft(
  context: AppContext,
  { name, where, timeZone = null }: Posted,
  { id: author }: User,
  signal: AbortSignal,
  id?: string,
): Promise<SegmentDraft> {
  const { destinations, ...found } = await context.segments.referred([where]);
  const segments = new Map(found.segments);
  if (id !== undefined) segments.set(id, { id, name, where, timeZone: timeZone ?? undefined });
  const workspaceZone = context.timeZone();
  const circumstances = {
    catalog: context.catalog(),
    now: context.clock(),
    timeZone: timeZone ?? workspaceZone,
    workspaceZone,
    segments,
    destinations,
  };
  const { condition, problems } = check(where, circumstances);
  if (condition === undefined) throw problemsError("invalid_definition", "The definition", problems);
  const sentence = describe(condition, circumstances.catalog, { segments, destinations, timeZone: timeZone ?? undefined });
  const size = await sizeAtSave(context, savedQuestion({ where: condition, timeZone }), signal);
  return { name, where: condition, timeZone, sentence, author, size };
}
