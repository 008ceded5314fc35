import type { EventType, Field } from "../../../../../../src/catalog/types.ts";

/** Of what a condition is said: of a customer, or inside of one of an event or a record. */
export type Subject =
  | { readonly kind: "customer" }
  | { readonly kind: "event"; readonly events: readonly EventType[] }
  | {
      readonly kind: "record";
      /** The attribute or property that holds the records. */
      readonly of: string;
      readonly fields: readonly Field[];
      /** The names of the events whose property it is; undefined: it is an attribute. */
      readonly events?: readonly string[];
    };

export const CUSTOMER: Subject = { kind: "customer" };
