import type { Condition, Window } from "../../segment/ast.ts";
import { did, is, not } from "../conditions.ts";
import type { SmartCard, SmartGroup } from "../smart-group.ts";

/** Months since sign-up, or since the first order where no day of sign-up is kept. */
export const lifetime: SmartGroup = {
  id: "customer-lifetime",
  title: "Customer lifetime",
  lead: "How long they have been with you.",
  picture: "lifetime",
  cards: [
    card("new", "New in the last 30 days", { last: 30, unit: "day" }),
    card("half-year", "1 to 6 months", days(31, 182)),
    card("year", "6 to 12 months", days(183, 365)),
    card("two-years", "1 to 2 years", days(366, 730)),
    card("longer", "More than 2 years", { ago: { to: 731, unit: "day" } }),
    { id: "unknown", name: "Beginning unknown", ways: [is("signed_up_at", "is_unknown"), not(did("order"))] },
  ],
};

function card(id: string, name: string, window: Window): SmartCard {
  const signedUp: Condition = { kind: "attribute", attribute: "signed_up_at", op: "in", window };
  const firstOrder: Condition = { kind: "event", event: "order", pick: "first", pickFrom: "ever", window };
  return { id, name, ways: [signedUp, firstOrder] };
}

function days(to: number, from: number): Window {
  return { ago: { from, to, unit: "day" } };
}
