import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { typeName } from "../catalog/type-name.ts";
import { linesOf } from "../engine/byte-stream.ts";
import { AppError, ifThere, type Problem } from "../errors.ts";
import type { ImportOptions, ImportProgress, ImportReport, ImportRequest, Reject } from "../ingest/request.ts";
import type { Retyped } from "../ingest/retype.ts";
import type { Explanation } from "../results/explain.ts";
import type { Findings } from "../results/question.ts";
import type { Receipt } from "../results/receipt.ts";
import type { ReadDefinition } from "../results/sentence.ts";
import type { DoneRefresh, Refresh } from "../store/refreshes.ts";
import { type Backend, type CatalogView, type ExportedRun, LOOK_MS } from "./backend.ts";
import { idOfNamed } from "./named.ts";
import { assertSomebody } from "./somebody.ts";

export interface RemotePlace {
  readonly address: string;
  readonly token: string;
}

/** Works through a running server. Answers of the server are taken as its API describes them. */
export function remoteBackend({ address, token }: RemotePlace): Backend {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(`/api/v1${path}`, address);
    let response: Response;
    try {
      response = await fetch(url, { ...init, method, headers: { ...init.headers, authorization: `Bearer ${token}` } });
    } catch (cause) {
      throw new AppError("no_server", `The server at ${address} does not answer.`, {
        hint: "Check the address, and that the server runs.",
        cause,
      });
    }
    if (!response.ok) throw toError(await response.json().catch(() => undefined), response.status);
    return response;
  };
  const post = async (path: string, body: unknown): Promise<Response> =>
    send("POST", path, { body: jsonText(body), headers: { "content-type": "application/json" } });

  return {
    async catalog() {
      const [attributes, events, lists] = await Promise.all([send("GET", "/attributes"), send("GET", "/events"), send("GET", "/lists")]);
      return {
        ...(await json<Pick<CatalogView, "lists">>(lists)),
        ...(await json<Pick<CatalogView, "customers" | "attributes">>(attributes)),
        ...(await json<Pick<CatalogView, "events">>(events)),
      };
    },
    count: (question) => json<Receipt>(post("/segments/count", question)),
    check: (question) => json<Findings>(post("/segments/check", question)),
    parse: (text) => json<ReadDefinition>(post("/segments/parse", { text })),
    explain: (question, customer) => json<Explanation>(post("/segments/explain", { ...question, customer })),
    async members(question, { format, columns, limit }) {
      return bytesOf(await post(`/segments/members.${format}`, { ...question, columns, limit }));
    },
    async import(request, options) {
      const response = await send("POST", `/imports/${request.kind}?${importQuery(request, options)}`, {
        body: Readable.toWeb(Readable.from(request.source)) as ReadableStream,
        headers: {
          "content-type": "application/octet-stream",
          ...(request.bytes !== undefined && { "x-content-bytes": String(request.bytes) }),
        },
        duplex: "half",
        ...(options.signal && { signal: options.signal }),
      });
      return readReport(response, options);
    },
    retype: ({ type, ...request }) => json<Retyped>(post("/retype", { ...request, type: typeName(type) })),
    refresh: (segment) => json<DoneRefresh>(send("POST", `/segments/${encodeURIComponent(segment)}/refresh`)),
    async history(segment, limit) {
      const path = `/segments/${encodeURIComponent(segment)}/refreshes?limit=${limit}`;
      return (await json<{ refreshes: readonly Refresh[] }>(send("GET", path))).refreshes;
    },
    async export(request, onProgress) {
      const source = { kind: "segment", segment: await idOfSegment(request.segment) };
      const { destinations } = await json<{ destinations: readonly Named[] }>(send("GET", "/destinations"));
      const destination = idOfNamed("destination", destinations, request.destination);
      const asked = { source, destination, parameters: request.parameters };
      await assertSomebody(request, () => json(post("/exports/ladder", asked)));
      const { id } = await json<{ id: string }>(post("/exports", asked));
      for (;;) {
        const run = await json<ExportedRun>(send("GET", `/exports/${id}`));
        if (run.status !== "waiting" && run.status !== "running") return run;
        onProgress(run);
        await sleep(LOOK_MS);
      }
    },
    async signInLink() {
      const { link } = await json<{ link: string }>(post("/sign-in-links", {}));
      return link;
    },
    page: (path) => new URL(path, address).href,
    async isEmpty() {
      const { customers, attributes } = await json<Pick<CatalogView, "customers" | "attributes">>(send("GET", "/attributes"));
      return customers === 0 && attributes.length === 0;
    },
    close: () => Promise.resolve(),
  };

  async function idOfSegment(given: string): Promise<string> {
    const withId = await ifThere(json<Named>(send("GET", `/segments/${encodeURIComponent(given)}`)));
    return withId?.id ?? idOfNamed("segment", await foundBy(given), given);
  }

  /** On all pages. */
  async function foundBy(search: string): Promise<readonly Named[]> {
    const found: Named[] = [];
    let next: string | null = null;
    do {
      const asked = new URLSearchParams({ search, ...(next !== null && { cursor: next }) });
      const page: { readonly segments: readonly Named[]; readonly next: string | null } = await json(send("GET", `/segments?${asked}`));
      found.push(...page.segments);
      ({ next } = page);
    } while (next !== null);
    return found;
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function importQuery(request: ImportRequest, options: ImportOptions): URLSearchParams {
  const types = request.types && [...request.types].map(([name, type]) => `${name}=${typeName(type)}`).join(",");
  const { customer, event, time } = request.columns;
  const given = {
    format: request.format,
    name: request.name,
    [request.kind === "customers" ? "key" : "customer"]: customer,
    event,
    time,
    list: request.list?.id,
    title: request.list?.name,
    mode: request.list?.mode,
    types,
    rejects: options.onReject === undefined ? undefined : "all",
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  return query;
}

/** Lines of `{progress}` and `{reject}`, then one of `{report}` or `{error}`. */
async function readReport(response: Response, options: ImportOptions): Promise<ImportReport> {
  for await (const line of linesOf(bytesOf(response))) {
    const message: { progress?: ImportProgress; reject?: Reject; report?: ImportReport; error?: unknown } = JSON.parse(line);
    if (message.progress) options.onProgress?.(message.progress);
    if (message.reject) options.onReject?.(message.reject);
    if (message.report) return message.report;
    if (message.error) throw toError(message, response.status);
  }
  throw new AppError("no_server", "The server went away before the import ended.", {
    hint: "Nothing was taken in unless it ended just then: running it again is safe.",
  });
}

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    hint: z.string().optional(),
    problems: z.array(z.custom<Problem>()).optional(),
  }),
});

function toError(body: unknown, status: number): AppError {
  const { data } = errorSchema.safeParse(body);
  if (data) return new AppError(data.error.code, data.error.message, data.error);
  return new AppError("no_server", `The server answered with status ${status} and no reason.`, {
    hint: "Is this the address of a Coterie server?",
  });
}

/** Throws `AppError("too_deep")` for what is nested so deep that no server would take it. */
function jsonText(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError("too_deep", "The definition is nested too deep to be sent.", { hint: "Unwrap groups that hold a single condition.", cause });
  }
}

async function json<T>(response: Response | Promise<Response>): Promise<T> {
  return (await response).json() as Promise<T>;
}

async function* bytesOf(response: Response): AsyncIterable<Uint8Array> {
  if (response.body) yield* response.body;
}
