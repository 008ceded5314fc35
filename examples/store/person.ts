import { type Calendar, type Device, drawDay, drawTime } from "./calendar.ts";
import { type Name, NAMES } from "./names.ts";
import { COUNTRIES, type Country } from "./places.ts";
import { CATEGORIES, type Category } from "./products.ts";
import { isInTest } from "./spring-test.ts";
import { createRandom, draw, type Random, type Weighted, weighted } from "./random.ts";

/** Someone who was in the shop: what they are, and what they tend to do. */
export interface Person {
  readonly index: number;
  /** The customer key: `C…` for a known customer, `anon-…` for a visitor. */
  readonly key: string;
  readonly known: boolean;
  readonly country: Country;
  readonly city: string;
  readonly gender: "female" | "male";
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly device: Device;
  readonly os: string;
  readonly usesApp: boolean;
  /** Where they first came from. */
  readonly source: string;
  /** When they signed up, in epoch milliseconds; for a visitor their first visit. May lie before the example's first day. */
  readonly createdAt: number;
  /** First and last day of the calendar on which they may visit; they left before it when the last is negative. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly visits: number;
  /** How likely a product they look at goes into the cart, and a cart is paid for. */
  readonly wanting: number;
  readonly buying: number;
  readonly favourites: readonly [Category, Category];
  /** From sign-up on they get e-mail, to the day they unsubscribe. */
  readonly getsEmail: boolean;
  readonly unsubscribesOn: number | undefined;
  readonly opening: number;
  /** Was asked more in the newsletter: `spring-test.ts`. */
  readonly inTest: boolean;
}

const OF_PERSON = 1;

const DEVICES = weighted<Device>([
  ["mobile", 62],
  ["desktop", 30],
  ["tablet", 8],
]);
const SYSTEMS: Readonly<Record<Device, Weighted<string>>> = {
  mobile: weighted([
    ["Android", 60],
    ["iOS", 40],
  ]),
  desktop: weighted([
    ["Windows", 68],
    ["macOS", 27],
    ["Linux", 5],
  ]),
  tablet: weighted([
    ["iPadOS", 65],
    ["Android", 35],
  ]),
};
const SOURCES = weighted([
  ["organic_search", 30],
  ["paid_search", 14],
  ["social", 20],
  ["direct", 16],
  ["referral", 8],
  ["affiliate", 4],
  ["email", 3],
  ["store", 5],
]);
const MAIL_HOSTS = ["example.com", "example.org", "example.net", "mail.example"] as const;

export function makePerson(seed: number, calendar: Calendar, index: number): Person {
  const random = createRandom(seed, index, OF_PERSON);
  const known = random.chance(0.72);
  const country = draw(random, COUNTRIES);
  const device = draw(random, DEVICES);
  const source = draw(random, SOURCES);
  const names = NAMES[draw(random, country.languages)];
  const gender = random.chance(0.56) ? "female" : "male";
  const first = random.pick(names[gender]);
  const last = random.pick(names.last);
  const times = known ? knownTimes(random, calendar, device, country) : visitorTimes(random, calendar, device, country);
  const getsEmail = known && random.chance(0.66);
  const key = known ? `C${100_000 + index}` : `anon-${hex(random)}${hex(random)}`;
  return {
    index,
    key,
    known,
    country,
    city: draw(random, country.cities),
    gender,
    firstName: typeof first === "string" ? first : first[0],
    lastName: typeof last === "string" ? last : last[0],
    email: `${romanOf(first)}.${romanOf(last)}${index}@${random.pick(MAIL_HOSTS)}`,
    device,
    os: draw(random, SYSTEMS[device]),
    usesApp: known && device === "mobile" && random.chance(0.35),
    source,
    ...times,
    visits: known ? knownVisits(random, source, times) : 1 + Math.min(6, random.geometric(0.4)),
    wanting: 0.12 + 0.36 * random.next(),
    buying: known && random.chance(0.62) ? 0.6 + 0.38 * random.next() : 0,
    favourites: [random.pick(asFilled(CATEGORIES)), random.pick(asFilled(CATEGORIES))],
    getsEmail,
    unsubscribesOn: getsEmail && random.chance(0.14) ? drawDay(random, calendar, times.firstDay, calendar.length - 1) : undefined,
    opening: 0.04 + 0.7 * random.next() ** 2.5,
    inTest: isInTest(key),
  };
}

type Times = Pick<Person, "createdAt" | "firstDay" | "lastDay">;

function knownTimes(random: Random, calendar: Calendar, device: Device, country: Country): Times {
  const before = random.chance(0.4);
  const day = before ? -1 - Math.floor(1500 * random.next() ** 1.5) : drawDay(random, calendar, 0, calendar.length - 1);
  const stays = random.chance(0.45);
  const span = Math.floor(-400 * Math.log(1 - random.next()));
  return {
    createdAt: drawTime(random, calendar, day, device, country.offset),
    firstDay: Math.max(0, day),
    lastDay: stays ? calendar.length - 1 : Math.min(calendar.length - 1, day + span),
  };
}

function visitorTimes(random: Random, calendar: Calendar, device: Device, country: Country): Times {
  const firstDay = drawDay(random, calendar, 0, calendar.length - 1);
  return {
    createdAt: drawTime(random, calendar, firstDay, device, country.offset),
    firstDay,
    lastDay: Math.min(calendar.length - 1, firstDay + random.geometric(9)),
  };
}

/** Most come a few times, a few come very often. Those who signed up in a shop often never come to the site. */
function knownVisits(random: Random, source: string, { firstDay, lastDay }: Times): number {
  if (lastDay < firstDay || (source === "store" && random.chance(0.6))) return 0;
  const wish = 1.7 * (1 - random.next()) ** (-1 / 1.4);
  return Math.floor(Math.min(160, 2 + (lastDay - firstDay) / 4, wish));
}

function romanOf(name: Name): string {
  const roman = typeof name === "string" ? name : name[1];
  return roman
    .normalize("NFD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z]/g, "");
}

function hex(random: Random): string {
  return random.between(0, 0xffffff).toString(16).padStart(6, "0");
}

function asFilled<T>(items: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new RangeError("an empty list");
  return [first, ...rest];
}
