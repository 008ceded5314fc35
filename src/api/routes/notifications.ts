import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Notification } from "../../store/notifications.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { json, refusals } from "../responses.ts";
import { instant } from "../schemas.ts";

const noticeSchema: z.ZodType<Notification["about"]> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["export_failed", "export_held"]),
    run: z.string().nullable().openapi({ description: "Null: a run that was due could not be made." }),
    name: z.string(),
    destination: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
  }),
  z.object({ kind: z.enum(["segment_changed", "segment_deleted"]), segment: z.string(), name: z.string(), by: z.string() }),
]);

const notificationSchema = z.object({
  id: z.string(),
  about: noticeSchema,
  createdAt: instant,
  readAt: instant.nullable(),
  finished: z.boolean().openapi({ description: "Whether the run that it tells of has finished since." }),
});

const listRoute = createRoute({
  method: "get",
  path: "/notifications",
  summary: "What who asks is told of, the newest first",
  request: { query: z.strictObject({ cursor: z.string().optional() }) },
  responses: {
    200: json(
      z.object({
        notifications: z.array(notificationSchema).readonly(),
        unread: z.int(),
        next: z.string().nullable(),
      }),
      "A page of 30.",
    ),
    ...refusals,
  },
});

const readRoute = createRoute({
  method: "post",
  path: "/notifications/read",
  summary: "All that who asks has by now are read",
  responses: { 204: { description: "None is unread." }, ...refusals },
});

/** What people are told of in the page. */
export function notificationRoutes({ notifications }: Pick<AppContext, "notifications">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => {
    const { id } = c.get("user");
    return c.json({ ...(await notifications.list(id, c.req.valid("query"))), unread: await notifications.unread(id) }, 200);
  });

  routes.openapi(readRoute, async (c) => {
    await notifications.readAll(c.get("user").id);
    return c.body(null, 204);
  });

  return routes;
}
