import { ClickHouseError } from "@clickhouse/client";
import { AppError } from "../errors.ts";

/** Runs a task of the client's: its failures become `AppError`s with code `engine_…`. */
export async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw translate(error);
  }
}

/** Whether the engine went away. */
export function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === "engine_gone";
}

const PASSING: readonly string[] = ["engine_busy", "engine_gone", "engine_memory", "engine_start_failed"];

/** Whether the engine is there again, or has more room, in a while: then the same may succeed. */
export function passesByItself(error: unknown): boolean {
  return error instanceof AppError && PASSING.includes(error.code);
}

/** Whether a table is missing: of those in memory, all are when the engine was started anew. */
export function lacksTable(error: unknown): boolean {
  if (!(error instanceof AppError) || !(error.cause instanceof ClickHouseError)) return false;
  return error.cause.type === "UNKNOWN_TABLE" || error.cause.type === "UNKNOWN_DATABASE";
}

/** Whether a statement was given up because it makes more groups than its `max_rows_to_group_by`. */
export function hasTooManyGroups(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof ClickHouseError && error.cause.type === "TOO_MANY_ROWS";
}

/** ClickHouse's own error types that stand for something the caller can act on. */
const KNOWN: Readonly<Record<string, { code: string; hint: string }>> = {
  MEMORY_LIMIT_EXCEEDED: { code: "engine_memory", hint: "Narrow the question, or give the engine more memory." },
  TIMEOUT_EXCEEDED: { code: "engine_timeout", hint: "Narrow the question, for example to a shorter window." },
  CANNOT_COMPILE_REGEXP: { code: "invalid_pattern", hint: "Write the pattern in RE2 syntax." },
  NOT_ENOUGH_SPACE: { code: "engine_disk_full", hint: "Free some disk space." },
  TOO_MANY_SIMULTANEOUS_QUERIES: { code: "engine_busy", hint: "Try again in a moment." },
  AUTHENTICATION_FAILED: { code: "engine_failed", hint: "Check the user and the password in CLICKHOUSE_URL." },
  ACCESS_DENIED: { code: "engine_failed", hint: "Grant the user of CLICKHOUSE_URL what docs/operations.md lists." },
  FUNCTION_THROW_IF_VALUE_IS_NON_ZERO: { code: "engine_failed", hint: "The engine and the store tell different things: restore both from backups of the same time." },
  // A node of the cluster did not answer the one that asked it.
  ALL_CONNECTION_TRIES_FAILED: { code: "engine_gone", hint: "A shard of the cluster does not answer: `npx coterie doctor` says which." },
  NETWORK_ERROR: { code: "engine_gone", hint: "A shard of the cluster went away: try again, or ask `npx coterie doctor`." },
  ATTEMPT_TO_READ_AFTER_EOF: { code: "engine_gone", hint: "A shard of the cluster went away: try again, or ask `npx coterie doctor`." },
};

function translate(error: unknown): unknown {
  if (error instanceof AppError || (error instanceof Error && error.name === "AbortError")) return error;
  if (error instanceof ClickHouseError) {
    const known = error.type === undefined ? undefined : KNOWN[error.type];
    return new AppError(known?.code ?? "engine_failed", firstLine(error.message), { hint: known?.hint, cause: error });
  }
  if (error instanceof Error && "code" in error && isConnectionFailure(error.code)) {
    return new AppError("engine_gone", "The engine went away while it worked on this.", {
      hint: "It restarts by itself: try again.",
      cause: error,
    });
  }
  // The engine's web server speaks in other words than the engine: such a request never reached it.
  if (error instanceof Error && /Poco::Exception|HTTP request/.test(error.message)) {
    return new AppError("engine_failed", firstLine(error.message), { cause: error });
  }
  return error;
}

const CONNECTION_FAILURES: readonly unknown[] = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "ECONNABORTED",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];

function isConnectionFailure(code: unknown): boolean {
  return CONNECTION_FAILURES.includes(code);
}

function firstLine(message: string): string {
  return message.split("\n")[0]?.slice(0, 500) ?? message;
}
