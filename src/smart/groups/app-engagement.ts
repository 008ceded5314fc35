import { all, did, inLastDays, latestBetween, not } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const appEngagement: SmartGroup = {
  id: "app-engagement",
  title: "Mobile app engagement",
  lead: "Who uses the app, and who stopped.",
  picture: "app",
  cards: [
    { id: "week", name: "Opened the app this week", ways: [inLastDays("app_opened", 7)] },
    {
      id: "often",
      name: "On 8 days or more this month",
      ways: [inLastDays("app_opened", 30, { measure: { fn: "days" }, op: "at_least", value: 8 })],
    },
    { id: "month", name: "Opened the app this month", ways: [inLastDays("app_opened", 30)] },
    { id: "cooling", name: "Last opened 31 to 90 days ago", ways: [latestBetween("app_opened", 30, 90)] },
    { id: "gone", name: "Not for more than 90 days", ways: [all(did("app_opened"), not(inLastDays("app_opened", 90)))] },
    { id: "never", name: "Customers without the app", ways: [all(did("order"), not(did("app_opened")))] },
  ],
};
