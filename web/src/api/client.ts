import type { Problem } from "../../../src/errors.ts";

/** A refusal of the server, or its silence (`status` 0). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  readonly problems: readonly Problem[];

  constructor(status: number, problem: Problem & { readonly problems?: readonly Problem[] }) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
    this.hint = problem.hint;
    this.problems = problem.problems ?? [];
  }
}

interface RequestOptions {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the server and gives its JSON body. Throws ApiError. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  const body = await readJson(response);
  if (!response.ok) throw new ApiError(response.status, problemOf(body));
  return body as T;
}

/** Calls the server and gives the body as it is. Throws ApiError. */
export async function requestFile(path: string, options: RequestOptions = {}): Promise<Blob> {
  const response = await send(path, options);
  if (!response.ok) throw new ApiError(response.status, problemOf(await readJson(response)));
  return response.blob();
}

/** A query string of what is given; undefined is left out. */
export function query(values: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) search.set(name, value);
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

async function send(path: string, { method = "GET", body, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, {
      code: "unreachable",
      message: "The server does not answer.",
      hint: "Check that Coterie is running, then try again.",
    });
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(body: unknown): Problem & { problems?: readonly Problem[] } {
  if (typeof body === "object" && body !== null && "error" in body) {
    return body.error as Problem & { problems?: readonly Problem[] };
  }
  return { code: "unexpected_answer", message: "The server gave an answer that is not understood." };
}
