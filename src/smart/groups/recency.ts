import { all, did, inLastDays, latestBetween, not } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const recency: SmartGroup = {
  id: "spending-recency",
  title: "Spending recency",
  lead: "How long ago they last ordered.",
  picture: "recency",
  cards: [
    { id: "month", name: "In the last 30 days", ways: [inLastDays("order", 30)] },
    { id: "quarter", name: "31 to 90 days ago", ways: [latestBetween("order", 30, 90)] },
    { id: "half-year", name: "91 to 180 days ago", ways: [latestBetween("order", 90, 180)] },
    { id: "year", name: "181 to 365 days ago", ways: [latestBetween("order", 180, 365)] },
    { id: "longer", name: "More than a year ago", ways: [all(did("order"), not(inLastDays("order", 365)))] },
    { id: "never", name: "Never ordered", ways: [not(did("order"))] },
  ],
};
