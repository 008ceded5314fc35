import { z } from "@hono/zod-openapi";
import { errorSchema } from "./schemas.ts";

/** The parts of a route's `responses` and `request`, so that a route reads as a table. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { "application/json": { schema } } } as const;
}

export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

/** Of an address that names a segment, a tag or a user. */
export const idParam = z.object({ id: z.string() });

const failed = json(errorSchema, "What is wrong and what to do.");

/** What every route behind the sign-in may answer. */
export const refusals = { 400: failed, 401: failed, 403: failed, 500: failed, 503: failed } as const;
export const missing = { 404: failed } as const;
export const conflicting = { 409: failed } as const;
