import type { Picture } from "./pictures.ts";
import type { Ways } from "./ways.ts";

/** A row of ready segments. */
export interface SmartGroup {
  readonly id: string;
  readonly title: string;
  /** What the segments tell apart, in one sentence. */
  readonly lead: string;
  /** Which drawing stands on its cards. */
  readonly picture: Picture;
  readonly cards: readonly SmartCard[];
}

export interface SmartCard {
  /** Within its group. */
  readonly id: string;
  readonly name: string;
  /** Tried in this order: the first of which every role is played is the segment's. */
  readonly ways: Ways;
}
