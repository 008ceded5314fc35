import { DAY, type Device, HOUR, MINUTE } from "./calendar.ts";
import type { Line, Order, StoreEvent } from "./event.ts";
import type { Person } from "./person.ts";
import { CATEGORIES, cents, CURRENCY, type Product } from "./products.ts";
import { draw, type Random, weighted } from "./random.ts";

const PAGES = ["/", "/new", "/sale", "/women", "/men", "/home", "/kids", "/help/returns", "/stores", "/story"] as const;
const QUERIES = [
  "dress",
  "sneakers",
  "gift",
  "Sunscreen",
  "linen shirt",
  "backpack ",
  "yoga mat",
  "café mug",
  "mug café",
  "เสื้อ",
  "運動鞋",
  "наушники",
  "حقيبة",
  "wireless headphones",
] as const;
const COUPONS = weighted<string | null>([
  [null, 70],
  ["WELCOME10", 12],
  ["SALE15", 12],
  ["", 3],
  ["welcome10", 3],
]);
const DISCOUNTS = new Map([
  ["WELCOME10", 0.1],
  ["welcome10", 0.1],
  ["SALE15", 0.15],
]);
const PAYMENTS = weighted([
  ["card", 55],
  ["wallet", 25],
  ["bank_transfer", 12],
  ["cash_on_delivery", 8],
]);
const COMMENTS = [
  "Love it!",
  "Too small, sent it back",
  "非常好，物流很快",
  "ดีมากค่ะ",
  "Очень понравилось",
  "منتج ممتاز",
  "とても良いです",
  "Barang bagus, pengiriman cepat 👍",
  "",
] as const;
const VERSIONS = ["5.1.0", "5.2.0", "5.2.1", "6.0.0"] as const;

export interface Visit {
  readonly time: number;
  readonly device: Device;
  /** Where the visit came from: a source, or `email`. */
  readonly channel: string;
  readonly signsUp: boolean;
}

/** Everything one visit leaves behind, in order of time but for a refund or a review, which come days later. */
export function makeVisit(random: Random, person: Person, visit: Visit, orderId: string): readonly StoreEvent[] {
  const events: StoreEvent[] = [];
  let time = visit.time;
  const common = random.chance(0.01) ? {} : { device: visit.device };
  const add: Add = (event, properties, order) => {
    events.push({ event, time, properties: { ...common, ...properties }, ...(order === undefined ? {} : { order }) });
    time += 2_000 + Math.floor(-35_000 * Math.log(1 - random.next()));
  };

  const system = visit.device === person.device ? person.os : undefined;
  if (person.usesApp && visit.device === "mobile" && visit.channel !== "email") {
    add("Application Opened", { os: system, app_version: random.pick(VERSIONS), country: person.country.code });
  } else {
    add("Session Started", { os: system, channel: visit.channel, country: person.country.code });
  }
  add("Page Viewed", { page: random.chance(0.5) ? "/" : random.pick(PAGES) });
  if (visit.signsUp) add("Signed Up", { method: random.chance(0.6) ? "email" : "google" });
  for (let more = random.geometric(1); more > 0; more--) add("Page Viewed", { page: random.pick(PAGES) });
  if (random.chance(0.22)) add("Product Searched", { query: random.pick(QUERIES), results: random.between(0, 60) });

  const cart = fillCart(random, person, add);
  if (cart.length === 0) return events;
  const value = worth(cart);
  if (random.chance(0.7)) add("Cart Viewed", { value, currency: CURRENCY });
  if (!random.chance(0.25 + 0.6 * person.buying)) return events;
  add("Checkout Started", { value, currency: CURRENCY });
  if (!random.chance(person.buying)) return events;
  const order = makeOrder(random, visit, orderId, cart);
  add("Order Completed", { ...order, channel: visit.channel, country: person.country.code }, order);
  events.push(...afterOrder(random, person, time, order));
  return events;
}

type Add = (event: string, properties: Readonly<Record<string, unknown>>, order?: Order) => void;

function fillCart(random: Random, person: Person, add: Add): readonly Line[] {
  const cart: Line[] = [];
  for (let views = random.geometric(1.9); views > 0; views--) {
    const product = choose(random, person);
    const shown = random.chance(0.005) ? { ...product, price: undefined } : product;
    add("Product Viewed", { ...shown, currency: CURRENCY });
    if (!random.chance(person.wanting)) continue;
    const line = { ...product, quantity: 1 + Math.min(9, random.geometric(0.25)) };
    add("Product Added", { ...line, currency: CURRENCY });
    cart.push(line);
    if (!random.chance(0.1)) continue;
    cart.pop();
    add("Product Removed", { ...line, currency: CURRENCY });
  }
  return cart;
}

function choose(random: Random, person: Person): Product {
  const liked = random.chance(0.5) ? person.favourites[0] : person.favourites[1];
  const category = random.chance(0.75) ? liked : (CATEGORIES[random.between(0, CATEGORIES.length - 1)] ?? liked);
  return draw(random, category.products);
}

function makeOrder(random: Random, visit: Visit, orderId: string, products: readonly Line[]) {
  const coupon = visit.channel === "email" && random.chance(0.3) ? "SALE15" : draw(random, COUPONS);
  const value = worth(products);
  const discount = cents(value * (DISCOUNTS.get(coupon ?? "") ?? 0));
  return {
    order_id: orderId,
    revenue: cents(value - discount),
    discount,
    shipping: value >= 60 ? 0 : 4.9,
    currency: CURRENCY,
    coupon,
    payment_method: draw(random, PAYMENTS),
    products,
  };
}

function afterOrder(random: Random, { inTest }: Person, time: number, order: Order): readonly StoreEvent[] {
  const events: StoreEvent[] = [];
  if (random.chance(0.05)) {
    const properties = { order_id: order.order_id, total: order.revenue, currency: CURRENCY, products: order.products };
    events.push({ event: "Order Refunded", time: time + 2 * DAY + Math.floor(random.next() * 18 * DAY), properties });
  }
  const [line] = order.products;
  if (line !== undefined && random.chance(inTest ? 0.75 : 0.12)) {
    const properties = { product_id: line.product_id, rating: random.pick([5, 5, 5, 4, 4, 3, 2, 1]), comment: random.pick(COMMENTS) };
    events.push({ event: "Product Reviewed", time: time + 3 * DAY + Math.floor(random.next() * 240 * HOUR) + MINUTE, properties });
  }
  return events;
}

function worth(lines: readonly Line[]): number {
  return cents(lines.reduce((sum, line) => sum + line.price * line.quantity, 0));
}
