import { afterAll, beforeAll, expect, test } from "vitest";
import { generateCustomers } from "../../examples/store/customers.ts";
import { generateEvents } from "../../examples/store/events.ts";
import { SPRING_TEST } from "../../examples/store/spring-test.ts";
import { AppError } from "../../src/errors.ts";
import { members } from "../../src/results/audience.ts";
import { breakdown } from "../../src/results/breakdown.ts";
import { counts } from "../../src/results/counts.ts";
import { differences } from "../../src/results/insights/differences.ts";
import { insights } from "../../src/results/insights/insights.ts";
import type { Bar, Tile, TileData } from "../../src/results/insights/tile.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { attributesAsked, resolveRecipes } from "../../src/smart/resolve-recipes.ts";
import { LONG } from "../support/long.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { printedInGuide } from "./guide.ts";
import { recipeMembers, type ShopRow } from "./recipe-members.ts";

const store = { seed: 11, lastDay: "2026-01-14", customers: 1_500 };
const NOW = "2026-01-15T12:00:00Z";
const ZONE = "Asia/Singapore";
const EVERYONE: Condition = { kind: "all", of: [] };
const MOBILE: Condition = { kind: "attribute", attribute: "favourite_device", op: "equals", value: "mobile" };
const BUYERS: Condition = { kind: "event", event: "Order Completed" };

const TILES: readonly Tile[] = [
  ...["country", "birth_date", "created_at", "email_subscribed", "tags", "total_orders", "lifetime_value", "purchases", "email", "favourite_device"].map(
    (attribute): Tile => ({ kind: "attribute", attribute }),
  ),
  { kind: "event", event: "Order Completed", by: "month" },
  ...["coupon", "revenue", "products.category", "products.price"].map((property): Tile => ({ kind: "property", event: "Order Completed", property })),
  { kind: "condition", where: BUYERS },
];

const SEED = LONG ? Date.now() % 2 ** 31 : 2_026;
const RANDOM = LONG ? 200 : 6;

let bench: TestBench;
const customers = lines(generateCustomers(store));
const events = [...new Map(lines(generateEvents(store)).map((event) => [event.message_id, event])).values()];

beforeAll(async () => {
  bench = await openTestBench();
  for (const [kind, rows] of [["customers", generateCustomers(store)], ["events", generateEvents(store)]] as const) {
    await bench.importText(kind, "ndjson", Buffer.concat([...rows]).toString("utf8"));
  }
});
afterAll(() => bench.close());

test.each([
  ["everyone", MOBILE, undefined],
  ["another segment", MOBILE, BUYERS],
])("against %s each bar counts the customers of its condition", async (_, where, against) => {
  const { segment, base, tiles } = await insights(bench, compared(where), against && compared(against), TILES, ["tiles"]);
  const bars = tiles.flatMap((tile) => tile.bars);
  const sets = [where, against ?? EVERYONE, ...bars.flatMap((bar) => [both(where, bar.where), both(against ?? EVERYONE, bar.where)])];
  const sizes = (await counts(bench, sets.map(compared))).map((one) => (one instanceof AppError ? expect.fail(one.message) : one.count));
  expect([segment.count, base.count]).toEqual(sizes.slice(0, 2));
  expect(bars.flatMap((bar) => [bar.segment, bar.base])).toEqual(sizes.slice(2));
  for (const tile of tiles.filter(({ overlapping }) => !overlapping)) {
    expect(tile.bars.reduce((sum, bar) => sum + bar.base, 0)).toBe(base.count);
  }
  expect(tiles.every(({ bars: { length } }) => length > 0 && length <= 100)).toBe(true);
});

test("tiles show what the rows that were imported say", async () => {
  const { tiles } = await insights(bench, compared(MOBILE), undefined, TILES, ["tiles"]);
  const shown = (index: number): TileData => tiles[index] ?? expect.fail("no such tile");
  const mobile = customers.filter((one) => one.favourite_device === "mobile");
  const inSegment = new Set(mobile.map((one) => one.customer_id));
  const everyone = new Set([...customers, ...events].map((one) => one.customer_id));

  const countries = [...tally(mobile.flatMap((one) => one.country || [])).entries()].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  expect(shown(0).bars.slice(0, 5).map(({ of, segment }) => [of, segment])).toEqual(
    countries.slice(0, 5).map(([value, count]) => [{ kind: "value", value }, count]),
  );
  expect(shown(0).known.base).toBe(customers.filter((one) => one.country).length);
  expect(shown(3).bars.map(({ of, segment, base }) => [of.kind, segment, base])).toEqual([
    ["yes", mobile.filter((one) => one.email_subscribed === true).length, customers.filter((one) => one.email_subscribed === true).length],
    ["no", mobile.filter((one) => one.email_subscribed === false).length, customers.filter((one) => one.email_subscribed === false).length],
    ["unknown", mobile.filter((one) => typeof one.email_subscribed !== "boolean").length, everyone.size - customers.filter((one) => typeof one.email_subscribed === "boolean").length],
  ]);
  const tags = tally(mobile.flatMap((one) => one.tags ?? []));
  expect(valuesIn(shown(4))).toEqual(Object.fromEntries(tags));

  const spend = mobile.map((one) => one.lifetime_value).filter((value) => typeof value === "number");
  for (const { of, segment } of shown(6).bars) {
    if (of.kind !== "range") continue;
    expect({ of, segment }).toEqual({ of, segment: spend.filter((value) => value >= (of.from ?? -Infinity) && value < (of.to ?? Infinity)).length });
  }
  const months = shown(10).bars;
  expect(months.length).toBe(24);
  const inMonth = (month: string): number =>
    new Set(events.filter((one) => one.event === "Order Completed" && local(one.time).startsWith(month) && inSegment.has(one.customer_id)).map((one) => one.customer_id)).size;
  expect(months.map(({ segment }) => segment)).toEqual(months.map(({ of }) => inMonth(of.kind === "days" ? (of.from ?? "").slice(0, 7) : "")));
  const coupons = events.filter((one) => one.event === "Order Completed" && one.coupon && inSegment.has(one.customer_id));
  const byCoupon = tally([...new Set(coupons.map((one) => JSON.stringify([one.customer_id, one.coupon])))].map((text) => JSON.parse(text)[1]));
  expect(valuesIn(shown(11))).toEqual(Object.fromEntries(byCoupon));
});

const PLANTED = ["Product Reviewed", "birth_date", "preferred_channel", "sms_consent", "tags"];

test("what makes a segment different is what was made different in the shop, and nothing before it", async () => {
  const { found, tests, tooFew } = await differences(bench, compared(SPRING_TEST), undefined);
  expect(tooFew).toBe(false);
  expect(tests).toBeGreaterThan(100);
  const first = found.slice(0, PLANTED.length).map(({ about }) => (about.kind === "event" ? about.event : about.attribute));
  expect(first.sort()).toEqual(PLANTED);
  for (const { share, restShare, difference, interval: [low, high], segment, where } of found.flatMap((group) => group.differences)) {
    expect(difference).toBeCloseTo(share - restShare, 12);
    expect(low < difference && difference < high && low * high > 0).toBe(true);
    const [receipt] = await counts(bench, [compared(both(SPRING_TEST, where))]);
    expect(receipt).toMatchObject({ count: segment });
  }
});

test("what the definition asks about is left out, and too few customers tell nothing", async () => {
  const { leftOut, found } = await differences(bench, compared(both(MOBILE, BUYERS)), undefined);
  expect(leftOut).toEqual([{ kind: "attribute", attribute: "favourite_device" }, { kind: "event", event: "Order Completed" }]);
  expect(found.map(({ about }) => JSON.stringify(about)).filter((about) => leftOut.some((out) => JSON.stringify(out) === about))).toEqual([]);
  const few = { ...SPRING_TEST, percent: 0.2 };
  expect(await differences(bench, compared(few), undefined)).toMatchObject({ tooFew: true, found: [], tests: 0 });
});

test(
  `of ${RANDOM} random samples at most 5 % show any difference`,
  async () => {
    let wrong = 0;
    for (let number = 0; number < RANDOM; number += 1) {
      const where = { kind: "sample", percent: 2 + (number % 45), salt: `sample ${SEED + number}` } as const;
      wrong += (await differences(bench, compared(where), undefined)).found.length > 0 ? 1 : 0;
    }
    expect({ seed: SEED, wrong: wrong <= RANDOM * 0.05 }).toEqual({ seed: SEED, wrong: true });
  },
  LONG ? 600_000 : 60_000,
);

test("each recipe selects whom plain loops over the rows of the shop select", async () => {
  const now = Date.parse(NOW);
  const asked = attributesAsked(bench.storage.catalog, {});
  expect(asked).toEqual(["country"]);
  const shown = await insights(bench, compared(EVERYONE), undefined, [{ kind: "attribute", attribute: "country" }], ["tiles"]);
  const [commonest = ""] = shown.tiles[0]?.bars.flatMap(({ of }) => (of.kind === "value" ? [String(of.value)] : [])) ?? [];
  const found: Record<string, readonly string[]> = {};
  const recipes = resolveRecipes({ catalog: bench.storage.catalog, now, timeZone: ZONE }, {}, new Map([["country", commonest]]));
  for (const { id, where } of recipes) {
    const page = await members(bench, { where, now: NOW, timeZone: ZONE }, { columns: [], limit: 1_000 });
    found[id] = page.rows.map(({ key }) => key).sort();
  }
  expect(found).toEqual(recipeMembers(customers, events, now));

  const printed = printedInGuide();
  expect(printed.map(({ title, where }) => ({ name: title, where }))).toEqual(recipes.map(({ name, where }) => ({ name, where })));
  expect(printed.map(({ size: [size] }) => size)).toEqual(Object.values(found).map(({ length }) => length));
});

test("the numbers that the guide prints are those of its definitions", async () => {
  for (const { title, where, size, conditions } of printedInGuide()) {
    const { receipt, nodes } = await breakdown(bench, { where, now: NOW, timeZone: ZONE });
    const outermost = nodes.filter(({ path }) => path.length === 2).map(({ alone, after, without }) => [alone, after, without]);
    expect({ title, size, conditions }).toEqual({ title, size: [receipt.count, receipt.base], conditions: outermost });
  }
});

function compared(where: Condition) {
  return { question: { where, now: NOW, timeZone: ZONE }, at: [] };
}

function both(one: Condition, other: Condition): Condition {
  return { kind: "all", of: [one, other] };
}

function valuesIn({ bars }: TileData): Record<string, number> {
  return Object.fromEntries(bars.flatMap(({ of, segment }: Bar) => (of.kind === "value" && segment > 0 ? [[of.value, segment]] : [])));
}

function tally<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function local(time: string): string {
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString();
}

/** Rows as the shop writes them. */
interface Row extends ShopRow {
  readonly message_id: string;
  readonly coupon?: string;
  readonly email_subscribed?: boolean | null;
  readonly tags?: readonly string[];
  readonly lifetime_value?: number;
}

function lines(chunks: Iterable<Uint8Array>): readonly Row[] {
  return Buffer.concat([...chunks]).toString("utf8").trimEnd().split("\n").map((line): Row => JSON.parse(line));
}
