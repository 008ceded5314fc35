import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { conditionSchema } from "../../segment/schema.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { body, json, refusals } from "../responses.ts";
import { lineSchema } from "../schemas.ts";

const plan = {
  suppression: conditionSchema.nullable().openapi({ type: ["object", "null"], description: "A condition: who is never sent; null: nobody." }),
  keptDays: z.int().min(1).max(365).openapi({ description: "How long rows and files of a run are kept." }),
};
const planAnswer = json(z.object(plan), "What holds for all exports.");

const readRoute = createRoute({
  method: "get",
  path: "/settings/exports",
  summary: "Whom no export sends, and how long its rows are kept",
  responses: { 200: planAnswer, ...refusals },
});

const writeRoute = createRoute({
  method: "put",
  path: "/settings/exports",
  summary: "Change whom no export sends, and how long its rows are kept",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject(plan)) },
  responses: { 200: planAnswer, ...refusals },
});

const server = {
  host: lineSchema(255),
  port: z.int().min(1).max(65_535),
  security: z.enum(["none", "starttls", "tls"]),
  user: lineSchema(200).exactOptional(),
  from: lineSchema(300).openapi({ description: "An address, or `Name <address>`." }),
};
const password = z
  .string()
  .min(1)
  .max(1_000)
  .nullable()
  .exactOptional()
  .openapi({ description: "Never answered; left out: it stays, null: there is none. When another server is named, it is needed again." });
const mailAnswer = json(z.object({ server: z.object({ ...server, hasPassword: z.boolean() }).nullable() }), "The mail server; null: none is set up.");

const readMailRoute = createRoute({
  method: "get",
  path: "/settings/mail",
  summary: "The workspace's mail server",
  middleware: requireAdministrator,
  responses: { 200: mailAnswer, ...refusals },
});

const writeMailRoute = createRoute({
  method: "put",
  path: "/settings/mail",
  summary: "Set up the workspace's mail server",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject({ server: z.strictObject({ ...server, password }).nullable() })) },
  responses: { 200: mailAnswer, ...refusals },
});

const testMailRoute = createRoute({
  method: "post",
  path: "/settings/mail/test",
  summary: "Try to sign in to the mail server, without a letter",
  middleware: requireAdministrator,
  responses: { 204: { description: "It works." }, ...refusals },
});

/** What an administrator sets for all exports. */
export function exportSettingRoutes({ exportSettings, mail }: Pick<AppContext, "exportSettings" | "mail">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(readRoute, async (c) => c.json(await exportSettings.plan(), 200));

  routes.openapi(writeRoute, async (c) => {
    await exportSettings.change(c.req.valid("json"));
    return c.json(await exportSettings.plan(), 200);
  });

  routes.openapi(readMailRoute, async (c) => c.json({ server: (await exportSettings.knownMailServer()) ?? null }, 200));

  routes.openapi(writeMailRoute, async (c) => {
    await exportSettings.setMailServer(c.req.valid("json").server ?? undefined);
    return c.json({ server: (await exportSettings.knownMailServer()) ?? null }, 200);
  });

  routes.openapi(testMailRoute, async (c) => {
    await mail.test(c.req.raw.signal);
    return c.body(null, 204);
  });

  return routes;
}
