import type { Attribute } from "../../../../src/catalog/types.ts";
import type { DestinationKinds } from "../../api/destinations.ts";

/** What columns can be made of, and how they can be written. */
export interface FieldMaterial extends Pick<DestinationKinds, "identifiers" | "datePatterns"> {
  readonly attributes: readonly Attribute[];
  /** The workspace's. */
  readonly timeZone: string;
}
