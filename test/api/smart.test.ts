import { afterAll, beforeAll, expect, test } from "vitest";
import { generateCustomers } from "../../examples/store/customers.ts";
import { generateEvents } from "../../examples/store/events.ts";
import type { Receipt } from "../../src/results/receipt.ts";
import type { ResolvedGroup } from "../../src/smart/cards.ts";
import { PICTURES } from "../../src/smart/pictures.ts";
import { DRAWINGS } from "../../web/src/features/segments/smart/drawings.ts";
import type { ResolvedRecipe } from "../../src/smart/resolve-recipes.ts";
import { type DataWorkspace, openDataWorkspace } from "./data-workspace.ts";
import { type ErrorBody, jsonOf } from "./workspace.ts";

interface Groups {
  readonly groups: readonly ResolvedGroup[];
}
interface Counts {
  readonly now: string;
  readonly counts: Readonly<Record<string, Receipt>>;
}
interface Roles {
  readonly roles: readonly {
    readonly id: string;
    readonly names: readonly string[];
    readonly chosen: boolean;
    readonly gone: readonly string[];
  }[];
}

let workspace: DataWorkspace;
beforeAll(async () => {
  workspace = await openDataWorkspace();
  const options = { seed: 3, lastDay: new Date().toISOString().slice(0, 10), customers: 100 };
  await workspace.importFile("customers?format=ndjson", textOf(generateCustomers(options)));
  await workspace.importFile("events?format=ndjson", textOf(generateEvents(options)));
});
afterAll(async () => {
  await workspace.close();
  expect(workspace.logged).toEqual([]);
});

function textOf(chunks: Iterable<Uint8Array>): string {
  return Buffer.concat([...chunks]).toString("utf8");
}

const cardsOf = ({ groups }: Groups) => groups.flatMap(({ cards }) => cards);

test("on the example store every one of the fifteen groups has all its segments", async () => {
  const answer = await jsonOf<Groups>(await workspace.get("/smart"));
  expect(answer.groups).toHaveLength(15);
  expect(cardsOf(answer).filter(({ missing }) => missing.length > 0)).toEqual([]);
  const month = cardsOf(answer).find(({ id }) => id === "spending-recency/month");
  expect(month?.short).toBe("Customers who did “Order Completed” in the last 30 days.");
});

test("one answer counts every segment, each as it counts alone", async () => {
  const cards = cardsOf(await jsonOf<Groups>(await workspace.get("/smart")));
  const { now, counts } = await jsonOf<Counts>(await workspace.get("/smart/counts"));
  expect(Object.keys(counts)).toEqual(cards.map(({ id }) => id));
  for (const { id, where } of cards) {
    const alone = await jsonOf<Receipt>(await workspace.post("/segments/count", { where, now }));
    expect([id, counts[id]?.count]).toEqual([id, alone.count]);
  }
  const of = (group: string) => cards.filter(({ id }) => id.startsWith(group)).map(({ id }) => counts[id]?.count ?? 0);
  // The bands of recency are everyone, and touch without overlapping.
  expect(of("spending-recency").reduce((sum, size) => sum + size, 0)).toBe(counts["spending-recency/month"]?.base);
});

test("saved segments are counted at once, but for those that need repair", async () => {
  const save = async (where: unknown) => (await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Saved", where }))).id;
  const all = await save({ kind: "all", of: [] });
  const none = await save({ kind: "any", of: [] });
  const of = await save({ kind: "not", of: { kind: "segment", segment: none } });
  const asked = { segments: [of, all, "unknown", none] };
  const counted = async () => {
    const { counts } = await jsonOf<Counts>(await workspace.post("/segments/counts", asked));
    return Object.fromEntries(Object.entries(counts).map(([id, { count }]) => [id, count]));
  };
  expect(await counted()).toEqual({ [of]: 100, [all]: 100, [none]: 0 });
  await workspace.send("DELETE", `/segments/${none}`);
  expect(await counted()).toEqual({ [all]: 100 });
});

test("an administrator chooses what plays a role, and nothing; what is gone is said", async () => {
  const chosen = { country: ["city"], order: ["Order Refunded"], app_opened: [], device: ["gone"] };
  const { roles } = await jsonOf<Roles>(await workspace.put("/smart/roles", { roles: chosen }));
  const role = (id: string) => roles.find((one) => one.id === id);
  expect(role("country")).toMatchObject({ names: ["city"], chosen: true, gone: [] });
  expect(role("order_value")).toMatchObject({ names: ["total"], chosen: false });
  expect(role("device")).toMatchObject({ names: [], chosen: true, gone: ["gone"] });
  const cards = cardsOf(await jsonOf<Groups>(await workspace.get("/smart")));
  const card = (id: string) => cards.find((one) => one.id === id);
  expect(card("total-spend/1000-up")?.short).toContain("Order Refunded");
  expect(card("app-engagement/week")).toMatchObject({ where: null, missing: ["An opening of the app"] });
  const { counts } = await jsonOf<Counts>(await workspace.get("/smart/counts"));
  expect(counts["app-engagement/week"]).toBeUndefined();
  await workspace.put("/smart/roles", { roles: {} });
  expect((await jsonOf<Roles>(await workspace.get("/smart/roles"))).roles.filter((one) => one.chosen)).toEqual([]);
});

test("recipes are definitions of this catalog, in words, and of what is missing for one the other recipes do without", async () => {
  const recipesNow = async () => (await jsonOf<{ recipes: readonly ResolvedRecipe[] }>(await workspace.get("/recipes"))).recipes;
  const shown = await recipesNow();
  expect(shown.map(({ id, missing }) => [id, missing])).toEqual(
    ["engaged-on-mobile", "email-in-one-country", "left-a-cart", "visitors-not-customers"].map((id) => [id, []]),
  );
  expect(shown[2]?.short).toBe(
    "Customers who did in order (“Session Started” or “Page Viewed”, then “Product Added” within 1 hour, then no “Order Completed”) " +
      "beginning in the last 30 days.",
  );
  for (const { where } of shown) expect((await workspace.post("/segments/count", { where })).status).toBe(200);
  await workspace.put("/smart/roles", { roles: { order: [], country: [] } });
  const lacking = (await recipesNow()).map(({ where, missing }) => [where !== null, missing]);
  expect(lacking).toEqual([[true, []], [false, ["Country"]], [false, ["An order"]], [true, []]]);
  await workspace.put("/smart/roles", { roles: {} });
});

test("an administrator changes, hides, orders and adds cards, and takes that back", async () => {
  const group = "total-spend";
  const shown = async (query = "") => {
    const { groups } = await jsonOf<Groups>(await workspace.get(`/smart${query}`));
    return groups.find(({ id }) => id === group)?.cards ?? [];
  };
  const shipped = await shown();
  const ids = shipped.map(({ id }) => id.slice(group.length + 1));
  const [first = "", second = "", third = ""] = ids;
  const segment = (await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "All", where: { kind: "all", of: [] }, timeZone: "Asia/Tokyo" }))).id;
  const done = async (response: Promise<Response>) => expect((await response).status).toBe(204);
  await done(workspace.put(`/smart/cards/${group}/${first}`, { name: "Renamed" }));
  await done(workspace.put(`/smart/cards/${group}/${second}`, { segment }));
  await done(workspace.put(`/smart/cards/${group}/${third}`, { hidden: true }));
  await done(workspace.post("/smart/cards", { group, segment, name: "Added" }));
  const added = (await shown()).at(-1)?.id.slice(group.length + 1) ?? "";
  await done(workspace.put(`/smart/groups/${group}/order`, { cards: [added, second] }));
  const changed = await shown();
  expect(changed.slice(0, 3).map(({ name, origin, timeZone }) => [name, origin, timeZone])).toEqual([
    ["Added", "added", "Asia/Tokyo"],
    [shipped[1]?.name, "changed", "Asia/Tokyo"],
    ["Renamed", "changed", null],
  ]);
  expect([changed.length, (await shown("?hidden=true")).length]).toEqual([ids.length, ids.length + 1]);
  const { counts } = await jsonOf<Counts>(await workspace.get("/smart/counts"));
  expect([counts[`${group}/${added}`]?.count, counts[`${group}/${second}`]?.count, counts[`${group}/${third}`]]).toEqual([100, 100, undefined]);
  for (const card of [first, second, third, added]) await done(workspace.send("DELETE", `/smart/cards/${group}/${card}`));
  await done(workspace.put(`/smart/groups/${group}/order`, { cards: [] }));
  expect(await shown()).toEqual(shipped);
  for (const [path, body] of [[`/smart/cards/${group}/${added}`, { hidden: true }], [`/smart/cards/${group}/${first}`, { segment: "unknown" }]] as const) {
    expect((await workspace.put(path, body)).status).toBe(404);
  }
});

test("an administrator features saved segments, each shown as it is now, in an order of their own", async () => {
  const save = async (name: string, where: unknown) => (await jsonOf<{ id: string }>(await workspace.post("/segments", { name, where }))).id;
  const [all, none] = [await save("All", { kind: "all", of: [] }), await save("None", { kind: "any", of: [] })];
  const read = async (response: Response) => {
    const { featured } = await jsonOf<{ featured: { name: string | null; picture: string; segment: { id: string; name: string } }[] }>(response);
    return featured.map(({ name, picture, segment }) => [name ?? segment.name, picture, segment.id]);
  };
  expect((await workspace.post("/featured", { segment: all })).status).toBe(201);
  expect(await read(await workspace.post("/featured", { segment: none, name: "Nobody", description: "Who is nobody.", picture: "crown" }))).toEqual([
    ["All", "star", all],
    ["Nobody", "crown", none],
  ]);
  expect((await workspace.post("/featured", { segment: all })).status).toBe(409);
  for (const wrong of [{ segment: "unknown" }, { segment: all, picture: "unknown" }]) {
    expect([400, 404]).toContain((await workspace.post("/featured", wrong)).status);
  }
  expect(await read(await workspace.put("/featured/order", { segments: [none] }))).toEqual([["Nobody", "crown", none], ["All", "star", all]]);
  expect((await workspace.put("/featured/order", { segments: [none, "unknown"] })).status).toBe(404);
  expect(await read(await workspace.patch(`/featured/${none}`, { name: null, picture: "gift" }))).toEqual([["None", "gift", none], ["All", "star", all]]);
  await workspace.put(`/segments/${none}`, { name: "Ten", where: { kind: "sample", percent: 10, salt: "s" }, revision: 1 });
  const { counts } = await jsonOf<Counts>(await workspace.get("/featured/counts"));
  const { count } = await jsonOf<Receipt>(await workspace.post("/segments/count", { where: { kind: "sample", percent: 10, salt: "s" } }));
  expect([counts[all]?.count, counts[none]?.count]).toEqual([100, count]);
  expect(await read(await workspace.send("DELETE", `/featured/${none}`))).toEqual([["All", "star", all]]);
  expect((await workspace.send("DELETE", `/featured/${none}`)).status).toBe(404);
  expect((await workspace.get(`/segments/${none}`)).status).toBe(200);
});

test("the page has a drawing for every picture", () => {
  expect(Object.keys(DRAWINGS).toSorted()).toEqual(PICTURES.toSorted());
});

test.each([
  ["a role that there is not", { nothing: ["a"] }],
  ["names that are no list", { country: "city" }],
  ["more names than a role takes", { interaction: Array.from({ length: 21 }, (_, at) => `event ${at}`) }],
])("%s is refused", async (_, roles) => {
  const response = await workspace.put("/smart/roles", { roles });
  expect(response.status).toBe(400);
  expect((await jsonOf<ErrorBody>(response)).error.code).toMatch(/^(unknown_role|invalid_)/);
});

test("a number that was counted before is never that of other data", async () => {
  const never = { kind: "not", of: { kind: "event", event: "Order Completed" } };
  const { id } = await jsonOf<{ id: string }>(await workspace.post("/segments", { name: "Never ordered", where: never }));
  const counted = async () => (await jsonOf<Counts>(await workspace.post("/segments/counts", { segments: [id] }))).counts[id];
  const before = await counted();
  expect(await counted()).toMatchObject({ count: before?.count, base: 100 });
  await workspace.importFile("customers?format=ndjson", '{"customer_id":"new"}\n');
  expect(await counted()).toMatchObject({ count: (before?.count ?? 0) + 1, base: 101 });
  await workspace.importFile("events?format=ndjson", '{"customer_id":"new","event":"Order Completed","time":"2024-01-01T00:00:00Z"}\n');
  expect(await counted()).toMatchObject({ count: before?.count, base: 101 });
});
