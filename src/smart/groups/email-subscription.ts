import { all, inLastDays, is } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const emailSubscription: SmartGroup = {
  id: "email-subscription",
  title: "E-mail subscription",
  lead: "Who wants your e-mail, and who left.",
  picture: "subscription",
  cards: [
    { id: "subscribed", name: "Subscribed", ways: [is("email_consent", "is_true")] },
    { id: "not", name: "Not subscribed", ways: [is("email_consent", "is_false")] },
    { id: "unknown", name: "Never asked", ways: [is("email_consent", "is_unknown")] },
    { id: "left", name: "Unsubscribed in the last 90 days", ways: [inLastDays("email_unsubscribed", 90)] },
    {
      id: "buyers",
      name: "Bought lately, not subscribed",
      ways: [all(inLastDays("order", 90), is("email_consent", "is_false"))],
    },
  ],
};
