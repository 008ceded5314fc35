import type { ValueType } from "../../catalog/types.ts";
import { barAt, type Scale } from "./scale.ts";
import { isSome, NONE } from "./sets.ts";
import type { Bar, BarOf, Both, TileData } from "./tile.ts";

/** How many have what the engine names by a key. */
export interface Found extends Both {
  readonly key: string;
}

/** The chart of values that are cut into bands. */
export function chartOf(type: ValueType): TileData["chart"] {
  return type === "number" ? "histogram" : "line";
}

/** All bars, also empty ones, but for the outermost. */
export function bandBars(scale: Extract<Scale, { readonly kind: "bands" }>, found: readonly Found[], bar: (of: BarOf, counted: Both) => Bar): readonly Bar[] {
  const counted = new Map(found.map((one) => [barAt(scale, one.key), one]));
  const all = scale.bars.map((of, place) => bar(of, counted.get(place) ?? NONE));
  return all.filter((one, place) => isSome(one) || (place > 0 && place < all.length - 1));
}
