import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import type { KnownUser } from "../../store/users.ts";
import { INVITATION_SECONDS } from "../auth.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { body, conflicting, idParam, json, missing, refusals } from "../responses.ts";
import { instant, lineSchema, roleSchema } from "../schemas.ts";

const userSchema: z.ZodType<KnownUser> = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    builtIn: z.boolean().openapi({ description: "There from the first start on; the command line acts as them." }),
    joined: z.boolean().openapi({ description: "Whether a sign-in link was ever used." }),
    disabledAt: instant.nullable().openapi({ description: "Null: may sign in." }),
    createdAt: instant,
  })
  .openapi("User");

const name = lineSchema(100);
const linkFields = {
  link: z.string().openapi({ description: "Signs in once. It is not kept and cannot be shown again." }),
  expiresAt: instant,
};

const listRoute = createRoute({
  method: "get",
  path: "/users",
  summary: "Who may use the workspace, by name",
  responses: { 200: json(z.object({ users: z.array(userSchema).readonly() }), "All users, disabled ones too."), ...refusals },
});

const addRoute = createRoute({
  method: "post",
  path: "/users",
  summary: "Add a user, with a link that signs them in once",
  middleware: requireAdministrator,
  request: {
    body: body(z.strictObject({ name, email: z.email().max(200), role: roleSchema.default("member") })),
  },
  responses: { 201: json(z.object({ user: userSchema, ...linkFields }), "The user and the link."), ...refusals, ...conflicting },
});

const changeRoute = createRoute({
  method: "put",
  path: "/users/{id}",
  summary: "Rename a user, change the role, disable or enable",
  description: "Who is disabled loses sessions and sign-in links at once; what is theirs stays.",
  middleware: requireAdministrator,
  request: { params: idParam, body: body(z.strictObject({ name, role: roleSchema, disabled: z.boolean() })) },
  responses: { 200: json(userSchema, "The user, as changed."), ...refusals, ...missing },
});

const linkRoute = createRoute({
  method: "post",
  path: "/users/{id}/sign-in-links",
  summary: "A new sign-in link for a user; older ones work no more",
  middleware: requireAdministrator,
  request: { params: idParam },
  responses: { 201: json(z.object(linkFields), "The link."), ...refusals, ...missing },
});

/** Who may use the workspace. */
export function userRoutes({ users, auth, clock }: Pick<AppContext, "users" | "auth" | "clock">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => c.json({ users: await users.list() }, 200));

  routes.openapi(addRoute, async (c) => {
    const user = await users.add(c.req.valid("json"));
    return c.json({ user, ...(await linkFor(user, c.req.header("origin"))) }, 201);
  });

  routes.openapi(changeRoute, async (c) => {
    const { id } = c.req.valid("param");
    const change = c.req.valid("json");
    if (id === c.get("user").id && (change.disabled || change.role !== "administrator")) {
      throw new AppError("own_account", "Nobody can disable themselves or take the administrator's role from themselves.", {
        hint: "Another administrator can.",
      });
    }
    return c.json(await users.change(id, change), 200);
  });

  routes.openapi(linkRoute, async (c) => {
    const user = await users.get(c.req.valid("param").id);
    if (user.builtIn) {
      throw new AppError("built_in_user", "The first administrator signs in on the machine of the server.", {
        hint: "Run `npx coterie sign-in-link` there.",
      });
    }
    if (user.disabledAt !== null) {
      throw new AppError("disabled_user", `${user.name} is disabled.`, { hint: "Enable them first." });
    }
    await users.dropLinks(user.id);
    return c.json(await linkFor(user, c.req.header("origin")), 201);
  });

  return routes;

  /** The `Origin` is the address under which the page reaches the server, also behind what puts TLS before it. */
  async function linkFor(user: KnownUser, origin: string | undefined) {
    const expiresAt = new Date(clock() + INVITATION_SECONDS * 1000).toISOString();
    return { link: await auth.invitation(user, origin), expiresAt };
  }
}
