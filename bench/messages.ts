import { z } from "zod";

const keptRowsSchema = z.discriminatedUnion("table", [
  z.object({ table: z.literal("customers") }),
  z.object({ table: z.literal("events"), event: z.string(), from: z.number(), to: z.number() }),
]);

/** Customers, or the events of one name of customers whose ids are from `from` to below `to`. */
export type KeptRows = z.infer<typeof keptRowsSchema>;

/** What the benchmark asks of the process that serves the workspace. Its requests to the product go over HTTP instead. */
export const requestSchema = z.object({
  id: z.number(),
  task: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("make"), customers: z.number(), events: z.number() }),
    z.object({ kind: z.literal("csv"), customers: z.number(), events: z.number(), path: z.string() }),
    z.object({ kind: z.literal("parquet"), rows: keptRowsSchema, path: z.string() }),
    z.object({
      kind: z.literal("sql"),
      text: z.string(),
      params: z.record(z.string(), z.object({ type: z.string(), value: z.unknown() })),
    }),
    z.object({ kind: z.literal("engine_pid") }),
    z.object({ kind: z.literal("close") }),
  ]),
});

export type Request = z.infer<typeof requestSchema>;
export type Task = Request["task"];

export const answerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), address: z.string() }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
  z.object({ kind: z.literal("done"), id: z.number(), result: z.unknown().optional() }),
  z.object({ kind: z.literal("error"), id: z.number(), message: z.string() }),
]);

export type Answer = z.infer<typeof answerSchema>;

/** Rows of a statement, and the milliseconds from sending it to having read them. */
export const ranSchema = z.object({ rows: z.array(z.record(z.string(), z.unknown())), elapsedMs: z.number() });

export type Ran = z.infer<typeof ranSchema>;
