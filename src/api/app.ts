import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { requestId } from "hono/request-id";
import { AppError } from "../errors.ts";
import type { AppContext } from "./context.ts";
import type { ApiEnv } from "./env.ts";
import { answerError, errorResponse } from "./errors.ts";
import { requireHost, requireUser } from "./guards.ts";
import { securityHeaders } from "./headers.ts";
import { refuseInvalid } from "./invalid-request.ts";
import { methodError, methodsOf, requireMethod } from "./methods.ts";
import { pageRoutes } from "./pages.ts";
import { json, refusals } from "./responses.ts";
import { audienceRoutes } from "./routes/audience.ts";
import { catalogRoutes } from "./routes/catalog.ts";
import { comparisonRoutes } from "./routes/comparisons.ts";
import { customerRoutes } from "./routes/customers.ts";
import { destinationRoutes } from "./routes/destinations.ts";
import { explainRoutes } from "./routes/explain.ts";
import { exportRunRoutes } from "./routes/export-runs.ts";
import { exportScheduleRoutes } from "./routes/export-schedules.ts";
import { exportSettingRoutes } from "./routes/export-settings.ts";
import { exportRoutes } from "./routes/exports.ts";
import { featuredRoutes } from "./routes/featured.ts";
import { healthRoutes } from "./routes/health.ts";
import { importRoutes } from "./routes/imports.ts";
import { insightTileRoutes } from "./routes/insight-tiles.ts";
import { insightRoutes } from "./routes/insights.ts";
import { lintRoutes } from "./routes/lint.ts";
import { membershipRoutes } from "./routes/memberships.ts";
import { noteRoutes } from "./routes/notes.ts";
import { notificationRoutes } from "./routes/notifications.ts";
import { peopleRoutes } from "./routes/people.ts";
import { recipeRoutes } from "./routes/recipes.ts";
import { segmentListRoutes } from "./routes/segment-list.ts";
import { revisionRoutes } from "./routes/revisions.ts";
import { retypeRoutes } from "./routes/retype.ts";
import { segmentRoutes } from "./routes/segments.ts";
import { sessionRoutes } from "./routes/session.ts";
import { settingRoutes } from "./routes/settings.ts";
import { smartCardRoutes } from "./routes/smart-cards.ts";
import { smartRoutes } from "./routes/smart.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { tagRoutes } from "./routes/tags.ts";
import { testPeopleRoutes } from "./routes/test-people.ts";
import { trashRoutes } from "./routes/trash.ts";
import { userRoutes } from "./routes/users.ts";
import { valueRoutes } from "./routes/values.ts";

/** A definition with 100,000 long values fits. */
export const BODY_LIMIT = 16 * 1024 * 1024;

type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const openapiRoute = createRoute({
  method: "get",
  path: "/api/v1/openapi.json",
  summary: "This description",
  responses: { 200: json(z.custom<OpenApiDocument>().openapi({ type: "object" }), "OpenAPI 3.1."), ...refusals },
});

/** The whole HTTP side as a function of requests. Starts and opens nothing. */
export function createApp(context: AppContext): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  app.onError(answerError(context));
  const methods = methodsOf(app);
  app.notFound((c) => errorResponse(c, methodError(c, methods) ?? new AppError("not_found", `There is nothing at ${c.req.path}.`)));

  app.use(requestId(), securityHeaders, requireHost(context.hosts));
  app.use("/api/*", notStored, requireUser(context), refuseHead, requireMethod(methods), limitBody);

  app.route("/", healthRoutes(context));
  app.route("/", signInRoutes(context));
  app.route("/api/v1", sessionRoutes(context));
  app.route("/api/v1", audienceRoutes(context));
  app.route("/api/v1", comparisonRoutes(context));
  app.route("/api/v1", lintRoutes(context));
  app.route("/api/v1", valueRoutes(context));
  app.route("/api/v1", insightRoutes(context));
  app.route("/api/v1", insightTileRoutes(context));
  app.route("/api/v1", explainRoutes(context));
  // Before the segments: `trash` is no id.
  app.route("/api/v1", trashRoutes(context));
  app.route("/api/v1", segmentListRoutes(context));
  app.route("/api/v1", segmentRoutes(context));
  app.route("/api/v1", revisionRoutes(context));
  app.route("/api/v1", membershipRoutes(context));
  app.route("/api/v1", tagRoutes(context));
  app.route("/api/v1", peopleRoutes(context));
  app.route("/api/v1", noteRoutes(context));
  app.route("/api/v1", testPeopleRoutes(context));
  app.route("/api/v1", catalogRoutes(context));
  app.route("/api/v1", customerRoutes(context));
  app.route("/api/v1", importRoutes(context));
  app.route("/api/v1", retypeRoutes(context));
  app.route("/api/v1", settingRoutes(context));
  app.route("/api/v1", recipeRoutes(context));
  app.route("/api/v1", smartRoutes(context));
  app.route("/api/v1", smartCardRoutes(context));
  app.route("/api/v1", featuredRoutes(context));
  app.route("/api/v1", userRoutes(context));
  app.route("/api/v1", destinationRoutes(context));
  app.route("/api/v1", exportRoutes(context));
  app.route("/api/v1", exportRunRoutes(context));
  app.route("/api/v1", exportScheduleRoutes(context));
  app.route("/api/v1", exportSettingRoutes(context));
  app.route("/api/v1", notificationRoutes(context));
  describe(app, context.version);

  if (context.webRoot !== undefined) app.route("/", pageRoutes(context.webRoot));
  return app;
}

const notStored = createMiddleware<ApiEnv>(async (c, next) => {
  c.header("cache-control", "no-store");
  await next();
});

/** Hono answers HEAD by GET without the body: of a download that would leave the engine's stream open. */
const refuseHead = createMiddleware<ApiEnv>((c, next) => {
  if (c.req.method !== "HEAD") return next();
  c.header("allow", "GET");
  throw new AppError("method_not_allowed", "HEAD is not answered here.", { hint: "Use GET." });
});

const limited = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: () => {
    throw new AppError("too_large", "The body of the request is larger than 16 MiB.");
  },
});

/** Imports are streams of any size. */
const limitBody = createMiddleware<ApiEnv>((c, next) => (c.req.path.startsWith("/api/v1/imports/") ? next() : limited(c, next)));

function describe(app: OpenAPIHono<ApiEnv>, version: string): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "coterie-….session_token",
    description: "Set by the sign-in link. Sent by a page of this server only: the `Origin` is checked.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  app.openapi(openapiRoute, (c) =>
    c.json(
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        info: { title: "Coterie", version, license: { name: "Apache-2.0" } },
        security: [{ session: [] }, { token: [] }],
      }),
      200,
    ),
  );
}
