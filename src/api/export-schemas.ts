import { z } from "@hono/zod-openapi";
import type { ErrorBody } from "../errors.ts";
import { DATE_PATTERNS, type ExportField } from "../results/exports/fields.ts";
import type { FileFormat } from "../results/exports/file-format.ts";
import { identifiers } from "../results/exports/identifiers.ts";
import type { Ladder } from "../results/exports/ladder.ts";
import type { Preview } from "../results/exports/preview.ts";
import type { Step } from "../results/exports/rungs.ts";
import type { Shape } from "../results/exports/shape.ts";
import { conditionSchema } from "../segment/schema.ts";
import type { ExportSource } from "../store/export-source.ts";
import type { Recurrence, Timing } from "../store/timing.ts";
import { cell, columnSchema, lineSchema, receiptSchema, timeZoneSchema } from "./schemas.ts";

const attributeName = z.string().min(1).max(1_000);

const fieldSchema: z.ZodType<ExportField> = z
  .strictObject({
    name: lineSchema(200).openapi({ description: "What stands above the column; in an object the name." }),
    from: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("key") }),
      z.strictObject({ kind: z.literal("attribute"), attribute: attributeName }),
      z.strictObject({ kind: z.literal("fixed"), value: z.string().max(1_000) }),
      z.strictObject({ kind: z.literal("parameter"), parameter: lineSchema(100) }),
    ]),
    as: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("date"), pattern: z.enum(DATE_PATTERNS), timeZone: timeZoneSchema.exactOptional() }),
        z.strictObject({ kind: z.literal("number"), decimals: z.int().min(0).max(9), mark: z.enum([".", ","]) }),
        z.strictObject({ kind: z.literal("boolean"), yes: z.string().max(100), no: z.string().max(100) }),
        z.strictObject({
          kind: z.literal("identifier"),
          identifier: z.enum(identifiers.map(({ id }) => id)),
          hash: z.boolean().openapi({ description: "Sent as the SHA-256 of it." }),
          callingCode: z.string().regex(/^[1-9]\d{0,3}$/, "expected a calling code such as 65").exactOptional(),
        }),
      ])
      .exactOptional()
      .openapi({ description: "How it is written; left out: as it is." }),
  })
  .openapi("ExportField");

const formatSchema: z.ZodType<FileFormat> = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("csv"),
      delimiter: z.enum([",", ";", "\t", "|"]),
      quotes: z.enum(["needed", "always"]),
      header: z.boolean(),
      bom: z.boolean(),
      lineEnd: z.enum(["\n", "\r\n"]),
      formulas: z.enum(["escaped", "kept"]).openapi({ description: "Escaped: an apostrophe stands before what a spreadsheet would take for a formula." }),
    }),
    z.strictObject({ kind: z.literal("ndjson") }),
    z.strictObject({ kind: z.literal("json") }),
    z.strictObject({ kind: z.literal("parquet") }),
    z.strictObject({ kind: z.literal("xlsx") }),
  ])
  .openapi("FileFormat");

const MOST_FIELDS = 200;
const MOST_MANDATORY = 20;

export const shapeSchema: z.ZodType<Shape> = z
  .strictObject({
    fields: z.array(fieldSchema).max(MOST_FIELDS),
    mandatory: z.strictObject({ match: z.enum(["all", "any"]), attributes: z.array(attributeName).max(MOST_MANDATORY) }),
    permission: conditionSchema.nullable().openapi({ type: ["object", "null"], description: "A condition; null: everyone may be sent." }),
    suppress: z.boolean().openapi({ description: "Whether those whom the workspace suppresses are left out." }),
    unique: z.string().nullable().openapi({ description: "The name of a field in which no two may have the same; null: they may." }),
    mode: z.enum(["whole", "changes"]),
    format: formatSchema.nullable().openapi({ description: "Null: the destination takes rows, or has a format of its own." }),
    gzip: z.boolean(),
    fileName: z.string().max(200).optional().openapi({
      description: "The name of a file without its end, with the places {segment}, {id}, {date}, {time}, {run}. Without {run} the file of the run before is replaced.",
    }),
    rowsPerFile: z.int().min(1).nullable(),
  })
  .openapi("ExportShape");

export const sourceSchema: z.ZodType<ExportSource> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("segment"), segment: z.string().max(100) }),
    z.strictObject({ kind: z.literal("smart"), group: z.string().max(100).regex(/^[^/]*$/), card: z.string().max(100).regex(/^[^/]*$/) }),
  ])
  .openapi("ExportSource");

export const parametersSchema = z.record(z.string().max(100), z.string().max(1_000));

export const requestFields = { source: sourceSchema, destination: z.string().max(100), parameters: parametersSchema.default({}) };

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as 06:30");
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);

const recurrenceSchema: z.ZodType<Recurrence> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once"), at: z.iso.datetime({ offset: true }) }),
  z.strictObject({ kind: z.literal("hours"), every: z.int().min(1).max(24) }),
  z.strictObject({ kind: z.literal("daily"), at: time }),
  z.strictObject({ kind: z.literal("weekly"), on: z.array(weekday).min(1).max(7), at: time }),
  z.strictObject({ kind: z.literal("monthly"), on: z.union([z.int().min(1).max(31), z.literal("last")]), at: time }),
  z.strictObject({ kind: z.literal("cron"), expression: z.string().max(200) }),
]);

export const timingSchema: z.ZodType<Timing> = z
  .strictObject({
    recurrence: recurrenceSchema,
    timeZone: timeZoneSchema,
    until: z.iso.datetime({ offset: true }).nullable(),
    holdPercent: z.int().min(1).max(1_000).nullable().openapi({ description: "Held when the size moved by more percents since the last run." }),
  })
  .openapi("ExportTiming");

const names = z.array(z.string()).readonly();
const stepSchema: z.ZodType<Step> = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["known", "valid"]), match: z.enum(["all", "any"]), attributes: names }),
  z.object({ kind: z.literal("permitted") }),
  z.object({ kind: z.literal("not_suppressed") }),
  z.object({ kind: z.literal("unique"), field: z.string() }),
]);

export const ladderSchema: z.ZodType<Ladder> = z
  .object({
    receipt: receiptSchema.openapi({ description: "Of the segment." }),
    steps: z.array(z.object({ step: stepSchema, remaining: z.int() })).readonly(),
    exportable: z.int().openapi({ description: "How many remain after all steps." }),
  })
  .openapi("ExportLadder");

export const previewSchema: z.ZodType<Preview> = z
  .object({
    ladder: ladderSchema,
    columns: z.array(columnSchema).readonly(),
    rows: z.array(z.object({ key: z.string(), values: z.array(cell).readonly() })).readonly().openapi({ description: "The first ten, as they would be sent." }),
    preflight: z
      .array(
        z.object({
          field: z.string(),
          known: z.int(),
          hashedAlready: z.int().openapi({ description: "Of a field that is hashed: those that seem to be a hash." }),
          invalid: z.int(),
          differs: z.object({ rule: z.string(), count: z.int() }).nullable().openapi({ description: "Null: no other rule is common, or the field is not hashed." }),
        }),
      )
      .readonly(),
  })
  .openapi("ExportPreview");

export const failureSchema = z.custom<ErrorBody>().openapi({ type: "object", description: "What an error answers as `error`." });
