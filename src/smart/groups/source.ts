import { is, isOneOf } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const source: SmartGroup = {
  id: "source",
  title: "Source",
  lead: "How they found you.",
  picture: "source",
  cards: [
    {
      id: "search",
      name: "Organic search",
      ways: [isOneOf("source", ["organic_search", "organic search", "organic", "seo", "search"])],
    },
    {
      id: "paid",
      name: "Advertising",
      ways: [
        isOneOf("source", [
          "paid_search",
          "paid search",
          "cpc",
          "ppc",
          "sem",
          "ads",
          "paid",
          "paid_social",
          "paid social",
          "display",
          "google ads",
          "adwords",
        ]),
      ],
    },
    {
      id: "social",
      name: "Social media",
      ways: [
        isOneOf("source", [
          "social",
          "facebook",
          "instagram",
          "tiktok",
          "twitter",
          "x",
          "linkedin",
          "youtube",
          "pinterest",
          "organic_social",
        ]),
      ],
    },
    { id: "direct", name: "Direct", ways: [isOneOf("source", ["direct", "(direct)", "none", "typed"])] },
    {
      id: "referral",
      name: "Referrals and partners",
      ways: [isOneOf("source", ["referral", "refer a friend", "affiliate", "affiliates", "partner", "friend"])],
    },
    { id: "email", name: "E-mail", ways: [isOneOf("source", ["email", "e-mail", "newsletter", "edm"])] },
    {
      id: "store",
      name: "Shops and events",
      ways: [isOneOf("source", ["store", "in_store", "in store", "retail", "shop", "pos", "offline", "event"])],
    },
    { id: "unknown", name: "Source unknown", ways: [is("source", "is_unknown")] },
  ],
};
