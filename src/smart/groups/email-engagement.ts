import { all, did, inLastDays, not } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const emailEngagement: SmartGroup = {
  id: "email-engagement",
  title: "E-mail (EDM) engagement",
  lead: "What customers do with the e-mail they get.",
  picture: "email",
  cards: [
    { id: "clicked", name: "Clicked this month", ways: [inLastDays("email_clicked", 30)] },
    {
      id: "opened",
      name: "Opened this month, no click",
      ways: [all(inLastDays("email_opened", 30), not(inLastDays("email_clicked", 30)))],
    },
    { id: "often", name: "Open often", ways: [inLastDays("email_opened", 90, { op: "at_least", value: 5 })] },
    {
      id: "unread",
      name: "Get e-mail, do not open it",
      ways: [all(inLastDays("email_received", 90, { op: "at_least", value: 3 }), not(inLastDays("email_opened", 90)))],
    },
    { id: "lost", name: "Used to open", ways: [all(did("email_opened"), not(inLastDays("email_opened", 180)))] },
    { id: "bounced", name: "Bounced in the last 90 days", ways: [inLastDays("email_bounced", 90)] },
  ],
};
