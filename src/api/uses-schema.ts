import { z } from "@hono/zod-openapi";
import type { Askers } from "../store/askers.ts";

export const namedSchema = z.array(z.object({ id: z.string(), name: z.string() })).readonly();

/** Where conditions stand that ask for something. */
export const askers = {
  segments: namedSchema,
  smartCards: namedSchema,
  tiles: z
    .array(
      z.object({
        title: z.string().nullable().openapi({ description: "Null: it was given none." }),
        owner: z.string().nullable().openapi({ description: "The name of who added it for themselves; null: all see it." }),
      }),
    )
    .readonly(),
  destinations: namedSchema.openapi({ description: "Those whose permission asks for it." }),
  suppression: z.boolean().openapi({ description: "Whether the suppression list of exports asks for it." }),
};

export const askersSchema: z.ZodType<Askers> = z.object(askers).openapi("DestinationUses");
