import { z } from "zod";
import type { App } from "../app.ts";

/** What became of one request. */
export type Outcome =
  | { readonly kind: "answered"; readonly body: unknown }
  /** By this side. */
  | { readonly kind: "cancelled" }
  /** An error that says that it passes. */
  | { readonly kind: "refused"; readonly code: string }
  /** A download that broke off, as it must when it is not whole. */
  | { readonly kind: "broken off" }
  /** Anything else: what must not be. */
  | { readonly kind: "failed"; readonly why: string };

/** An answer that takes longer is none. */
export const MOST_WAIT_MS = 120_000;

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }) });

/**
 * Each request has a connection of its own: one that is kept may be closed by the server in the moment in which it is used again, which
 * says nothing of the server.
 */
export const ALONE = { connection: "close" } as const;

/** Asks a question, or reads where there is no body. `cancel` is the caller's going away. */
export async function ask(app: App, path: string, body?: unknown, cancel?: AbortSignal): Promise<Outcome> {
  const patience = AbortSignal.timeout(MOST_WAIT_MS);
  const signal = cancel === undefined ? patience : AbortSignal.any([patience, cancel]);
  try {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await app.request(path, { ...sent, headers: ALONE, signal });
    const answer: unknown = await response.json();
    return response.ok ? { kind: "answered", body: answer } : refusal(answer, response);
  } catch (error) {
    return thrown(error, cancel, patience);
  }
}

/** Downloads a file: its text when it came whole. */
export async function download(app: App, path: string, body: unknown): Promise<Outcome> {
  const patience = AbortSignal.timeout(MOST_WAIT_MS);
  let response: Response;
  try {
    response = await app.request(path, { method: "POST", headers: ALONE, body: JSON.stringify(body), signal: patience });
    if (!response.ok) return refusal(await response.json(), response);
  } catch (error) {
    return thrown(error, undefined, patience);
  }
  try {
    return { kind: "answered", body: await response.text() };
  } catch {
    return patience.aborted ? thrown(undefined, undefined, patience) : { kind: "broken off" };
  }
}

/** Whether an error that came by itself, or in a line of an answer that had begun, says that it passes. */
export function refusal(answer: unknown, response?: Response): Outcome {
  const parsed = errorSchema.safeParse(answer);
  if (!parsed.success) return { kind: "failed", why: `an error without a shape: ${JSON.stringify(answer)}` };
  const { code, message, hint } = parsed.data.error;
  const says = hint !== undefined && /again/.test(hint);
  const passes = response === undefined || (response.status === 503 && response.headers.has("retry-after"));
  if (says && passes) return { kind: "refused", code };
  return { kind: "failed", why: `${response?.status ?? ""} ${code}: ${message} ${hint ?? "(no hint)"}` };
}

function thrown(error: unknown, cancel: AbortSignal | undefined, patience: AbortSignal): Outcome {
  if (cancel?.aborted) return { kind: "cancelled" };
  if (patience.aborted) return { kind: "failed", why: `no answer in ${MOST_WAIT_MS / 1000} s` };
  return { kind: "failed", why: inWords(error) };
}

/** With the cause, which alone says what a failed request failed by. */
export function inWords(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${String(error)}${cause}`;
}
