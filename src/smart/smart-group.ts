import type { Condition } from "../segment/ast.ts";
import type { Picture } from "./pictures.ts";

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
  /**
   * Definitions with ids of roles in the places of attributes, events and properties. The first of which every role is played is the
   * segment's; they are tried in this order.
   */
  readonly ways: readonly [Condition, ...Condition[]];
}
