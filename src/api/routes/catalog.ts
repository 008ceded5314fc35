import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { typeName } from "../../catalog/type-name.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { json, refusals } from "../responses.ts";
import { columnSchema } from "../schemas.ts";

const attributesRoute = createRoute({
  method: "get",
  path: "/attributes",
  summary: "What is known about customers",
  responses: {
    200: json(
      z.object({
        customers: z.int().openapi({ description: "How many there are." }),
        attributes: z.array(columnSchema.extend({ label: z.string().openapi({ description: "The name for people." }) })),
      }),
      "In the order in which they were first seen.",
    ),
    ...refusals,
  },
});

const examplesRoute = createRoute({
  method: "get",
  path: "/attributes/examples",
  summary: "For how many customers each attribute is known, and what stands in it",
  responses: {
    200: json(
      z.object({
        attributes: z
          .array(
            z.object({
              name: z.string(),
              known: z.int().openapi({ description: "For how many customers, exactly." }),
              examples: z.array(z.string()).readonly().openapi({ description: "Up to three common values, or items of lists." }),
            }),
          )
          .readonly(),
      }),
      "In the order in which they were first seen.",
    ),
    ...refusals,
  },
});

const eventsRoute = createRoute({
  method: "get",
  path: "/events",
  summary: "What customers did: names of events and their properties",
  responses: {
    200: json(
      z.object({
        events: z.array(
          z.object({
            name: z.string(),
            count: z.int(),
            oldest: z.iso.datetime(),
            newest: z.iso.datetime(),
            properties: z.array(columnSchema),
          }),
        ),
      }),
      "In the order in which they were first seen.",
    ),
    ...refusals,
  },
});

const listsRoute = createRoute({
  method: "get",
  path: "/lists",
  summary: "Uploaded lists of customers",
  responses: {
    200: json(
      z.object({ lists: z.array(z.object({ id: z.string(), name: z.string(), size: z.int() })) }),
      "In the order of their last upload.",
    ),
    ...refusals,
  },
});

export function catalogRoutes({ catalog, audience }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(attributesRoute, (c) => {
    const { customers, attributes } = catalog();
    const named = attributes.map(({ name, type }) => ({ name, type: typeName(type), label: label(name) }));
    return c.json({ customers, attributes: named }, 200);
  });

  routes.openapi(examplesRoute, async (c) => c.json({ attributes: await audience.attributeExamples(c.req.raw.signal) }, 200));

  routes.openapi(eventsRoute, (c) => {
    const events = catalog().events.map(({ name, count, oldest, newest, properties }) => ({
      name,
      count,
      oldest: new Date(oldest).toISOString(),
      newest: new Date(newest).toISOString(),
      properties: properties.map((property) => ({ name: property.name, type: typeName(property.type) })),
    }));
    return c.json({ events }, 200);
  });

  routes.openapi(listsRoute, (c) => c.json({ lists: catalog().lists.map(({ id, name, size }) => ({ id, name, size })) }, 200));

  return routes;
}

/** `first_name` and `firstName` as "First name". */
function label(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu}\p{Ll})/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replace(/[_\s]+/g, " ")
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
