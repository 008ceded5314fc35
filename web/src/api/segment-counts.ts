import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";
import type { Receipt } from "./receipt.ts";
import type { Segment } from "./segments.ts";

/** How long what is asked for is gathered before it is asked together. */
const GATHER_MS = 30;
const MOST_TOGETHER = 100;

interface Waiting {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly resolve: (receipt: Receipt | null) => void;
  readonly reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];

/** The exact size of a saved segment, counted together with those that are asked for at the same time. Null: it needs repair. */
export function segmentCountQuery({ id, revision }: Pick<Segment, "id" | "revision">) {
  return queryOptions({
    queryKey: ["segment-count", id, revision],
    queryFn: ({ signal }) =>
      new Promise<Receipt | null>((resolve, reject) => {
        if (waiting.length === 0) setTimeout(send, GATHER_MS);
        waiting.push({ id, signal, resolve, reject });
      }),
    staleTime: 60_000,
  });
}

function send(): void {
  const all = waiting.filter(({ signal }) => !signal.aborted);
  waiting = [];
  for (let at = 0; at < all.length; at += MOST_TOGETHER) void together(all.slice(at, at + MOST_TOGETHER));
}

async function together(asked: readonly Waiting[]): Promise<void> {
  const over = new AbortController();
  const noticeAborted = () => {
    if (asked.every(({ signal }) => signal.aborted)) over.abort();
  };
  for (const { signal } of asked) signal.addEventListener("abort", noticeAborted);
  try {
    const body = { segments: asked.map(({ id }) => id) };
    const { counts } = await request<{ readonly counts: Readonly<Record<string, Receipt>> }>("/segments/counts", {
      method: "POST",
      body,
      signal: over.signal,
    });
    for (const { id, resolve } of asked) resolve(counts[id] ?? null);
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}
