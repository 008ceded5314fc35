import type { Condition } from "../segment/ast.ts";

/** What an administrator changed about a card, or added as one. */
export interface SmartEdit {
  /** The ids of the group and of the card within it. One that is not shipped is an own card, with name and definition. */
  readonly group: string;
  readonly card: string;
  /** Null: as shipped. */
  readonly name: string | null;
  readonly definition: { readonly where: Condition; readonly timeZone: string | null } | null;
  readonly hidden: boolean;
  /** Its place in the group; null: after all that have one, in the order in which they are shipped. */
  readonly position: number | null;
}
