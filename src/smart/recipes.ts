import type { Condition } from "../segment/ast.ts";
import { all, did, inLastDays, is, isOneOf, last, not } from "./conditions.ts";
import { MOBILE } from "./groups/device.ts";
import type { Picture } from "./pictures.ts";
import type { Ways } from "./ways.ts";

/** A segment that many want, ready to begin with. */
export interface Recipe {
  readonly id: string;
  /** The segment's, too. */
  readonly name: string;
  /** What it is good for, in one sentence. */
  readonly lead: string;
  readonly picture: Picture;
  /** The role of an attribute whose commonest value the definition asks for. */
  readonly commonest?: string;
  /** `value` is that value; empty where no value is asked for. */
  readonly ways: (value: string) => Ways;
}

const ON_MOBILE = isOneOf("device", MOBILE);
const VISITED_BY_MOBILE = inLastDays("visit", 90, { where: { kind: "property", property: "visit_device", op: "any_of", value: MOBILE } });
const VISITED = inLastDays("visit", 90);
const NEVER_SIGNED_UP = is("signed_up_at", "is_unknown");
const NEVER_ORDERED = not(did("order"));

/** In the order in which they are shown. */
export const recipes: readonly Recipe[] = [
  {
    id: "engaged-on-mobile",
    name: "Engaged customers who prefer mobile",
    lead: "Came on three days or more this month, mostly by phone: write short, link to the app.",
    picture: "app",
    ways: () => [
      all(came(["visit", "app_opened"]), ON_MOBILE),
      all(came("visit"), ON_MOBILE),
      all(came("app_opened"), ON_MOBILE),
      all(came(["visit", "app_opened"]), VISITED_BY_MOBILE),
      all(came("visit"), VISITED_BY_MOBILE),
    ],
  },
  {
    id: "email-in-one-country",
    name: "Engaged by e-mail, in one country",
    lead: "Opened or clicked at least twice this quarter: ready for an offer in their language. Change the country as you like.",
    picture: "email",
    commonest: "country",
    ways: (value) => [
      all(reacted(["email_opened", "email_clicked"]), inCountry(value)),
      all(reacted("email_opened"), inCountry(value)),
      all(reacted("email_clicked"), inCountry(value)),
    ],
  },
  {
    id: "left-a-cart",
    name: "Visited, filled a cart, left without buying",
    lead: "Put something in the cart this month and did not order since: remind them of it.",
    picture: "cart",
    ways: () => [
      {
        kind: "sequence",
        steps: [
          { event: "visit" },
          { event: "product_added", within: { value: 1, unit: "hour" } },
          { event: "order", absent: true },
        ],
        window: last(30),
      },
    ],
  },
  {
    id: "visitors-not-customers",
    name: "Visitors who are not customers",
    lead: "Came to the site this quarter, never signed up and never ordered: welcome them.",
    picture: "web",
    ways: () => [all(VISITED, NEVER_SIGNED_UP, NEVER_ORDERED), all(VISITED, NEVER_ORDERED), all(VISITED, NEVER_SIGNED_UP)],
  },
];

function came(event: string | readonly string[]): Condition {
  return { kind: "event", event, measure: { fn: "days" }, op: "at_least", value: 3, window: last(30) };
}

function reacted(event: string | readonly string[]): Condition {
  return { kind: "event", event, op: "at_least", value: 2, window: last(90) };
}

function inCountry(value: string): Condition {
  return { kind: "attribute", attribute: "country", op: "equals", value };
}
