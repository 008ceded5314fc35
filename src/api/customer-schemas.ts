import { z } from "@hono/zod-openapi";
import type { Orders, Profile } from "../results/profile.ts";
import type { Activity, Timeline } from "../results/timeline.ts";
import { cell, eventSchema, instant } from "./schemas.ts";

const ordersSchema: z.ZodType<Orders> = z.object({
  count: z.int(),
  value: z.number().nullable().openapi({ description: "Of all orders together; null: no property is known to be it, or none has a value." }),
  last: instant.nullable().openapi({ description: "When the newest was." }),
});

export const profileSchema: z.ZodType<Profile> = z
  .object({
    key: z.string(),
    attributes: z.record(z.string(), cell),
    events: z.array(eventSchema).readonly().openapi({ description: "The latest 50, newest first." }),
    eventCounts: z.record(z.string(), z.int()),
    firstEvent: instant.nullable().openapi({ description: "When the oldest event happened; null without events." }),
    lastEvent: instant.nullable(),
    orders: ordersSchema.nullable().openapi({ description: "Null: no event plays the role of an order (`/smart/roles`)." }),
  })
  .openapi("Profile");

export const timelineSchema: z.ZodType<Timeline> = z
  .object({
    events: z.array(eventSchema).readonly().openapi({ description: "Newest first." }),
    next: z.string().nullable().openapi({ description: "The cursor of the next page; null after the last." }),
  })
  .openapi("Timeline");

export const activitySchema: z.ZodType<Activity> = z
  .object({
    unit: z.enum(["day", "month", "year"]).openapi({ description: "Days, or longer when there are many." }),
    total: z.int(),
    bars: z
      .array(z.object({ at: z.string().openapi({ example: "2026-11" }), from: instant, to: instant, count: z.int() }))
      .readonly()
      .openapi({ description: "Oldest first; those without events are left out." }),
  })
  .openapi("Activity");

const segment = z.object({ id: z.string(), name: z.string() });

/** In which saved segments one customer is. */
export interface SegmentsAnswer {
  readonly now: string;
  readonly in: readonly z.infer<typeof segment>[];
  readonly broken: readonly z.infer<typeof segment>[];
  readonly judged: number;
  readonly total: number;
}

export const customerSegmentsSchema: z.ZodType<SegmentsAnswer> = z
  .object({
    now: instant,
    in: z.array(segment).readonly(),
    broken: z.array(segment).readonly().openapi({ description: "Those that need repair: whether the customer is in them is not known." }),
    judged: z.int().openapi({ description: "How many of all were looked at: the first by name." }),
    total: z.int(),
  })
  .openapi("CustomerSegments");
