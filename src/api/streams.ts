/**
 * A response's body out of parts. When the caller goes away, the iteration ends (`return`).
 *
 * @param breakOff told first when the parts fail: the adapter to Node's server (2.1) would end such a response as if it were whole
 */
export function bodyOf(parts: AsyncIterable<Uint8Array>, breakOff: (error: unknown) => void = () => undefined): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        breakOff(error);
        throw error;
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** The parts of a request's body; none when there is no body. */
export async function* partsOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void, undefined> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

export interface Lines {
  /** One line of JSON; kept until the caller takes it. */
  write(line: unknown): void;
  /** As `write`, unless the caller is behind: for lines of which only the latest matters. */
  offer(line: unknown): void;
}

/** NDJSON, written by `work` as it goes. `gone` is told when the caller goes away; `work` throws nothing. */
export function linesOf(work: (lines: Lines) => Promise<void>, gone: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let open = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (line: unknown): void => {
        if (open) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      const offer = (line: unknown): void => {
        if ((controller.desiredSize ?? 0) > 0) write(line);
      };
      void work({ write, offer }).finally(() => {
        if (open) controller.close();
        open = false;
      });
    },
    cancel() {
      open = false;
      gone();
    },
  }, { highWaterMark: 16 });
}
