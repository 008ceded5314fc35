/** A set as the engine gives it. */
export interface SetBytes {
  readonly size: number;
  /** The engine's own form of it. */
  readonly members: Uint8Array;
}

/** A `UInt64`. */
const SIZE_BYTES = 8;

/**
 * Reads rows of a size and a set, in the engine's format RowBinary: 8 bytes, then a text with its length before it.
 * See https://clickhouse.com/docs/interfaces/formats/RowBinary
 */
export function readSets(bytes: Uint8Array): readonly SetBytes[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sets: SetBytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Number(view.getBigUint64(at, true));
    const { length, begin } = readLength(view, at + SIZE_BYTES);
    sets.push({ size, members: bytes.subarray(begin, begin + length) });
    at = begin + length;
  }
  return sets;
}

/** Seven bits a byte, the lowest first; the highest bit says that another byte follows. */
function readLength(view: DataView, at: number): { readonly length: number; readonly begin: number } {
  let length = 0;
  for (let place = at, factor = 1; ; place += 1, factor *= 128) {
    const byte = view.getUint8(place);
    length += (byte & 0x7f) * factor;
    if (byte < 0x80) return { length, begin: place + 1 };
  }
}
