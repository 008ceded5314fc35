import { all, did, inLastDays, latestBetween, not } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const interaction: SmartGroup = {
  id: "customer-interaction",
  title: "Customer interaction",
  lead: "When and how often customers last did anything.",
  picture: "interaction",
  cards: [
    { id: "week", name: "Active this week", ways: [inLastDays("interaction", 7)] },
    {
      id: "often",
      name: "Active on 8 days or more",
      ways: [inLastDays("interaction", 30, { measure: { fn: "days" }, op: "at_least", value: 8 })],
    },
    { id: "month", name: "Active this month", ways: [inLastDays("interaction", 30)] },
    { id: "cooling", name: "Quiet for a month", ways: [latestBetween("interaction", 30, 90)] },
    { id: "sleeping", name: "Quiet for a quarter", ways: [latestBetween("interaction", 90, 365)] },
    { id: "gone", name: "Quiet for a year", ways: [all(did("interaction"), not(inLastDays("interaction", 365)))] },
    { id: "never", name: "Never did anything", ways: [not(did("interaction"))] },
  ],
};
