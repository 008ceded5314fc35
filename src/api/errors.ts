import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError } from "../errors.ts";
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
  { code: "not_found", status: 404, meaning: "There is no such address, segment, tag, note, refresh, customer, user, destination, schedule or run." },
  { code: "method_not_allowed", status: 405, meaning: "The address does not take this method." },
  { code: "conflict", status: 409, meaning: "The segment was saved by somebody else in between." },
  { code: "name_taken", status: 409, meaning: "Another tag has this name, perhaps in another letter case." },
  { code: "already_featured", status: 409, meaning: "The segment is one of the featured ones." },
  { code: "in_use", status: 409, meaning: "Others refer to what was to be deleted for good; the message names them." },
  { code: "not_retryable", status: 409, meaning: "The run ended well, its rows are not kept any more, a newer one was begun since, or what was sent until it was cancelled is still being settled." },
  { code: "email_taken", status: 409, meaning: "There is a user with this e-mail address already." },
  { code: "too_large", status: 413, meaning: "The body of the request is larger than 16 MiB." },
  { code: "unsupported_media_type", status: 415, meaning: "The body is not of the type that this address takes." },
  { code: "cancelled", status: 408, meaning: "The caller went away before the answer was there." },
  { code: "internal", status: 500, meaning: "A bug of Coterie. The log of the server has the details under the request id." },
  { code: "engine_failed", status: 500, meaning: "The engine refused what Coterie asked of it: a bug of Coterie." },
  { code: "engine_busy", status: 503, meaning: "Too much is asked at once; ask again in a moment." },
  { code: "engine_gone", status: 503, meaning: "The engine went away during the work; it is being started again." },
  { code: "engine_closed", status: 503, meaning: "The server is shutting down." },
  { code: "engine_start_failed", status: 503, meaning: "The engine does not start." },
  { code: "engine_not_ended", status: 503, meaning: "The engine was ended by force and is still there: its disk may not answer." },
  { code: "engine_taken", status: 503, meaning: "Another Coterie uses the customers on the ClickHouse server: start this one again." },
  { code: "engine_layout", status: 503, meaning: "The ClickHouse servers are not laid out as the configuration says." },
  { code: "engine_memory", status: 503, meaning: "The question needs more memory than the engine may use." },
  { code: "destination_unreachable", status: 502, meaning: "The destination did not answer, or not in time." },
  { code: "not_ready", status: 503, meaning: "The server is starting or its store or engine does not answer." },
  { code: "engine_timeout", status: 504, meaning: "The question took longer than the engine may work on one." },
  { code: "engine_disk_full", status: 507, meaning: "The disk of the server is full." },
];

/** What passes by itself: the answer says after how many seconds to ask again. */
const PASSING: readonly string[] = ["engine_busy", "engine_gone", "engine_start_failed", "not_ready"];
const RETRY_AFTER_S = 1;

const statuses = new Map(errorRows.map(({ code, status }) => [code, status]));

function statusOf(error: AppError): ContentfulStatusCode {
  return statuses.get(error.code) ?? 400;
}

/**
 * What the caller is told of anything that was thrown. Of a bug that is nothing but that it is one; what is thrown after
 * the caller went away (`signal`) is no bug, whatever it is.
 */
export function toAppError(error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) return fromHttp(error);
  if (signal.aborted) {
    return new AppError("cancelled", "The request was cancelled.", { cause: error });
  }
  return new AppError("internal", "Something went wrong inside Coterie.", {
    hint: "Try again. If it stays, report it with the request id of this answer.",
    cause: error,
  });
}

/** Whether the log must know of it. */
export function isOurs(error: AppError): boolean {
  return statusOf(error) >= 500;
}

export function errorResponse(context: Context<ApiEnv>, error: AppError): Response {
  const headers = PASSING.includes(error.code) ? { "retry-after": String(RETRY_AFTER_S) } : undefined;
  return context.json(error.toJSON(), statusOf(error), headers);
}

/** Answers whatever a handler throws; tells `onError` of what the caller cannot mend. */
export function answerError({ onError }: Pick<AppContext, "onError">) {
  return (error: Error, context: Context<ApiEnv>): Response => {
    const answer = toAppError(error, context.req.raw.signal);
    if (isOurs(answer)) onError(error, context.get("requestId"));
    return errorResponse(context, answer);
  };
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
