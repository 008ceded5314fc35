/** A shop of 240 customers in which every type of attribute occurs, and what can be counted by heart. */
const COUNTRIES = ["SG", "MY", "DE"] as const;
const DAY = 86_400_000;
const SIZE = 240;

/** 80 customers are from each country; every second one ordered twice in the last days, every third once long ago. */
export const FROM_SINGAPORE = SIZE / 3;
export const FROM_SINGAPORE_WITH_TWO_ORDERS = SIZE / 6;

const numbers = Array.from({ length: SIZE }, (_, index) => index);
const now = Date.now();

export const CUSTOMERS = lines(
  numbers.map((index) => ({
    customer_id: `C${String(index).padStart(4, "0")}`,
    country: COUNTRIES[index % 3],
    name: index % 10 === 0 ? null : `Customer ${index} 陈`,
    score: index / 2,
    subscribed: index % 2 === 0,
    born: `19${50 + (index % 50)}-02-${String(1 + (index % 28)).padStart(2, "0")}`,
    seen: new Date(now - index * 3_600_000).toISOString(),
    tags: index % 4 === 0 ? ["vip", "app"] : ["web"],
    marks: [index % 6, 10],
    purchases: index % 2 === 0 ? [{ item: "shoe", price: index }, { item: "hat", price: 5 }] : [],
  })),
);

/** An uploaded list of three customers. */
export const LIST = lines([{ customer_id: "C0000" }, { customer_id: "C0001" }, { customer_id: "C0002" }]);

export const EVENTS = lines(
  numbers.flatMap((index) => [
    ...(index % 2 === 0 ? [order(index, 1), order(index, 2)] : []),
    ...(index % 3 === 0 ? [order(index, 500)] : []),
    { customer_id: `C${String(index).padStart(4, "0")}`, event: "Page Viewed", time: at(3), path: "/" },
  ]),
);

function order(index: number, daysAgo: number): object {
  return {
    customer_id: `C${String(index).padStart(4, "0")}`,
    event: "Order Completed",
    time: at(daysAgo),
    message_id: `o-${index}-${daysAgo}`,
    revenue: index,
    coupon: index % 5 === 0 ? "WELCOME" : "NONE",
    products: [{ item: "shoe", price: index }],
  };
}

function at(daysAgo: number): string {
  return new Date(now - daysAgo * DAY).toISOString();
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
