const CHUNK_CHARACTERS = 256 * 1024;

/** One JSON document a line, UTF-8, in chunks of about 256 KiB that end with a line. */
export function* ndjson(rows: Iterable<unknown>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  for (const row of rows) {
    text += `${JSON.stringify(row)}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield encoder.encode(text);
    text = "";
  }
  if (text !== "") yield encoder.encode(text);
}
