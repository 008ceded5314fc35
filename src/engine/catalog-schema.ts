import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";

const valueType = z.enum(["text", "number", "boolean", "date", "datetime"]);

const scalarType = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), of: valueType }),
  z.object({ kind: z.literal("list"), of: valueType }),
]);

const dataType = z.discriminatedUnion("kind", [
  ...scalarType.options,
  z.object({ kind: z.literal("records"), fields: z.array(z.object({ name: z.string(), type: scalarType })) }),
]);

const property = z.object({ name: z.string(), type: dataType, column: z.string(), kept: z.array(z.string()).optional() });

/** Reads a catalog back from JSON. */
export const catalogSchema: z.ZodType<Catalog> = z.object({
  version: z.number(),
  customersVersion: z.number(),
  customers: z.number(),
  attributes: z.array(property.extend({ version: z.number() })),
  events: z.array(
    z.object({
      name: z.string(),
      properties: z.array(property),
      count: z.number(),
      oldest: z.number(),
      newest: z.number(),
      version: z.number(),
    }),
  ),
  lists: z.array(z.object({ id: z.string(), name: z.string(), size: z.number(), version: z.number() })).default([]),
});
