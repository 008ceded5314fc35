import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Contained } from "../../results/contains.ts";
import { MOST_TEST_PEOPLE } from "../../store/test-people.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { asked, toQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { instant } from "../schemas.ts";

const keys = z.array(z.string().min(1).max(1_000)).max(MOST_TEST_PEOPLE).openapi({ description: "Keys of customers, each once." });
const answer = json(z.object({ customers: z.array(z.string()).readonly() }), "Their keys, in order.");

const readRoute = createRoute({
  method: "get",
  path: "/test-people",
  summary: "The customers whom you watch while you edit segments",
  responses: { 200: answer, ...refusals },
});

const replaceRoute = createRoute({
  method: "put",
  path: "/test-people",
  summary: "Choose whom you watch",
  request: { body: body(z.strictObject({ customers: keys })) },
  responses: { 200: answer, ...refusals },
});

const containedSchema: z.ZodType<Contained> = z
  .object({
    customers: z
      .array(z.object({ key: z.string(), isIn: z.boolean().nullable().openapi({ description: "Null: there is no such customer." }) }))
      .readonly()
      .openapi({ description: "In the order of the question." }),
    now: instant,
  })
  .openapi("Contained");

const containsRoute = createRoute({
  method: "post",
  path: "/segments/contains",
  summary: "Which of some customers meet a condition",
  request: { body: body(z.strictObject({ ...asked, customers: z.array(z.string().min(1).max(1_000)).max(100) })) },
  responses: { 200: json(containedSchema, "Of each, whether they are in."), ...refusals },
});

/** A few customers who are watched: whom one knows, and so knows where they should be. */
export function testPeopleRoutes({ testPeople, audience }: Pick<AppContext, "testPeople" | "audience">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(readRoute, async (c) => c.json({ customers: await testPeople.read(c.get("user").id) }, 200));

  routes.openapi(replaceRoute, async (c) => {
    const { id } = c.get("user");
    await testPeople.replace(id, c.req.valid("json").customers);
    return c.json({ customers: await testPeople.read(id) }, 200);
  });

  routes.openapi(containsRoute, async (c) => {
    const { customers, ...rest } = c.req.valid("json");
    return c.json(await audience.contains(toQuestion(rest), customers, c.req.raw.signal), 200);
  });

  return routes;
}
