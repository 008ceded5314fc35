import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { parseTypes } from "../../catalog/type-name.ts";
import type { ColumnNames, ImportFormat, ImportRequest, ListRequest } from "../../ingest/request.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { isOurs, toAppError } from "../errors.ts";
import { requireAdministrator } from "../guards.ts";
import { NDJSON } from "../members-file.ts";
import { refusals } from "../responses.ts";
import { type Lines, linesOf, partsOf } from "../streams.ts";

/** For a caller that streams a file of known size and so cannot send `Content-Length`. */
const SIZE_HEADER = "x-content-bytes";

const column = z.string().min(1).optional();

const about = {
  format: z.enum(["csv", "ndjson", "parquet"]),
  name: z.string().max(1000).default("upload").openapi({ description: "What the file is called, for messages." }),
  types: z
    .string()
    .optional()
    .openapi({ description: "Types that are not to be inferred.", example: "age=number,tags=text[]" }),
  rejects: z
    .enum(["all", "first"])
    .default("first")
    .openapi({ description: "Whether each rejected row gets a line, or only the report's first 100 are told." }),
};

const file = {
  required: true,
  content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
} as const;

const answer = {
  description:
    "A line of JSON at a time: `{progress}` again and again, `{reject}` for rejected rows when they are asked for, then " +
    "one `{report}` or one `{error}`. Without a report nothing was imported, or the connection broke.",
  content: { [NDJSON]: { schema: z.string() } },
};

const customersRoute = createRoute({
  method: "post",
  path: "/imports/customers",
  middleware: requireAdministrator,
  summary: "Import a file of customers",
  request: {
    query: z.strictObject({ ...about, key: column.openapi({ description: "The column of the customer's key." }) }),
    body: file,
  },
  responses: { 200: answer, ...refusals },
});

const eventsRoute = createRoute({
  method: "post",
  path: "/imports/events",
  middleware: requireAdministrator,
  summary: "Import a file of events",
  request: {
    query: z.strictObject({
      ...about,
      customer: column.openapi({ description: "The column of the customer's key." }),
      event: column.openapi({ description: "The column of the event's name." }),
      time: column.openapi({ description: "The column of the event's time." }),
    }),
    body: file,
  },
  responses: { 200: answer, ...refusals },
});

const listRoute = createRoute({
  method: "post",
  path: "/imports/list",
  middleware: requireAdministrator,
  summary: "Upload a list of customer keys",
  request: {
    query: z.strictObject({
      ...about,
      list: z.string().regex(/^[\w.-]{1,100}$/, "expected 1 to 100 letters, digits, `_`, `.` or `-`").openapi({ description: "Its id." }),
      title: z.string().min(1).max(200).optional().openapi({ description: "Its name for people." }),
      mode: z.enum(["replace", "append"]).openapi({ description: "Whether the file is the list, or who is on it stays." }),
      customer: column.openapi({ description: "The column of the customer's key." }),
    }),
    body: file,
  },
  responses: { 200: answer, ...refusals },
});

export function importRoutes(context: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(customersRoute, (c) => {
    const { key, ...rest } = c.req.valid("query");
    return answerImport(context, c, "customers", rest, { customer: key });
  });

  routes.openapi(eventsRoute, (c) => {
    const { customer, event, time, ...rest } = c.req.valid("query");
    return answerImport(context, c, "events", rest, { customer, event, time });
  });

  routes.openapi(listRoute, (c) => {
    const { list, title, mode, customer, ...rest } = c.req.valid("query");
    return answerImport(context, c, "list", rest, { customer }, { id: list, name: title, mode });
  });

  return routes;
}

interface About {
  readonly format: ImportFormat;
  readonly name: string;
  readonly types?: string | undefined;
  readonly rejects: "all" | "first";
}

function answerImport(
  context: AppContext,
  c: Context<ApiEnv>,
  kind: ImportRequest["kind"],
  { format, name, types, rejects }: About,
  columns: ColumnNames,
  list?: ListRequest,
): Response {
  const length = Number(c.req.header("content-length") ?? c.req.header(SIZE_HEADER) ?? Number.NaN);
  const request: ImportRequest = {
    kind,
    format,
    name,
    columns,
    list,
    types: types === undefined ? undefined : parseTypes(types),
    bytes: Number.isSafeInteger(length) ? length : undefined,
    source: partsOf(c.req.raw.body),
  };
  const caller = new AbortController();
  const signal = AbortSignal.any([c.req.raw.signal, caller.signal]);
  const work = (lines: Lines) => run(context, request, { signal, rejects, requestId: c.get("requestId") }, lines);
  return new Response(linesOf(work, () => caller.abort()), { headers: { "content-type": `${NDJSON}; charset=utf-8` } });
}

interface Call {
  readonly signal: AbortSignal;
  readonly rejects: "all" | "first";
  readonly requestId: string;
}

/** Ends with a line of the report or of what went wrong: the status was sent before the work began. */
async function run({ imports, onError }: AppContext, request: ImportRequest, call: Call, lines: Lines): Promise<void> {
  try {
    const report = await imports.run(request, {
      signal: call.signal,
      onProgress: (progress) => lines.offer({ progress }),
      onReject: call.rejects === "all" ? (reject) => lines.write({ reject }) : undefined,
    });
    lines.write({ report });
  } catch (error) {
    const told = toAppError(error, call.signal);
    if (isOurs(told)) onError(error, call.requestId);
    lines.write(told);
  }
}
