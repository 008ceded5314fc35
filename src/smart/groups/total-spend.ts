import type { Condition } from "../../segment/ast.ts";
import { all, did, not } from "../conditions.ts";
import type { SmartCard, SmartGroup } from "../smart-group.ts";

const LIMITS = [50, 100, 250, 500, 1_000] as const;

/** The value of all orders together, or what is kept as the total where there are no orders. */
export const totalSpend: SmartGroup = {
  id: "total-spend",
  title: "Total spend",
  lead: "The value of all their orders, in your currency.",
  picture: "spend",
  cards: [
    {
      id: "under-50",
      name: "Under 50",
      ways: [all(did("order"), not(atLeast(50))), all(total("greater_than", 0), total("less_than", 50))],
    },
    ...LIMITS.slice(0, -1).map((from, at): SmartCard => {
      const end = LIMITS[at + 1] ?? from;
      return {
        id: `${from}-${end}`,
        name: `${money(from)} to ${money(end)}`,
        ways: [all(atLeast(from), not(atLeast(end))), all(total("at_least", from), total("less_than", end))],
      };
    }),
    { id: "1000-up", name: "1,000 and more", ways: [atLeast(1_000), total("at_least", 1_000)] },
  ],
};

function atLeast(value: number): Condition {
  return did("order", { measure: { fn: "sum", property: "order_value" }, op: "at_least", value });
}

function total(op: string, value: number): Condition {
  return { kind: "attribute", attribute: "total_spend", op, value };
}

function money(value: number): string {
  return value.toLocaleString("en");
}
