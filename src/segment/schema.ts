import { z } from "zod";
import type { Condition, EventFilter, Measure, RecordFilter, Window } from "./ast.ts";

/** The shape of every node, without the catalog: what may be written where. What it means is judged by `check`. */

const units = z.enum(["minute", "hour", "day", "week", "month", "quarter", "year"]);
const calendarUnits = z.enum(["day", "week", "month", "quarter", "year"]);
const positive = z.int().min(1);
const natural = z.int().min(0);

/** One strict shape a form of window; the key that tells a form from the others comes first. */
export const windowForms = {
  last: z.strictObject({ last: positive, unit: units }),
  next: z.strictObject({ next: positive, unit: units }),
  this: z.strictObject({ this: calendarUnits }),
  previous: z.strictObject({ previous: calendarUnits }),
  following: z.strictObject({ following: calendarUnits }),
  ago: z.strictObject({ ago: z.strictObject({ from: natural.optional(), to: natural, unit: units }) }),
  ahead: z.strictObject({ ahead: z.strictObject({ from: natural, to: natural.optional(), unit: units }) }),
  from: z
    .strictObject({ from: z.string().optional(), to: z.string().optional() })
    .refine(({ from, to }) => from !== undefined || to !== undefined, "The window is empty."),
} as const;

export const windowSchema: z.ZodType<Window> = z.union(Object.values(windowForms));

const measureSchema: z.ZodType<Measure> = z.discriminatedUnion("fn", [
  z.strictObject({ fn: z.enum(["count", "days"]) }),
  z.strictObject({ fn: z.enum(["sum", "avg", "min", "max", "distinct"]), property: z.string().min(1) }),
]);

const marks = { off: z.boolean().optional(), note: z.string().optional() };

const test = {
  op: z.string(),
  value: z.union([z.string(), z.number(), z.array(z.string()), z.array(z.number())]).optional(),
  window: windowSchema.optional(),
  match: z.enum(["any", "all", "none"]).optional(),
  caseSensitive: z.boolean().optional(),
};

const counted = {
  op: z.string().optional(),
  value: z.union([z.number(), z.array(z.number())]).optional(),
};

const eventNames = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

export const recordNodes = [
  z.strictObject({ kind: z.literal("all"), of: z.array(z.lazy(() => recordSchema)), ...marks }),
  z.strictObject({ kind: z.literal("any"), of: z.array(z.lazy(() => recordSchema)), ...marks }),
  z.strictObject({ kind: z.literal("not"), of: z.lazy(() => recordSchema), ...marks }),
  z.strictObject({ kind: z.literal("field"), field: z.string().min(1), ...test, ...marks }),
] as const;

export const stepShape = z.strictObject({
  event: eventNames,
  where: z.lazy(() => filterSchema).optional(),
  within: z.strictObject({ value: positive, unit: z.enum(["minute", "hour", "day", "week"]) }).optional(),
  absent: z.boolean().optional(),
});

export const filterNodes = [
  z.strictObject({ kind: z.literal("all"), of: z.array(z.lazy(() => filterSchema)), ...marks }),
  z.strictObject({ kind: z.literal("any"), of: z.array(z.lazy(() => filterSchema)), ...marks }),
  z.strictObject({ kind: z.literal("not"), of: z.lazy(() => filterSchema), ...marks }),
  z.strictObject({ kind: z.literal("property"), property: z.string().min(1), ...test, ...marks }),
  z.strictObject({ kind: z.literal("item"), of: z.string().min(1), where: z.lazy(() => recordSchema), ...counted, ...marks }),
] as const;

export const conditionNodes = [
  z.strictObject({ kind: z.literal("all"), of: z.array(z.lazy(() => conditionSchema)), ...marks }),
  z.strictObject({ kind: z.literal("any"), of: z.array(z.lazy(() => conditionSchema)), ...marks }),
  z.strictObject({ kind: z.literal("not"), of: z.lazy(() => conditionSchema), ...marks }),
  z.strictObject({
    kind: z.literal("attribute"),
    attribute: z.string().min(1),
    where: z.lazy(() => recordSchema).optional(),
    ...test,
    op: z.string().optional(),
    ...marks,
  }),
  z.strictObject({
    kind: z.literal("event"),
    event: eventNames,
    where: z.lazy(() => filterSchema).optional(),
    window: windowSchema.optional(),
    measure: measureSchema.optional(),
    ...counted,
    pick: z.enum(["first", "last"]).optional(),
    pickFrom: z.literal("ever").optional(),
    ...marks,
  }),
  z.strictObject({
    kind: z.literal("sequence"),
    steps: z.array(stepShape).min(2),
    window: windowSchema.optional(),
    same: z.array(z.string().min(1)).min(1).optional(),
    ...marks,
  }),
  z.strictObject({
    kind: z.literal("segment"),
    segment: z.string().min(1),
    entered: windowSchema.optional(),
    left: windowSchema.optional(),
    ...marks,
  }),
  z.strictObject({ kind: z.literal("exported"), destination: z.string().min(1), window: windowSchema.optional(), ...marks }),
  z.strictObject({ kind: z.literal("list"), list: z.string().min(1), ...marks }),
  z.strictObject({ kind: z.literal("sample"), percent: z.number(), salt: z.string(), offset: z.number().optional(), ...marks }),
] as const;

/** A test of one record. */
const recordSchema: z.ZodType<RecordFilter> = z.discriminatedUnion("kind", recordNodes);

/** A test of one event. */
const filterSchema: z.ZodType<EventFilter> = z.discriminatedUnion("kind", filterNodes);

/** A condition, with everything below it. Which fields an attribute takes depends on its type: `check` looks at that. */
export const conditionSchema = z.discriminatedUnion("kind", conditionNodes) as z.ZodType<unknown> as z.ZodType<Condition>;

/** A saved segment around its condition. */
export const envelopeSchema = z.strictObject({
  name: z.string().min(1).optional(),
  where: z.unknown(),
  timeZone: z.string().optional(),
});
