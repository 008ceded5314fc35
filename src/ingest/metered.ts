import { createHash, type Hash } from "node:crypto";

const LF = 0x0a;

/** A stream of bytes that is counted and hashed as it passes. */
export class Metered implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #onChunk: (metered: Metered) => void;
  readonly #hash: Hash = createHash("sha256");
  bytes = 0;
  lines = 0;

  constructor(source: AsyncIterable<Uint8Array>, onChunk: (metered: Metered) => void) {
    this.#source = source;
    this.#onChunk = onChunk;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.bytes += chunk.length;
      this.#hash.update(chunk);
      for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) this.lines += 1;
      this.#onChunk(this);
      yield chunk;
    }
  }

  /** SHA-256 of everything that passed, hex. Once. */
  digest(): string {
    return this.#hash.digest("hex");
  }
}
