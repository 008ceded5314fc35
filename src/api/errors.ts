import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError, type Problem } from "../errors.ts";
import type { AppContext } from "./context.ts";
import type { ApiEnv } from "./env.ts";

export interface ErrorRow {
  readonly code: string;
  readonly status: ContentfulStatusCode;
  /** For `docs/api.md`, which a test compares with this table. */
  readonly meaning: string;
}

/** The codes whose status is not 400: every other `AppError` says what is wrong with what the caller sent. */
export const errorRows: readonly ErrorRow[] = [
  { code: "unauthorized", status: 401, meaning: "No session cookie and no valid token came with the request." },
  { code: "forbidden", status: 403, meaning: "Who asks may not do this." },
  { code: "wrong_origin", status: 403, meaning: "The request was sent by a page of another site." },
  { code: "wrong_host", status: 403, meaning: "The request names a host that this server is not." },
  { code: "not_found", status: 404, meaning: "There is no such address, segment or customer." },
  { code: "conflict", status: 409, meaning: "The segment was saved by somebody else in between." },
  { code: "too_large", status: 413, meaning: "The body of the request is larger than 16 MiB." },
  { code: "unsupported_media_type", status: 415, meaning: "The body is not of the type that this address takes." },
  { code: "cancelled", status: 408, meaning: "The caller went away before the answer was there." },
  { code: "internal", status: 500, meaning: "A bug of Coterie. The log of the server has the details under the request id." },
  { code: "busy", status: 503, meaning: "Too much is asked at once; ask again in a moment." },
  { code: "engine_unavailable", status: 503, meaning: "The engine does not answer; it is being started again." },
  { code: "not_ready", status: 503, meaning: "The server is starting or its store or engine does not answer." },
  { code: "timed_out", status: 504, meaning: "The question took longer than the server allows." },
];

const statuses = new Map(errorRows.map(({ code, status }) => [code, status]));

export function statusOf(error: AppError): ContentfulStatusCode {
  return statuses.get(error.code) ?? 400;
}

/** What the caller is told of anything that was thrown. Of a bug that is nothing but that it is one. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) return fromHttp(error);
  if (error instanceof Error && error.name === "AbortError") {
    return new AppError("cancelled", "The request was cancelled.", { cause: error });
  }
  return new AppError("internal", "Something went wrong inside Coterie.", {
    hint: "Try again. If it stays, report it with the request id of this answer.",
    cause: error,
  });
}

export function errorResponse(context: Context<ApiEnv>, error: AppError): Response {
  return context.json(error.toJSON(), statusOf(error));
}

/** Answers whatever a handler throws; tells `onError` of bugs. */
export function answerError({ onError }: Pick<AppContext, "onError">) {
  return (error: Error, context: Context<ApiEnv>): Response => {
    const answer = toAppError(error);
    if (answer.code === "internal") onError(error, context.get("requestId"));
    return errorResponse(context, answer);
  };
}

/** One error out of problems: of a single one its own words, otherwise how many there are. */
export function withProblems(code: string, subject: string, problems: readonly Problem[]): AppError {
  const [first] = problems;
  if (problems.length === 1 && first) {
    return new AppError(code, first.message, { path: first.path, hint: first.hint, problems });
  }
  return new AppError(code, `${subject} has ${problems.length} mistakes.`, { problems });
}

function fromHttp(error: HTTPException): AppError {
  switch (error.status) {
    case 400:
      return new AppError("invalid_json", "The body of the request is not JSON.", { cause: error });
    case 413:
      return new AppError("too_large", "The body of the request is larger than 16 MiB.", { cause: error });
    case 415:
      return new AppError("unsupported_media_type", "The body of the request is not of the right type.", {
        hint: "Send JSON with `Content-Type: application/json`.",
        cause: error,
      });
    default:
      return new AppError("internal", "Something went wrong inside Coterie.", { cause: error });
  }
}
