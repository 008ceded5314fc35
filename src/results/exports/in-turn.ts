import { Readable } from "node:stream";

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Streams one after another, each begun while the one before it is read. One that fails before anything of it was read is opened anew: the
 * engine gives up on whom it can't send to for half a minute, and the stream before may be read slowly. `open` must give the same each time.
 */
export async function* inTurn(streams: readonly { readonly open: () => Promise<Bytes>; readonly ended: () => void }[]): Bytes {
  let next = streams[0] && ahead(streams[0].open);
  try {
    for (const [at, { open, ended }] of streams.entries()) {
      const now = next;
      const following = streams[at + 1];
      next = following && ahead(following.open);
      if (now) yield* orAnew(now, open);
      ended();
    }
  } finally {
    next?.destroy();
  }
}

/** Of 64 KiB at most, each. */
const CHUNKS_AHEAD = 128;

/** A stream that is read before anybody asks for it. */
function ahead(open: () => Promise<Bytes>): Readable {
  const stream = Readable.from(opened(open), { highWaterMark: CHUNKS_AHEAD });
  // Whoever reads is told of a failure.
  stream.on("error", () => undefined);
  stream.read(0);
  return stream;
}

async function* opened(open: () => Promise<Bytes>): Bytes {
  yield* await open();
}

async function* orAnew(begun: Readable, open: () => Promise<Bytes>): Bytes {
  let isRead = false;
  try {
    for await (const chunk of begun) {
      isRead = true;
      yield chunk;
    }
    return;
  } catch (error) {
    if (isRead) throw error;
  }
  yield* opened(open);
}
