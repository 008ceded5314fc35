import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { generateCustomers } from "../../examples/store/customers.ts";
import { generateEvents } from "../../examples/store/events.ts";

const LAST_DAY = "2024-02-29";
const options = { seed: 7, lastDay: LAST_DAY, customers: 3_000 };

const Instant = z.iso.datetime().refine((text) => text < "2024-03-01T00:00:00.000Z");
const Customer = z.looseObject({
  customer_id: z.string().regex(/^(C\d{6}|anon-[0-9a-f]{12})$/),
  first_name: z.string().optional(),
  country: z.string().optional(),
  city: z.string().nullish(),
  birth_date: z.iso.date().optional(),
  created_at: Instant.optional(),
  last_seen: Instant.optional(),
  last_order_at: Instant.optional(),
  favourite_device: z.enum(["mobile", "desktop", "tablet"]).nullish(),
  email_subscribed: z.boolean().nullish(),
  tags: z.array(z.string()).optional(),
  total_orders: z.int().optional(),
  lifetime_value: z.number().optional(),
  purchases: z
    .array(z.object({ product: z.string(), category: z.string(), price: z.number(), quantity: z.int(), at: Instant }))
    .optional(),
});
const Event = z.looseObject({
  event: z.string(),
  customer_id: z.string(),
  time: Instant,
  message_id: z.string(),
  revenue: z.number().optional(),
  products: z.array(z.object({ price: z.number(), quantity: z.int() }).loose()).optional(),
});

const customers = lines(generateCustomers(options)).map((line) => Customer.parse(line));
const allEvents = lines(generateEvents(options)).map((line) => Event.parse(line));
const events = [...new Map(allEvents.map((event) => [event.message_id, event])).values()];

function lines(chunks: Iterable<Uint8Array>): readonly unknown[] {
  const text = Buffer.concat([...chunks]).toString("utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text.trimEnd().split("\n").map((line): unknown => JSON.parse(line));
}

function digest(chunks: Iterable<Uint8Array>): string {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

/** Who did one of these events, from a day on. */
function did(names: readonly string[], since = ""): ReadonlySet<string> {
  return new Set(events.filter((event) => names.includes(event.event) && event.time >= since).map((event) => event.customer_id));
}

test("the same seed and last day give the same bytes, another seed other ones", () => {
  const small = { ...options, customers: 200 };
  expect(digest(generateEvents(small))).toBe(digest(generateEvents(small)));
  expect(digest(generateCustomers(small))).toBe(digest(generateCustomers(small)));
  expect(digest(generateEvents({ ...small, seed: 8 }))).not.toBe(digest(generateEvents(small)));
});

test("a chunk ends with a line, so that a file can be sent piece by piece", () => {
  for (const chunk of generateEvents({ ...options, customers: 300 })) expect(chunk.at(-1)).toBe(10);
});

test("each person brings about thirty events, over two years to the last day", () => {
  expect(events.length / options.customers).toBeGreaterThan(24);
  expect(events.length / options.customers).toBeLessThan(38);
  const days = events.map((event) => event.time.slice(0, 10)).sort();
  // The first local day is 2022-03-01, which began in UTC the day before.
  expect(days[0]).toBe("2022-02-28");
  expect(days.at(-1)).toBe(LAST_DAY);
});

test("nothing happens at or after the given instant", () => {
  const until = "2024-01-15T10:00:00Z";
  const limit = new Date(until).toISOString();
  const cut = { ...options, customers: 500, until };
  for (const line of lines(generateEvents(cut))) expect(Event.parse(line).time < limit).toBe(true);
  for (const line of lines(generateCustomers(cut))) expect((Customer.parse(line).created_at ?? "") < limit).toBe(true);
});

test("orders, spend and dates of a customer agree with the events", () => {
  const orders = new Map<string, z.infer<typeof Event>[]>();
  for (const event of events.filter((one) => one.event === "Order Completed")) {
    orders.set(event.customer_id, [...(orders.get(event.customer_id) ?? []), event]);
  }
  expect(orders.size).toBeGreaterThan(300);
  for (const customer of customers.filter((one) => one.total_orders !== undefined)) {
    const own = orders.get(customer.customer_id) ?? [];
    expect(customer.total_orders).toBe(own.length);
    expect(customer.lifetime_value).toBeCloseTo(
      own.reduce((sum, order) => sum + (order.revenue ?? Number.NaN), 0),
      6,
    );
    expect(customer.last_order_at).toBe(own.at(-1)?.time);
    expect(customer.purchases ?? []).toHaveLength(Math.min(20, own.reduce((sum, order) => sum + (order.products?.length ?? 0), 0)));
  }
});

test("visitors have no name and never buy, and some are in the events only", () => {
  const rows = new Set(customers.map((customer) => customer.customer_id));
  const buyers = did(["Order Completed"]);
  const visitors = [...did(["Page Viewed"])].filter((key) => key.startsWith("anon-"));
  expect(visitors.length).toBeGreaterThan(500);
  expect(visitors.filter((key) => !rows.has(key)).length).toBeGreaterThan(100);
  expect(visitors.filter((key) => buyers.has(key))).toEqual([]);
  expect(customers.filter((one) => one.customer_id.startsWith("anon-") && one.first_name !== undefined)).toEqual([]);
});

test("a repeated event has the message id of the first, and every other id is its own", () => {
  const repeats = allEvents.length - events.length;
  expect(repeats).toBeGreaterThan(20);
  expect(repeats / allEvents.length).toBeLessThan(0.003);
  const byId = new Map<string, string>();
  for (const event of allEvents) {
    const text = JSON.stringify(event);
    expect(byId.get(event.message_id) ?? text).toBe(text);
    byId.set(event.message_id, text);
  }
});

test("the data is as dirty as real data", () => {
  const has = (test: (customer: z.infer<typeof Customer>) => boolean) => customers.filter(test).length;
  for (const script of [/\p{Script=Han}/u, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u, /\p{Script=Thai}/u]) {
    expect(has((one) => script.test(one.first_name ?? "")), String(script)).toBeGreaterThan(0);
  }
  expect(has((one) => one.birth_date?.endsWith("-02-29") ?? false)).toBeGreaterThan(0);
  expect(has((one) => one.country === undefined)).toBeGreaterThan(0);
  expect(has((one) => one.country === "")).toBeGreaterThan(0);
  expect(has((one) => one.country === "Singapore" || one.country === "sg")).toBeGreaterThan(0);
  expect(has((one) => one.city?.endsWith(" ") ?? false)).toBeGreaterThan(0);
  expect(has((one) => (one.tags ?? []).length > 1)).toBeGreaterThan(0);
});

const MONTH = "2024-01-30";
const QUARTER = "2023-12-01";
const BROWSED = ["Session Started", "Application Opened", "Page Viewed"];

test.each<[string, () => number]>([
  [
    "engaged customers who prefer a mobile device",
    () => {
      const engaged = did(BROWSED, MONTH);
      return customers.filter((one) => one.favourite_device === "mobile" && engaged.has(one.customer_id)).length;
    },
  ],
  [
    "customers with e-mail engagement in one country",
    () => {
      const engaged = did(["Email Opened", "Email Clicked"], QUARTER);
      return customers.filter((one) => one.country === "SG" && engaged.has(one.customer_id)).length;
    },
  ],
  [
    "visited, added to cart, left without a purchase",
    () => {
      const visited = did(BROWSED, MONTH);
      const bought = did(["Order Completed"], MONTH);
      return [...did(["Product Added"], MONTH)].filter((key) => visited.has(key) && !bought.has(key)).length;
    },
  ],
  [
    "website visitors who are not customers",
    () => {
      const bought = did(["Order Completed"]);
      return [...did(BROWSED)].filter((key) => !bought.has(key)).length;
    },
  ],
])("a recipe holds some people and not all: %s", (_, count) => {
  expect(count()).toBeGreaterThan(20);
  expect(count()).toBeLessThan(options.customers * 0.9);
});

test("a day or an instant that does not exist is refused", () => {
  expect(() => [...generateEvents({ ...options, lastDay: "2025-02-30" })]).toThrow("no day: 2025-02-30");
  expect(() => [...generateEvents({ ...options, until: "soon" })]).toThrow("no instant: soon");
});
