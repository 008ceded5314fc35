import { z } from "@hono/zod-openapi";
import type { Path } from "../errors.ts";
import type { Evidence } from "../results/evidence.ts";
import type { ExplainedNode, Explanation } from "../results/explain.ts";
import type { Measured } from "../results/measured.ts";
import { measures } from "../segment/measures.ts";
import { cell, eventSchema, instant, zone } from "./schemas.ts";

const measuredSchema: z.ZodType<Measured | null> = z
  .object({
    fn: z.custom<Measured["fn"]>().openapi({ type: "string", enum: measures.map(({ fn }) => fn), description: "`count` is the number of events, or of records." }),
    property: z.string().nullable().openapi({ description: "Null where none is measured." }),
    amount: z.number().nullable().openapi({ description: "Null: unknown, since there is nothing to measure." }),
    op: z.string(),
    value: z.union([z.number(), z.array(z.number()).readonly()]),
  })
  .nullable()
  .openapi({ description: "What was measured of the customer, and what is asked of that." });

const evidenceSchema: z.ZodType<Evidence> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), attribute: z.string(), value: cell, measured: measuredSchema }),
  z.object({
    kind: z.literal("events"),
    matching: z.int(),
    latest: z.array(eventSchema).readonly(),
    measured: measuredSchema,
    picked: eventSchema.nullable().openapi({ description: "The event that is picked among them; null where none is." }),
  }),
  z.object({
    kind: z.literal("instants"),
    matching: z.int().openapi({ description: "How often the customer was sent, or entered or left." }),
    latest: z.array(instant).readonly().openapi({ description: "The newest first." }),
  }),
  z.object({ kind: z.literal("membership") }),
]);

const nodeSchema: z.ZodType<ExplainedNode> = z
  .object({
    path: z.custom<Path>().openapi({ type: "array", items: { type: ["string", "integer"] } }),
    kind: z.custom<ExplainedNode["kind"]>().openapi({ type: "string" }),
    sentence: z.string().nullable().openapi({ description: "The condition in words; null for groups." }),
    holds: z.boolean().nullable().openapi({ description: "Null: it is off." }),
    of: z.custom<readonly ExplainedNode[]>().openapi({ type: "array", items: { $ref: "#/components/schemas/ExplainedNode" } }),
    evidence: evidenceSchema.nullable().openapi({ description: "What decided it; null for groups and for what is off." }),
  })
  .openapi("ExplainedNode");

export const explanationSchema: z.ZodType<Explanation> = z
  .object({
    customer: z.string(),
    isIn: z.boolean(),
    tree: nodeSchema,
    change: z.object({
      at: instant.nullable().openapi({ description: "When passing time alone will change it; null: not before `searchedUntil`." }),
      becomes: z.enum(["in", "out"]).nullable(),
      searchedUntil: instant.nullable().openapi({ description: "Null: the search went on to the end of all dates." }),
    }),
    definitionHash: z.string(),
    dataVersion: z.int(),
    now: instant,
    timeZone: zone,
  })
  .openapi("Explanation");
