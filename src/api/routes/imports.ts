import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppContext, ImportRequest } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { toAppError } from "../errors.ts";
import { refusals } from "../responses.ts";
import { type Lines, linesOf, partsOf } from "../streams.ts";

/** Widened, since the route's types take whatever ends in `json` for one document. */
const NDJSON: string = "application/x-ndjson";

const column = z.string().min(1).optional();

const importRoute = createRoute({
  method: "post",
  path: "/imports/{kind}",
  summary: "Import a file of customers or events",
  request: {
    params: z.object({ kind: z.enum(["customers", "events"]) }),
    query: z.strictObject({
      format: z.enum(["csv", "ndjson", "parquet"]),
      name: z.string().max(1000).default("upload").openapi({ description: "What the file is called, for messages." }),
      key: column.openapi({ description: "Customers: the column of their key." }),
      customer: column.openapi({ description: "Events: the column of the customer's key." }),
      event: column.openapi({ description: "Events: the column of their name." }),
      time: column.openapi({ description: "Events: the column of their time." }),
      types: z.string().optional().openapi({ description: "Types that are not to be inferred.", example: "age=number,tags=text[]" }),
    }),
    body: { required: true, content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } },
  },
  responses: {
    200: {
      description:
        "A line of JSON at a time: `{progress}` again and again, then one `{report}` or one `{error}`. " +
        "Without a last line of these two nothing was imported.",
      content: { [NDJSON]: { schema: z.string() } },
    },
    ...refusals,
  },
});

export function importRoutes(context: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(importRoute, (c) => {
    const { kind } = c.req.valid("param");
    const { format, name, ...options } = c.req.valid("query");
    const length = Number(c.req.header("content-length") ?? Number.NaN);
    const source = partsOf(c.req.raw.body);
    const bytes = Number.isSafeInteger(length) ? length : undefined;
    const request: ImportRequest = { kind, format, name, source, bytes, options };
    const caller = new AbortController();
    const signal = AbortSignal.any([c.req.raw.signal, caller.signal]);
    const id = c.get("requestId");
    const lines = linesOf((out) => run(context, request, signal, id, out), () => caller.abort());
    return new Response(lines, { headers: { "content-type": `${NDJSON}; charset=utf-8` } });
  });

  return routes;
}

/** Ends with a line of the report or of what went wrong: the status was sent before the work began. */
async function run(
  { imports, onError }: AppContext,
  request: ImportRequest,
  signal: AbortSignal,
  requestId: string,
  lines: Lines,
): Promise<void> {
  try {
    const report = await imports.run(request, { signal, onProgress: (progress) => lines.offer({ progress }) });
    lines.write({ report });
  } catch (error) {
    const answer = toAppError(error);
    if (answer.code === "internal") onError(error, requestId);
    lines.write(answer);
  }
}
