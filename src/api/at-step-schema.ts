import { z } from "@hono/zod-openapi";
import { choiceSchema, columnsSchema } from "./members-file.ts";
import { json } from "./responses.ts";
import { cell, columnSchema } from "./schemas.ts";

/** What is asked of the customers at a step of a ladder. */
export const atStepFields = {
  step: z.int().min(0).openapi({ description: "Its place in the ladder, from 0." }),
  side: z.enum(["left_out", "remain"]).default("left_out").openapi({ description: "Those whom the step leaves out of those who came as far, or those who remain after it." }),
  columns: columnsSchema.optional(),
  ...choiceSchema,
  limit: z.int().min(1).max(1_000).default(50),
  cursor: z.string().optional(),
};

export const atStepAnswer = json(
  z.object({
    found: z.int(),
    columns: z.array(columnSchema).readonly(),
    rows: z.array(z.object({ key: z.string(), values: z.array(cell).readonly() })).readonly(),
    next: z.string().nullable(),
  }),
  "A page of them.",
);
