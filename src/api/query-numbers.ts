import { z } from "@hono/zod-openapi";

/** A number in a query string, from 1. */
export const limitOf = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "expected a whole number")
    .transform(Number)
    .pipe(z.int().min(1).max(most))
    .openapi({ type: "integer", description: `1 to ${most}; left out: 50.` });
