import { createRandom, type Weighted, weighted } from "./random.ts";

export interface Product {
  readonly product_id: string;
  readonly name: string;
  readonly category: string;
  /** In the shop's currency, two decimals. */
  readonly price: number;
}

export interface Category {
  readonly name: string;
  readonly products: Weighted<Product>;
}

export const CURRENCY = "SGD";

const STYLES = ["Classic", "Everyday", "Linen", "Merino", "Organic", "Travel", "Studio", "Mini", "Café", "Midnight"] as const;

const KINDS = [
  ["Clothing", 29, ["Shirt", "Dress", "Trousers", "Jacket", "Scarf"]],
  ["Shoes", 69, ["Sneakers", "Sandals", "Boots", "Loafers"]],
  ["Bags", 59, ["Backpack", "Tote", "Wallet", "Crossbody"]],
  ["Beauty", 18, ["Serum", "Lipstick", "Sunscreen", "Shampoo"]],
  ["Home", 35, ["Lamp", "Cushion", "Vase", "Blanket", "Mug"]],
  ["Electronics", 119, ["Headphones", "Speaker", "Charger", "Watch"]],
  ["Sports", 45, ["Yoga Mat", "Bottle", "Leggings", "Racket"]],
  ["Kids", 25, ["Puzzle", "Pyjamas", "Plush Bear", "Raincoat"]],
] as const;

/** What the shop sells: a few things often, most of them seldom. The same for every seed. */
export const CATEGORIES: readonly Category[] = KINDS.map(([name, typicalPrice, things], kind) => {
  const random = createRandom(20, kind);
  const products = things.flatMap((thing) => STYLES.map((style) => `${style} ${thing}`));
  return {
    name,
    products: weighted(
      products.map((product, place) => {
        const price = Math.ceil(typicalPrice * Math.exp(0.4 * random.normal())) - 0.1;
        const item = { product_id: `P${kind + 1}${String(place + 1).padStart(3, "0")}`, name: product, category: name, price: cents(price) };
        return [item, 1 / random.between(1, products.length)];
      }),
    ),
  };
});

export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
