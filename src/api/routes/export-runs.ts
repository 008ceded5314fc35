import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { ExportRun } from "../../store/export-runs.ts";
import { atStepAnswer, atStepFields } from "../at-step-schema.ts";
import type { User } from "../auth.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { csvAnswer, fileResponse, jsonText } from "../members-file.ts";
import { isUsable, notYours, usableBy } from "../require-usable.ts";
import { body, conflicting, idParam, json, missing, refusals } from "../responses.ts";
import { runAnswer, runSchema, statusSchema, wholeRunAnswer, wholeRunSchema } from "../run-answers.ts";
import { sourceSchema } from "../export-schemas.ts";
import { bodyOf } from "../streams.ts";

const listRoute = createRoute({
  method: "get",
  path: "/exports",
  summary: "The runs of exports, the newest first",
  request: {
    query: z.strictObject({
      source: jsonText.pipe(sourceSchema).optional().openapi({ description: "As JSON: what they are of." }),
      destination: z.string().optional(),
      schedule: z.string().optional(),
      status: statusSchema.optional(),
      cursor: z.string().optional(),
    }),
  },
  responses: { 200: json(z.object({ runs: z.array(runSchema).readonly(), next: z.string().nullable() }), "A page of 50."), ...refusals },
});

const whole = json(wholeRunSchema, "The run.");

const getRoute = createRoute({
  method: "get",
  path: "/exports/{id}",
  summary: "A run with its frozen definition, ladder, progress and files",
  request: { params: idParam },
  responses: { 200: whole, ...refusals, ...missing },
});

const cancelRoute = createRoute({
  method: "post",
  path: "/exports/{id}/cancel",
  summary: "Cancel a run at once",
  request: { params: idParam },
  responses: { 200: whole, ...refusals, ...missing },
});

const againRoute = createRoute({
  method: "post",
  path: "/exports/{id}/again",
  summary: "Confirm a run that is held, or retry one that failed or was cancelled",
  description: "What the destination took is not sent again.",
  request: { params: idParam },
  responses: { 200: whole, ...refusals, ...missing, ...conflicting },
});

const leftOutRoute = createRoute({
  method: "post",
  path: "/exports/{id}/left-out",
  summary: "The customers whom a step of a run's ladder left out, or who remained after it",
  description: "By the definition and at the instant of the run, on the data of now.",
  request: { params: idParam, body: body(z.strictObject(atStepFields)) },
  responses: { 200: atStepAnswer, ...refusals, ...missing },
});

const fileRoute = createRoute({
  method: "get",
  path: "/exports/{id}/files/{name}",
  summary: "A file of a run that is kept here",
  request: { params: z.object({ id: z.string(), name: z.string() }) },
  responses: {
    200: { description: "The file. A connection that breaks off means it is not whole.", content: { "application/octet-stream": { schema: z.string() } } },
    ...refusals,
    ...missing,
  },
});

const rejectedRoute = createRoute({
  method: "get",
  path: "/exports/{id}/rejected.csv",
  summary: "The customers whom the destination did not take, with why",
  request: { params: idParam },
  responses: { 200: csvAnswer, ...refusals, ...missing },
});

/** What was exported, and what became of it. */
export function exportRunRoutes(context: Pick<AppContext, "destinations" | "exports" | "exportRuns" | "exportSettings" | "runFiles">): OpenAPIHono<ApiEnv> {
  const { destinations, exports, exportRuns, exportSettings, runFiles } = context;
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => {
    const { runs, next } = await exportRuns.list(c.req.valid("query"));
    const isYours = await usableBy(destinations, c.get("user"));
    return c.json({ runs: runs.map((run) => runAnswer(run, isYours(run.destination))), next }, 200);
  });

  routes.openapi(getRoute, async (c) => {
    const run = await exportRuns.get(c.req.valid("param").id);
    return c.json(await answer(run, await isUsable(destinations, run.destination, c.get("user"))), 200);
  });

  routes.openapi(cancelRoute, async (c) => {
    const { id } = await requireRun(c.req.valid("param").id, c.get("user"));
    return c.json(await answer(await exports.cancel(id), true), 200);
  });

  routes.openapi(againRoute, async (c) => {
    const { id } = await requireRun(c.req.valid("param").id, c.get("user"));
    return c.json(await answer(await exports.again(id), true), 200);
  });

  routes.openapi(leftOutRoute, async (c) => c.json(await exports.stepCustomersOf(c.req.valid("param").id, c.req.valid("json"), c.req.raw.signal), 200));

  routes.openapi(fileRoute, async (c) => {
    const { id, name } = c.req.valid("param");
    const { bytes, size } = await runFiles.open(await requireRun(id, c.get("user")), name);
    return new Response(bodyOf(bytes, () => c.env?.outgoing?.destroy()), {
      headers: { "content-type": "application/octet-stream", "content-length": String(size), "content-disposition": `attachment; filename="${name}"` },
    });
  });

  routes.openapi(rejectedRoute, async (c) => {
    const run = await requireRun(c.req.valid("param").id, c.get("user"));
    return fileResponse(c.env, await runFiles.rejected(run, c.req.raw.signal), `rejected-${run.id}`, "csv");
  });

  return routes;

  async function answer(run: ExportRun, usable: boolean) {
    const { keptDays } = await exportSettings.plan();
    return wholeRunAnswer(run, { sentAt: await exportRuns.sentAt(run.id), kept: await runFiles.areKept(run), keptDays, usable });
  }

  /** Who may export to its destination may work with a run; one whose destination is gone is an administrator's. */
  async function requireRun(id: string, user: User): Promise<ExportRun> {
    const run = await exportRuns.get(id);
    if (!(await isUsable(destinations, run.destination, user))) throw notYours();
    return run;
  }
}
