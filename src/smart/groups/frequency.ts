import type { Condition } from "../../segment/ast.ts";
import { all, did, inLastDays, not } from "../conditions.ts";
import type { SmartCard, SmartGroup } from "../smart-group.ts";

export const frequency: SmartGroup = {
  id: "spending-frequency",
  title: "Spending frequency",
  lead: "How many orders in the last 365 days.",
  picture: "frequency",
  cards: [
    band("once", "1 order", 1, 2),
    band("twice", "2 orders", 2, 3),
    band("few", "3 to 5 orders", 3, 6),
    band("many", "6 to 10 orders", 6, 11),
    { id: "most", name: "More than 10 orders", ways: [orders(11)] },
    { id: "none", name: "Bought before, not this year", ways: [all(did("order"), not(orders(1)))] },
  ],
};

function band(id: string, name: string, from: number, end: number): SmartCard {
  return { id, name, ways: [all(orders(from), not(orders(end)))] };
}

function orders(value: number): Condition {
  return inLastDays("order", 365, { op: "at_least", value });
}
