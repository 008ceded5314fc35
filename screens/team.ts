import type { Condition } from "../src/segment/ast.ts";

interface TeamSegment {
  readonly name: string;
  readonly where: Condition;
  readonly tags?: readonly string[];
  /** It lies in the trash. */
  readonly deleted?: boolean;
}

export const TAGS = [
  { name: "always on", color: "teal" },
  { name: "newsletter", color: "violet" },
  { name: "spring", color: "orange" },
] as const;

/** The segment that the screens of one segment show. */
export const RICH = "Best of Singapore";
export const FEATURED = [RICH, "Bought twice in a year", "Cart left behind"] as const;
export const NOTES = ["For the spring campaign.\nAsk Ana before it goes out.", "Gold and platinum are in by tier, whatever they spent."] as const;
export const USERS = [
  { name: "Ana Tan", email: "ana@example.com" },
  { name: "Bo Lindqvist", email: "bo@example.com" },
] as const;
export const TEST_PEOPLE = ["C100217", "C100005"] as const;

const SINGAPORE: Condition = { kind: "attribute", attribute: "country", op: "any_of", value: ["SG", "Singapore"] };
const ORDERED: Condition = { kind: "event", event: "Order Completed", op: "at_least", value: 2, window: { last: 365, unit: "day" } };

/** Every kind of condition that a page shows differently. */
const BEST: Condition = {
  kind: "all",
  of: [
    SINGAPORE,
    {
      kind: "any",
      of: [
        {
          kind: "event",
          event: "Order Completed",
          measure: { fn: "sum", property: "revenue" },
          op: "at_least",
          value: 150,
          window: { last: 1, unit: "year" },
        },
        {
          kind: "event",
          event: "Order Completed",
          where: { kind: "item", of: "products", where: { kind: "field", field: "category", op: "equals", value: "shoes" } },
        },
        { kind: "attribute", attribute: "loyalty_tier", op: "any_of", value: ["gold", "platinum"] },
      ],
    },
    { kind: "not", of: { kind: "event", event: "Email Unsubscribed", window: { last: 6, unit: "month" } } },
    { kind: "attribute", attribute: "birth_date", op: "is_known", off: true, note: "Only for the birthday card" },
  ],
};

export const TEAM: readonly TeamSegment[] = [
  { name: "Opened mail this quarter", where: { kind: "event", event: "Email Opened", window: { last: 90, unit: "day" } }, tags: ["newsletter"] },
  { name: "Singapore", where: SINGAPORE, tags: ["always on"] },
  {
    name: "Cart left behind",
    where: {
      kind: "sequence",
      steps: [{ event: "Product Added" }, { event: "Order Completed", absent: true, within: { value: 1, unit: "day" } }],
      window: { last: 30, unit: "day" },
    },
    tags: ["always on", "spring"],
  },
  { name: "Bought twice in a year", where: ORDERED, tags: ["always on"] },
  { name: "Old newsletter list", where: { kind: "attribute", attribute: "email_subscribed", op: "is_true" }, deleted: true },
  { name: RICH, where: BEST, tags: ["newsletter", "spring"] },
];
