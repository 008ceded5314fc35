/** The same bytes in pieces of `size`; the last one may be smaller. */
export async function* piecesOf(chunks: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Buffer> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (bytes + rest.length >= size) {
      const needed = size - bytes;
      yield Buffer.concat([...waiting, rest.subarray(0, needed)]);
      rest = rest.subarray(needed);
      waiting = [];
      bytes = 0;
    }
    if (rest.length > 0) waiting.push(rest);
    bytes += rest.length;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
