import { all, did, inLastDays, latestBetween, not } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const webEngagement: SmartGroup = {
  id: "web-engagement",
  title: "Web engagement",
  lead: "Who comes to the site, and who stays away.",
  picture: "web",
  cards: [
    { id: "week", name: "Visited this week", ways: [inLastDays("visit", 7)] },
    {
      id: "often",
      name: "On 8 days or more this month",
      ways: [inLastDays("visit", 30, { measure: { fn: "days" }, op: "at_least", value: 8 })],
    },
    { id: "month", name: "Visited this month", ways: [inLastDays("visit", 30)] },
    {
      id: "looked",
      name: "Looked at products, did not order",
      ways: [all(inLastDays("product_viewed", 30), not(inLastDays("order", 30)))],
    },
    { id: "cooling", name: "Last visit 31 to 90 days ago", ways: [latestBetween("visit", 30, 90)] },
    { id: "gone", name: "Away for more than 90 days", ways: [all(did("visit"), not(inLastDays("visit", 90)))] },
    { id: "never", name: "Never visited", ways: [not(did("visit"))] },
  ],
};
