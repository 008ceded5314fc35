import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { nextDue } from "../../jobs/exports/timing.ts";
import type { ExportSchedule } from "../../store/export-schedules.ts";
import type { Timing } from "../../store/timing.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { parametersSchema, sourceSchema, timingSchema } from "../export-schemas.ts";
import { jsonText } from "../members-file.ts";
import { requireUsable } from "../require-usable.ts";
import { body, idParam, json, missing, refusals } from "../responses.ts";
import { instant } from "../schemas.ts";

const setup = {
  destination: z.string().max(100),
  parameters: parametersSchema.default({}),
  timing: timingSchema,
  paused: z.boolean().default(false),
};

const scheduleSchema = z
  .object({
    id: z.string(),
    source: sourceSchema,
    destination: z.string(),
    parameters: z.record(z.string(), z.string()),
    timing: timingSchema,
    paused: z.boolean(),
    createdBy: z.string(),
    createdAt: instant,
    next: z.array(instant).readonly().openapi({ description: "The next five instants at which it is due." }),
  })
  .openapi("ExportSchedule");
const one = json(scheduleSchema, "The scheduled export.");

const listRoute = createRoute({
  method: "get",
  path: "/export-schedules",
  summary: "Exports that are made again and again",
  request: { query: z.strictObject({ source: jsonText.pipe(sourceSchema).optional().openapi({ description: "As JSON." }), destination: z.string().optional() }) },
  responses: { 200: json(z.object({ schedules: z.array(scheduleSchema).readonly() }), "In the order in which they were made."), ...refusals },
});

const addRoute = createRoute({
  method: "post",
  path: "/export-schedules",
  summary: "Schedule an export",
  request: { body: body(z.strictObject({ source: sourceSchema, ...setup })) },
  responses: { 201: one, ...refusals, ...missing },
});

const changeRoute = createRoute({
  method: "put",
  path: "/export-schedules/{id}",
  summary: "Change a scheduled export, pause it or let it go on",
  request: { params: idParam, body: body(z.strictObject(setup)) },
  responses: { 200: one, ...refusals, ...missing },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/export-schedules/{id}",
  summary: "Delete a scheduled export; its runs stay",
  request: { params: idParam },
  responses: { 204: { description: "It is gone." }, ...refusals, ...missing },
});

const nextRoute = createRoute({
  method: "post",
  path: "/export-schedules/next",
  summary: "When something would be due next",
  request: { body: body(z.strictObject({ timing: timingSchema })) },
  responses: { 200: json(z.object({ next: z.array(instant).readonly() }), "Five instants at most."), ...refusals },
});

const SHOWN = 5;

/** Exports that are made again and again. */
export function exportScheduleRoutes({ clock, destinations, exports, exportSchedules }: Pick<AppContext, "clock" | "destinations" | "exports" | "exportSchedules">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => c.json({ schedules: (await exportSchedules.list(c.req.valid("query"))).map(answer) }, 200));

  routes.openapi(addRoute, async (c) => {
    const { source, ...rest } = c.req.valid("json");
    await requireUsable(destinations, rest.destination, c.get("user"));
    return c.json(answer(await exports.schedule(source, rest, c.get("user").id)), 201);
  });

  routes.openapi(changeRoute, async (c) => {
    const { id } = c.req.valid("param");
    await requireUsable(destinations, (await exportSchedules.get(id)).destination, c.get("user"));
    await requireUsable(destinations, c.req.valid("json").destination, c.get("user"));
    return c.json(answer(await exports.reschedule(id, c.req.valid("json"))), 200);
  });

  routes.openapi(removeRoute, async (c) => {
    const { id } = c.req.valid("param");
    await requireUsable(destinations, (await exportSchedules.get(id)).destination, c.get("user"));
    await exportSchedules.remove(id);
    return c.body(null, 204);
  });

  routes.openapi(nextRoute, (c) => c.json({ next: next(c.req.valid("json").timing) }, 200));

  return routes;

  function answer({ dueFrom: _, ...schedule }: ExportSchedule) {
    return { ...schedule, next: schedule.paused ? [] : next(schedule.timing) };
  }

  function next(timing: Timing): readonly string[] {
    return nextDue(timing, clock(), SHOWN).map((due) => new Date(due).toISOString());
  }
}
