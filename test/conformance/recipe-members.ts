/** A row of a customer or of an event, as the example shop writes them. */
export interface ShopRow {
  readonly customer_id: string;
  readonly event: string;
  readonly time: string;
  readonly country?: string;
  readonly created_at?: string | null;
  readonly favourite_device?: string;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Singapore is 8 hours ahead of UTC all year. */
const AHEAD = 8 * HOUR;
const VISITS = ["Session Started", "Page Viewed"];

/**
 * Who is in each recipe, told in plain loops over the rows of the example shop, without Coterie.
 *
 * @param now epoch milliseconds
 * @returns sorted keys by the id of the recipe
 */
export function recipeMembers(customers: readonly ShopRow[], events: readonly ShopRow[], now: number): Readonly<Record<string, readonly string[]>> {
  const attributes = new Map(customers.map((row) => [row.customer_id, row]));
  const eventsOf = grouped(events.filter(({ time }) => Date.parse(time) <= now), ({ customer_id }) => customer_id);
  const keys = [...new Set([...attributes.keys(), ...eventsOf.keys()])].sort();
  const dayOf = (time: number) => Math.floor((time + AHEAD) / DAY);
  const since = (days: number) => (dayOf(now) - days) * DAY - AHEAD;
  const timesOf = (key: string, names: readonly string[], from = -Infinity) =>
    (eventsOf.get(key) ?? []).filter(({ event }) => names.includes(event)).map(({ time }) => Date.parse(time)).filter((time) => time >= from);
  const signedUp = (key: string) => typeof attributes.get(key)?.created_at === "string";
  const countries = [...grouped(customers, ({ country }) => country || undefined)].sort((one, other) => other[1].length - one[1].length);
  const commonest = countries[0]?.[0] ?? "";

  function leftACart(key: string): boolean {
    const orders = timesOf(key, ["Order Completed"]);
    const added = timesOf(key, ["Product Added"]);
    return timesOf(key, VISITS, since(30)).some((came) =>
      added.some((time) => time > came && time <= came + HOUR && !orders.some((order) => order > time)),
    );
  }

  return {
    "engaged-on-mobile": keys.filter((key) => {
      const days = new Set(timesOf(key, [...VISITS, "Application Opened"], since(30)).map(dayOf));
      return days.size >= 3 && attributes.get(key)?.favourite_device === "mobile";
    }),
    "email-in-one-country": keys.filter((key) => {
      const isThere = attributes.get(key)?.country?.toLowerCase() === commonest.toLowerCase();
      return isThere && timesOf(key, ["Email Opened", "Email Clicked"], since(90)).length >= 2;
    }),
    "left-a-cart": keys.filter(leftACart),
    "visitors-not-customers": keys.filter(
      (key) => timesOf(key, VISITS, since(90)).length > 0 && !signedUp(key) && timesOf(key, ["Order Completed"]).length === 0,
    ),
  };
}

function grouped(rows: readonly ShopRow[], keyOf: (row: ShopRow) => string | undefined): ReadonlyMap<string, readonly ShopRow[]> {
  const groups = new Map<string, ShopRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return groups;
}
