import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { MOST_KEPT_DAYS, type RefreshPlan } from "../../jobs/refresh-settings.ts";
import { HOURS, nextDue, type Schedule } from "../../jobs/schedule.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { body, json, refusals } from "../responses.ts";
import { instant } from "../schemas.ts";

const scheduleSchema: z.ZodType<Schedule> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("off") }),
    z.strictObject({
      kind: z.literal("hours"),
      every: z.literal(HOURS).openapi({ description: "Counted from the start of each day in the workspace's zone." }),
    }),
    z.strictObject({
      kind: z.literal("daily"),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as 04:00")
        .openapi({ description: "HH:MM in the workspace's zone.", example: "04:00" }),
    }),
  ])
  .openapi("Schedule");

const plan = {
  schedule: scheduleSchema,
  keptDays: z.int().min(1).max(MOST_KEPT_DAYS).openapi({ description: "How long a refresh is kept. The newest of a segment is kept always." }),
};

const planSchema = z
  .object({ ...plan, next: instant.nullable().openapi({ description: "When segments are refreshed next; null: the schedule is off." }) })
  .openapi("RefreshPlan");

const readRoute = createRoute({
  method: "get",
  path: "/settings/refreshes",
  summary: "When all segments are refreshed, and how long their history is kept",
  responses: { 200: json(planSchema, "The plan."), ...refusals },
});

const writeRoute = createRoute({
  method: "put",
  path: "/settings/refreshes",
  summary: "Change when all segments are refreshed, and how long their history is kept",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject(plan)) },
  responses: { 200: json(planSchema, "The plan, which holds from now on."), ...refusals },
});

/** What an administrator sets for the workspace. */
export function settingRoutes({ refreshSettings, timeZone, clock }: Pick<AppContext, "refreshSettings" | "timeZone" | "clock">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(readRoute, async (c) => c.json(view(await refreshSettings.read()), 200));

  routes.openapi(writeRoute, async (c) => c.json(view(await refreshSettings.write(c.req.valid("json"))), 200));

  return routes;

  function view({ schedule, keptDays }: RefreshPlan) {
    const next = nextDue(schedule, clock(), timeZone());
    return { schedule, keptDays, next: next === undefined ? null : new Date(next).toISOString() };
  }
}
