import { z } from "@hono/zod-openapi";
import type { ErrorBody } from "../errors.ts";
import type { Changes } from "../jobs/memberships.ts";
import type { MovedCustomers } from "../results/moved.ts";
import type { DoneRefresh, FailedRefresh } from "../store/refreshes.ts";
import { cell, columnSchema, instant, receiptSchema } from "./schemas.ts";

const any = {
  id: z.string(),
  revision: z.int().openapi({ description: "Of the segment, as it was refreshed." }),
  cause: z.enum(["hand", "schedule", "export"]),
  by: z.object({ id: z.string(), name: z.string() }).nullable().openapi({ description: "Who asked for it; null: it was due." }),
};

export const doneRefreshSchema: z.ZodType<DoneRefresh> = z
  .object({
    status: z.literal("done"),
    ...any,
    receipt: receiptSchema,
    comparedWith: z.string().nullable().openapi({ description: "The refresh before it; null when there is nothing to compare with." }),
    entered: z.int().nullable().openapi({ description: "Who is in now and was not then." }),
    left: z.int().nullable().openapi({ description: "Who was in then and is not now." }),
    redefined: z.boolean().nullable().openapi({ description: "Whether the definition or the zone was another one then; null for the first." }),
    movesKept: z.boolean().openapi({ description: "Whether conditions can ask who entered and left at it; false when nobody did, and of old ones." }),
  })
  .openapi("Refresh");

const failedRefreshSchema: z.ZodType<FailedRefresh> = z
  .object({
    status: z.literal("failed"),
    ...any,
    at: instant,
    elapsedMs: z.number(),
    problem: z.custom<ErrorBody>().openapi({ type: "object", description: "Why: what an error answers as `error`." }),
  })
  .openapi("FailedRefresh");

export const refreshesSchema = z.object({
  refreshes: z.array(z.union([doneRefreshSchema, failedRefreshSchema])).readonly(),
  next: z.string().nullable(),
});

const customersSchema: z.ZodType<MovedCustomers> = z.object({
  gone: z.int().openapi({ description: "How many of them are no customers any more." }),
  found: z.int().openapi({ description: "How many are on all pages: without a search all who are still customers." }),
  columns: z.array(columnSchema).readonly(),
  rows: z.array(z.object({ key: z.string(), values: z.array(cell).readonly() })).readonly(),
  next: z.string().nullable(),
});

/** Changes, with a page of those who moved when one was asked for. */
export interface ChangesAnswer extends Changes {
  readonly customers: MovedCustomers | null;
}

export const changesSchema: z.ZodType<ChangesAnswer> = z
  .object({
    from: doneRefreshSchema,
    to: doneRefreshSchema,
    redefined: z.boolean().openapi({ description: "Whether the definition or the zone is another one in `to`." }),
    entered: z.int().openapi({ description: "In `to`, and not in `from`." }),
    left: z.int().openapi({ description: "In `from`, and not in `to`." }),
    stayed: z.int(),
    customers: customersSchema.nullable().openapi({ description: "A page of `side`, with the values of today; null without one." }),
  })
  .openapi("Changes");
