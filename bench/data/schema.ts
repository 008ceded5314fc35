import { parseTypeName } from "../../src/catalog/type-name.ts";
import type { Column, DataType } from "../../src/catalog/types.ts";
import { bind, type Fragment, sql } from "../../src/compiler/sql.ts";

/** The first instant of the data, and the first after it: two years. */
export const FROM = Date.UTC(2024, 0, 1);
export const TO = Date.UTC(2026, 0, 1);

/** An attribute or a property, and the SQL of its value in row `number`. */
export interface Made {
  readonly name: string;
  readonly type: DataType;
  readonly column: Column;
  readonly value: Fragment;
}

export interface MadeProperty extends Made {
  readonly events: readonly string[];
}

export const CITIES = combine(
  ["Alder", "Birch", "Cedar", "Elm", "Fern", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak", "Pine", "Rowan", "Willow", "Yew", "Zürich-", "Łódź-", "São ", "Ōsaka ", "Köln-"],
  ["bridge", "brook", "bury", "dale", "field", "ford", "gate", "ham", "haven", "hill", "lake", "mill", "moor", "mouth", "port", "ridge", "stead", "ton", "wick", "wood"],
);
export const INTERESTS = ["art", "baking", "camping", "chess", "climbing", "coffee", "cycling", "dance", "fashion", "film", "fishing", "gardening", "hiking", "music", "photography", "reading", "running", "sailing", "travel", "yoga"] as const;
export const CATEGORIES = ["bags", "beauty", "books", "garden", "home", "outdoor", "shoes", "sports", "toys", "wear"] as const;
const COUNTRIES = ["US", "DE", "GB", "FR", "JP", "BR", "ES", "IT", "NL", "PL", "SE", "CH"] as const;
const TIERS = ["bronze", "silver", "gold", "platinum"] as const;
const DEVICES = ["mobile", "desktop", "tablet"] as const;
const COUPONS = ["WELCOME", "SPRING", "SUMMER", "AUTUMN", "WINTER"] as const;

/** How many of 200 events have the name. */
const SHARES = {
  "Page Viewed": 78,
  "Product Viewed": 44,
  "Product List Viewed": 20,
  "Email Delivered": 16,
  "Products Searched": 12,
  "Product Added": 10,
  "Email Opened": 6,
  "Cart Viewed": 5,
  "Order Completed": 4,
  "Checkout Started": 2,
  "Email Clicked": 2,
  "Product Removed": 1,
} as const;

export const EVENTS: readonly string[] = Object.keys(SHARES);
const WEIGHTED: readonly string[] = Object.entries(SHARES).flatMap(([name, share]) => Array<string>(share).fill(name));

export const ATTRIBUTES: readonly Made[] = [
  attribute(1, "country", "text", pick(COUNTRIES, skewed(1))),
  attribute(2, "city", "text", pick(CITIES, chance(2))),
  attribute(3, "loyalty_tier", "text", unless(0.3, 3, pick(TIERS, skewed(4)))),
  attribute(4, "email", "text", sql`concat('person.', toString(number + 1), '@example.com')`),
  attribute(5, "age", "number", unless(0.15, 5, sql`18 + floor(${chance(6)} * 70)`)),
  attribute(6, "points", "number", sql`floor(-log(1 - ${chance(7)}) * 800)`),
  attribute(7, "average_basket", "number", unless(0.35, 8, sql`round(20 + ${skewed(9)} * 300, 2)`)),
  attribute(8, "newsletter", "boolean", unless(0.1, 10, sql`${chance(11)} < 0.4`)),
  attribute(9, "app_installed", "boolean", sql`${chance(12)} < 0.25`),
  attribute(10, "birthday", "date", unless(0.2, 13, sql`addDays(toDate32('1940-01-01'), toInt32(${chance(14)} * 24000))`)),
  attribute(11, "signed_up_at", "datetime", instant(chance(15))),
  attribute(12, "last_visit_at", "datetime", unless(0.1, 16, instant(sql`sqrt(${chance(17)})`))),
  attribute(13, "interests", "text[]", some(5, 18, (each) => pick(INTERESTS, each))),
  attribute(14, "shoe_sizes", "number[]", some(3, 19, (each) => sql`toFloat64(36 + floor(${each} * 12))`)),
  attribute(15, "addresses", "{country:text,zip:text}[]", some(3, 20, (each) => sql`(${pick(COUNTRIES, each)}, toString(10000 + toUInt32(${each} * 80000)))`)),
];

const PRODUCT = ["Product Viewed", "Product Added", "Product Removed"] as const;
const ORDER = ["Checkout Started", "Order Completed"] as const;

export const PROPERTIES: readonly MadeProperty[] = [
  property(16, "device", "text", EVENTS, pick(DEVICES, skewed(30))),
  property(17, "category", "text", [...PRODUCT, "Product List Viewed", "Order Completed"], pick(CATEGORIES, skewed(31))),
  property(18, "price", "number", PRODUCT, sql`round(5 + ${skewed(32)} * 250, 2)`),
  property(19, "quantity", "number", ["Product Added", "Product Removed"], sql`1 + floor(${skewed(33)} * 5)`),
  property(20, "total", "number", ORDER, sql`round(15 + ${skewed(34)} * 600, 2)`),
  property(21, "coupon", "text", ORDER, unless(0.8, 35, pick(COUPONS, chance(36)))),
  property(22, "first_order", "boolean", ["Order Completed"], sql`${chance(37)} < 0.3`),
  property(23, "tags", "text[]", ["Product Viewed"], some(4, 38, (each) => pick(INTERESTS, each))),
];

/** The number of the column after the last. */
export const NEXT_COLUMN = 24;

/** Which of 200 weighted names the event has. */
export const EVENT_NAME = pick(WEIGHTED, chance(40));

/** When the event happened: in the order of the rows, a little more often towards the end. */
export function eventTime(events: number): Fragment {
  return instant(sql`pow((number + ${chance(41)}) / ${bind("UInt64", events)}, 0.8)`);
}

/**
 * Whose event it is: a fifth have none, and of the others a tenth has about two fifths of them. Active customers are spread over the
 * ids.
 */
export function eventCustomer(customers: number): Fragment {
  const count = bind("UInt64", customers);
  const rank = sql`toUInt64(floor(0.8 * ${count} * pow(0.02 + 0.98 * ${chance(42)}, 2.5)))`;
  return sql`1 + (${rank} * 2654435761) % ${count}`;
}

/** The column that holds an attribute or a property. */
export function columnNamed(name: string): Column {
  const found = [...ATTRIBUTES, ...PROPERTIES].find((made) => made.name === name);
  if (found === undefined) throw new Error(`the benchmark's data has no attribute or property "${name}"`);
  return found.column;
}

function attribute(number: number, name: string, type: string, value: Fragment): Made {
  return { name, type: parseTypeName(type), column: `a${number}`, value };
}

function property(number: number, name: string, typeText: string, events: readonly string[], known: Fragment): MadeProperty {
  const type = parseTypeName(typeText);
  const unknown = type.kind === "value" ? sql`NULL` : sql`[]`;
  const value = events === EVENTS ? known : sql`if(event IN ${bind("Array(String)", events)}, ${known}, ${unknown})`;
  return { name, type, column: `p${number}`, value, events };
}

/** From 0 to below 1, evenly; another for each salt. */
function chance(salt: number): Fragment {
  return sql`(bitShiftRight(cityHash64(number, ${bind("UInt8", salt)}), 11) / 9007199254740992)`;
}

/** From 0 to below 1, near 0 more often. */
function skewed(salt: number): Fragment {
  return sql`pow(${chance(salt)}, 2)`;
}

function pick(values: readonly string[], at: Fragment): Fragment {
  return sql`arrayElement(${bind("Array(String)", values)}, 1 + toUInt32(floor(${at} * ${bind("UInt32", values.length)})))`;
}

function unless(share: number, salt: number, value: Fragment): Fragment {
  return sql`if(${chance(salt)} < ${bind("Float64", share)}, NULL, ${value})`;
}

/** A list of fewer than `most` different items, each made from its own chance. */
function some(most: number, salt: number, item: (each: Fragment) => Fragment): Fragment {
  const each = sql`(bitShiftRight(cityHash64(number, ${bind("UInt8", salt)}, nth), 11) / 9007199254740992)`;
  return sql`arrayDistinct(arrayMap(nth -> ${item(each)}, range(toUInt32(floor(${chance(salt)} * ${bind("UInt32", most)})))))`;
}

function instant(at: Fragment): Fragment {
  return sql`fromUnixTimestamp64Milli(toInt64(${bind("Int64", FROM)} + floor(${at} * ${bind("Int64", TO - FROM)})), 'UTC')`;
}

function combine(beginnings: readonly string[], endings: readonly string[]): readonly string[] {
  return beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending));
}
