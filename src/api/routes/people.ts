import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import { MOST_PEOPLE, type SegmentPeople } from "../../store/people.ts";
import type { User } from "../auth.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { body, idParam, json, missing, refusals } from "../responses.ts";

const access = z.enum(["view", "edit"]);

const peopleSchema: z.ZodType<SegmentPeople> = z
  .object({
    owner: z.object({ id: z.string(), name: z.string() }),
    people: z
      .array(z.object({ id: z.string(), name: z.string(), access }))
      .readonly()
      .openapi({ description: "Who is invited, by name." }),
  })
  .openapi("SegmentPeople");

const readRoute = createRoute({
  method: "get",
  path: "/segments/{id}/people",
  summary: "Whose a segment is, and who is invited to it",
  request: { params: idParam },
  responses: { 200: json(peopleSchema, "Owner and people."), ...refusals, ...missing },
});

const replaceRoute = createRoute({
  method: "put",
  path: "/segments/{id}/people",
  summary: "Choose who is invited to a segment, and whose it is",
  description: "Only its owner and administrators may.",
  request: {
    params: idParam,
    body: body(
      z.strictObject({
        owner: z.string().max(100).optional().openapi({ description: "The id of a user; left out: the owner stays." }),
        people: z.array(z.strictObject({ id: z.string().max(100), access })).max(MOST_PEOPLE).openapi({ description: "All who are invited." }),
      }),
    ),
  },
  responses: { 200: json(peopleSchema, "Owner and people, as they are now."), ...refusals, ...missing },
});

/** Whose segments are, and who is invited to them. */
export function peopleRoutes({ people }: Pick<AppContext, "people">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(readRoute, async (c) => c.json(await people.read(c.req.valid("param").id), 200));

  routes.openapi(replaceRoute, async (c) => {
    const { id } = c.req.valid("param");
    requireOwner(await people.read(id), c.get("user"));
    return c.json(await people.replace(id, c.req.valid("json")), 200);
  });

  return routes;
}

function requireOwner({ owner }: SegmentPeople, { id, role }: User): void {
  if (owner.id === id || role === "administrator") return;
  throw new AppError("forbidden", `This segment is ${owner.name}’s.`, { hint: `Ask ${owner.name}, or an administrator, to change who is invited.` });
}
