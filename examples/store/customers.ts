import { DAY, isoDay } from "./calendar.ts";
import type { StoreEvent } from "./event.ts";
import { type History, histories, type StoreOptions } from "./history.ts";
import { ndjson } from "./ndjson.ts";
import type { Person } from "./person.ts";
import { cents } from "./products.ts";
import { createRandom, draw, type Random, weighted } from "./random.ts";

/**
 * The shop's customers as NDJSON, one a line, by `customer_id`. What can be told from the events agrees with them: orders, spend, when last seen.
 * A third of the visitors are in the events only.
 *
 * @throws RangeError when `lastDay` is no day or `until` no instant
 */
export function generateCustomers(options: StoreOptions): Iterable<Uint8Array> {
  return ndjson(rows(options));
}

const OF_ROW = 5;
const PURCHASES_KEPT = 20;
const LATEST_BIRTH = Date.UTC(2007, 11, 31);

const TIERS = [
  [1200, "platinum"],
  [500, "gold"],
  [150, "silver"],
  [0.01, "bronze"],
] as const;
const CHANNELS = weighted<string | null>([
  ["email", 42],
  ["push", 16],
  ["sms", 14],
  ["whatsapp", 18],
  ["E-Mail", 2],
  [null, 8],
]);
const CHANNELS_OF_TEST = weighted<string | null>([
  ["email", 20],
  ["push", 8],
  ["sms", 7],
  ["whatsapp", 55],
  ["E-Mail", 2],
  [null, 8],
]);
const GENDERS = {
  female: weighted<string | null>([["female", 84], ["F", 4], ["Female", 3], ["non-binary", 2], ["", 3], [null, 4]]),
  male: weighted<string | null>([["male", 84], ["M", 4], ["Male", 3], ["non-binary", 2], ["", 3], [null, 4]]),
};
const TAGS = ["newsletter-2023", "vip event", "beta tester", "gift buyer", "wholesale", "staff", "complained", "学生", "fashion week"] as const;

function* rows(options: StoreOptions): Generator<unknown> {
  for (const history of histories(options)) {
    const random = createRandom(options.seed, history.person.index, OF_ROW);
    if (history.person.known) yield knownRow(random, history);
    else if (random.chance(2 / 3)) yield visitorRow(random, history);
  }
}

function knownRow(random: Random, { person, events }: History) {
  const summary = summarise(events);
  const consent = (share: number) => (random.chance(0.05) ? null : random.chance(share));
  return {
    customer_id: person.key,
    email: emailOf(random, person),
    first_name: random.chance(0.02) ? person.firstName.toUpperCase() : person.firstName,
    last_name: random.chance(0.03) ? undefined : person.lastName,
    gender: draw(random, GENDERS[person.gender]),
    birth_date: birthDate(random, person.inTest),
    country: countryOf(random, person),
    city: cityOf(random, person),
    created_at: new Date(person.createdAt).toISOString(),
    email_subscribed: person.unsubscribesOn !== undefined ? false : person.getsEmail || (random.chance(0.1) ? null : false),
    sms_consent: consent(person.inTest ? 0.75 : 0.35),
    push_consent: person.usesApp ? consent(0.8) : null,
    loyalty_tier: random.chance(0.8) ? TIERS.find(([spend]) => summary.spend >= spend)?.[1] : undefined,
    favourite_device: random.chance(0.04) ? null : person.device,
    preferred_channel: draw(random, person.inTest ? CHANNELS_OF_TEST : CHANNELS),
    source: person.source,
    tags: TAGS.filter((tag) => random.chance(person.inTest && tag === "beta tester" ? 0.4 : 0.06)),
    total_orders: summary.orders,
    lifetime_value: summary.spend,
    last_order_at: summary.lastOrder,
    last_seen: summary.lastSeen,
    ...(summary.purchases.length > 0 ? { purchases: summary.purchases } : {}),
  };
}

function visitorRow(random: Random, { person, events }: History) {
  return {
    customer_id: person.key,
    country: random.chance(0.15) ? undefined : person.country.code,
    favourite_device: person.device,
    source: person.source,
    last_seen: summarise(events).lastSeen,
  };
}

interface Summary {
  readonly orders: number;
  /** The sum of the orders' revenue; refunds are events of their own and take nothing off. */
  readonly spend: number;
  readonly lastOrder: string | undefined;
  readonly lastSeen: string | undefined;
  /** The latest lines of orders, oldest first. */
  readonly purchases: readonly Purchase[];
}

interface Purchase {
  readonly product: string;
  readonly category: string;
  readonly price: number;
  readonly quantity: number;
  readonly at: string;
}

function summarise(events: readonly StoreEvent[]): Summary {
  let spend = 0;
  let orders = 0;
  let lastOrder: string | undefined;
  let lastSeen: number | undefined;
  const purchases: Purchase[] = [];
  for (const { event, time, order } of events) {
    if (!event.startsWith("Email ") && event !== "Order Refunded") lastSeen = time;
    if (order === undefined) continue;
    const at = new Date(time).toISOString();
    orders++;
    spend += order.revenue;
    lastOrder = at;
    for (const { name, category, price, quantity } of order.products) purchases.push({ product: name, category, price, quantity, at });
  }
  return {
    orders,
    spend: cents(spend),
    lastOrder,
    lastSeen: lastSeen === undefined ? undefined : new Date(lastSeen).toISOString(),
    purchases: purchases.slice(-PURCHASES_KEPT),
  };
}

function emailOf(random: Random, person: Person): string | null {
  if (!person.getsEmail && random.chance(0.12)) return random.chance(0.5) ? null : "";
  if (random.chance(0.01)) return person.email.replace("@", "");
  return random.chance(0.03) ? person.email.toUpperCase() : person.email;
}

function countryOf(random: Random, { country }: Person): string | undefined {
  const kind = random.next();
  if (kind < 0.02) return undefined;
  if (kind < 0.03) return "";
  return kind < 0.06 ? random.pick(country.oddSpellings) : country.code;
}

function cityOf(random: Random, { city }: Person): string | null {
  const kind = random.next();
  if (kind < 0.05) return null;
  if (kind < 0.08) return city.toUpperCase();
  return kind < 0.1 ? `${city.toLowerCase()} ` : city;
}

/** Often not told; sometimes the first day that a form offered; now and then 29 February. */
function birthDate(random: Random, inTest: boolean): string | undefined {
  const kind = random.next();
  if (kind < (inTest ? 0.02 : 0.25)) return undefined;
  if (kind >= 0.25 && kind < 0.26) return "1900-01-01";
  if (kind >= 0.26 && kind < 0.264) return `${1952 + 4 * random.between(0, 13)}-02-29`;
  const age = 17 + 12 * Math.abs(random.normal()) + 14 * random.next();
  return isoDay(LATEST_BIRTH - Math.floor((age - 17) * 365.25) * DAY);
}
