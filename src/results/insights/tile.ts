import type { Condition } from "../../segment/ast.ts";

/** What a tile looks at. */
export type Tile =
  | { readonly kind: "attribute"; readonly attribute: string }
  /** Who did an event, by the days, weeks or months up to now. */
  | { readonly kind: "event"; readonly event: string; readonly by: Period }
  /** Who did an event with which value of a property. */
  | { readonly kind: "property"; readonly event: string; readonly property: string }
  /** Who meets a condition; `where` is judged as any definition is. */
  | { readonly kind: "condition"; readonly where: unknown };

export type Period = "day" | "week" | "month";

/** What customers of a bar have in common. Days are `YYYY-MM-DD` in the zone of the question, both included. */
export type BarOf =
  | { readonly kind: "value"; readonly value: string | number }
  /** From the first end, included, to the second, which is not; null: no end. */
  | { readonly kind: "range"; readonly from: number | null; readonly to: number | null }
  | { readonly kind: "days"; readonly from: string | null; readonly to: string | null }
  | { readonly kind: "yes" | "no" }
  /** Other values than those of the bars beside it. */
  | { readonly kind: "others" }
  | { readonly kind: "unknown" };

/** Customers of the segment, and of what it is compared with. */
export interface Both {
  readonly segment: number;
  readonly base: number;
}

export interface Bar extends Both {
  readonly of: BarOf;
  /** Holds for exactly the customers of the bar, asked at the same instant in the same zone. */
  readonly where: Condition;
}

/** What a tile shows. */
export interface TileData {
  readonly chart: "bars" | "histogram" | "line" | "split";
  /** Whether a customer may be in several bars, as with the items of a list. */
  readonly overlapping: boolean;
  /** For how many it is known; of an event: who did it in the time that is shown. */
  readonly known: Both;
  readonly bars: readonly Bar[];
}
