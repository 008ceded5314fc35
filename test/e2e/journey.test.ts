import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LONG } from "../support/long.ts";
import { accessible } from "./accessible.ts";
import { addCondition, choose, fill, newSegment, save } from "./controls.ts";
import { FROM_SINGAPORE, FROM_SINGAPORE_WITH_TWO_ORDERS } from "./shop.ts";
import { openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const NAME = "Loyal in Singapore";

test("who is not signed in is told how to get in", async () => {
  await site.page.goto(site.address);
  await site.page.getByText("npx coterie sign-in-link").first().waitFor();
  await accessible(site.page);
});

test("the one-time link signs in and shows how to begin", async () => {
  await site.page.goto(await site.signInLink());
  await site.page.getByRole("link", { name: "Create segment" }).or(site.page.getByRole("button", { name: "Create segment" })).first().waitFor();
  expect(site.page.url()).not.toContain("token");
  await accessible(site.page);
});

test("a recipe opens in the builder with name and conditions, and one that the data lacks something for says what", async () => {
  const { page } = site;
  const recipes = page.getByRole("region", { name: "Begin with a recipe" });
  await recipes.getByText("Not in your data: a product put in the cart.").waitFor();
  await recipes.getByRole("button", { name: "Visitors who are not customers" }).click();
  await page.getByTestId("segment-count").filter({ hasText: /^80$/ }).waitFor();
  expect(await page.getByRole("group", { name: /^Condition \d+$/ }).count()).toBe(2);
  await page.getByRole("navigation", { name: "Views of the segment" }).getByRole("link", { name: "Customers" }).click();
  await page.getByText("80 customers").first().waitFor();
  expect(await page.getByRole("textbox", { name: "Segment name" }).inputValue()).toBe("Visitors who are not customers");
  // A new segment at the same address would begin as this one, as after a reload.
  await page.goto(`${site.address}/segments`);
});

test("a segment is counted exactly while it is built, and saved", async () => {
  const { page } = site;
  const count = page.getByTestId("segment-count");
  await newSegment(page, site.address, NAME);
  await page.getByText("240", { exact: true }).first().waitFor();

  const country = await addCondition(page, "country", 1);
  await choose(page, country, "Operator", "is");
  await fill(country, "Value", "sg");
  await count.filter({ hasText: new RegExp(`^${FROM_SINGAPORE}$`) }).waitFor();

  const orders = await addCondition(page, "Order Completed", 2);
  await choose(page, orders, "How often", "at least");
  await fill(orders, "Times", "2");
  await choose(page, orders, "When", "in the last …");
  await fill(orders, "How many", "90");
  await count.filter({ hasText: new RegExp(`^${FROM_SINGAPORE_WITH_TWO_ORDERS}$`) }).waitFor();
  await page.getByText("16.7%").first().waitFor();
  await accessible(site.page);

  const id = await save(page);
  expect(await site.saved(id)).toEqual({
    kind: "all",
    of: [
      { kind: "attribute", attribute: "country", op: "equals", value: "sg" },
      { kind: "event", event: "Order Completed", op: "at_least", value: 2, window: { last: 90, unit: "day" } },
    ],
  });
});

test("its members are shown with their attributes and downloaded as CSV", async () => {
  const { page } = site;
  await page.getByRole("navigation", { name: "Views of the segment" }).getByRole("link", { name: "Customers" }).click();
  await page.getByRole("table", { name: "Customers" }).getByText("C0000").waitFor();
  await accessible(site.page);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download CSV" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  const [header, ...rows] = csv.trimEnd().split("\n");
  expect(header?.split(",")[0]).toBe('"customer_id"');
  expect(rows).toHaveLength(FROM_SINGAPORE_WITH_TWO_ORDERS);
  expect(rows.every((row) => row.includes('"SG"'))).toBe(true);

  await page.getByRole("button", { name: "score" }).click();
  await page.getByRole("columnheader", { name: "score" }).and(page.locator("[aria-sort=descending]")).waitFor();
  const search = page.getByRole("searchbox", { name: "Search customers" });
  await search.pressSequentially("CUSTOMER 2");
  await page.getByText("6 of 40 customers found").waitFor();
  expect(await page.getByRole("rowheader").allInnerTexts()).toEqual(["C0234", "C0228", "C0222", "C0216", "C0204", "C0024"]);
  expect(await search.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  expect(page.url()).toMatch(/[?&]search=CUSTOMER\+2&sort=score&order=desc/);
  await accessible(site.page);
  await search.fill("c0000");
  await page.getByText("1 of 40 customers found").waitFor();
});

test("a customer opens with attributes and events", async () => {
  const { page } = site;
  await page.getByRole("table", { name: "Customers" }).getByRole("button", { name: "C0000" }).click();
  const profile = page.getByRole("dialog");
  await profile.getByText("Order Completed").first().waitFor();
  await profile.getByText("country").first().waitFor();
  await accessible(site.page);
});

test("insights compare it with everyone, and a bar of a chart becomes a condition", async () => {
  const { page } = site;
  const own = (tiles: object) => page.request.put(`${site.address}/api/v1/insights/tiles/own`, { data: { tiles }, headers: { origin: site.address } });
  const where = { kind: "attribute", attribute: "country", op: "matches", value: "(" };
  await own([{ tile: { kind: "condition", where }, title: "Refused", color: "red", note: null }]);
  await page.goto(`${site.address}/insights`);
  await page.getByRole("listitem").filter({ hasText: "Refused" }).getByText("no longer there").waitFor();
  await page.getByRole("button", { name: "SG: 80 customers, 33.3%", exact: true }).waitFor();
  await Promise.all([own([]), accessible(page)]);
  await page.goto(`${site.address}/segments`);
  await page.getByRole("link", { name: NAME }).click();
  await page.getByRole("navigation", { name: "Views of the segment" }).getByRole("link", { name: "Insights" }).click();
  const country = page.getByRole("listitem").filter({ hasText: /^country/ });
  await country.getByRole("button", { name: `SG: ${FROM_SINGAPORE_WITH_TWO_ORDERS} customers, 100%; Everyone 33.3%, index 300` }).waitFor();
  await accessible(site.page);
  await country.getByRole("button", { name: /^MY: 0 customers/ }).press("Enter");
  await country.getByRole("button", { name: "Add as condition" }).click();
  const count = page.getByTestId("segment-count");
  await count.filter({ hasText: /^0$/ }).waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await count.filter({ hasText: new RegExp(`^${FROM_SINGAPORE_WITH_TWO_ORDERS}$`) }).waitFor();

  await page.getByText("Split", { exact: true }).click();
  const sizes = page.getByRole("table").getByRole("button", { name: /show the \d+ customers$/ });
  await sizes.nth(2).waitFor();
  const parts = (await sizes.allTextContents()).map(Number);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(FROM_SINGAPORE_WITH_TWO_ORDERS);
  await accessible(site.page);
});

test("the list shows the segment with its exact size", async () => {
  const { page } = site;
  await page.goto(`${site.address}/`);
  const row = page.getByRole("row", { name: new RegExp(NAME) });
  await row.getByText(String(FROM_SINGAPORE_WITH_TWO_ORDERS), { exact: true }).waitFor();
  await accessible(site.page);
});

test("an administrator features segments, which all see as cards in the order that the keyboard gave them", async () => {
  const { page } = site;
  const everyone = { data: { name: "Everyone", where: { kind: "all", of: [] } }, headers: { origin: site.address } };
  await page.request.post(`${site.address}/api/v1/segments`, everyone);
  await page.goto(`${site.address}/segments`);
  await page.getByRole("navigation", { name: "Kinds of segments" }).getByRole("link", { name: "Featured" }).click();
  await page.getByRole("heading", { name: "No featured segments yet" }).waitFor();
  await page.getByRole("link", { name: "Custom", exact: true }).click();
  for (const name of ["Everyone", NAME]) {
    await page.getByRole("button", { name: `Actions for “${name}”` }).click();
    await page.getByRole("menuitem", { name: "Feature", exact: true }).click();
  }
  await page.getByRole("link", { name: "Featured", exact: true }).click();
  const cards = page.getByRole("list", { name: "Featured segments" }).getByRole("listitem");
  await cards.nth(1).getByText(String(FROM_SINGAPORE_WITH_TWO_ORDERS), { exact: true }).waitFor();
  await page.getByRole("button", { name: "Edit cards" }).click();
  await page.getByRole("button", { name: `Move “${NAME}” forward` }).press("Enter");
  await page.getByText(`“${NAME}” is number 1 of 2`).waitFor();
  await page.getByRole("button", { name: `Edit “${NAME}”` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Description" }).fill("Whom we like best.");
  await dialog.getByRole("radio", { name: "Crown" }).check({ force: true });
  await accessible(site.page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await cards.first().getByText("Whom we like best.").waitFor();
  await accessible(site.page);
  await cards.first().getByRole("link", { name: `Customers: ${NAME}` }).click();
  await page.getByRole("table", { name: "Customers" }).getByText("C0000").waitFor();
});

test("smart segments are there with their exact sizes, say what is missing, and become segments of one's own", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments`);
  await page.getByRole("navigation", { name: "Kinds of segments" }).getByRole("link", { name: "Smart" }).click();
  const recency = page.getByRole("region", { name: "Spending recency" });
  await recency.getByRole("listitem").filter({ hasText: "In the last 30 days" }).getByText("120", { exact: true }).waitFor();
  await page.getByText("Missing: an opening of the app").first().waitFor();
  await accessible(site.page);
  await recency.getByRole("button", { name: "Copy to own segments: Never ordered" }).click();
  await page.getByText("“Spending recency: Never ordered” is one of your segments now.").waitFor();
  await page.getByRole("link", { name: "Customers: Bought before, not this year" }).click();
  await page.getByTestId("segment-count").filter({ hasText: /^40$/ }).waitFor();
});

/** Keeps of each frame what is typed, beside every number that is shown as current: the size, who is in alone and after. */
const RECORD_FRAMES = `
  globalThis.frames = [];
  (function look() {
    const value = document.querySelector("[aria-label='Value']")?.value ?? "";
    const size = document.querySelector("section:not([aria-busy=true]) > div:not([data-old]) > [data-testid=segment-count]");
    const counts = [...document.querySelectorAll("[aria-label='Counts of Condition 1']:not([data-old]) button")].slice(0, 2);
    for (const shown of [size, ...counts]) if (shown && value !== "") frames.push([value, shown.textContent]);
    requestAnimationFrame(look);
  })();
`;

test("no frame shows a number of before an edit as current, be the first of three answers 3 seconds late", async () => {
  const { page } = site;
  const atLeast = { "10": 220, "100": 40, "110": 20 } as const;
  await newSegment(page, site.address, "Slow");
  const score = await addCondition(page, "score", 1);
  const late = new Set<string>();
  await page.route(/\/segments\/(count|breakdown)$/, async (route) => {
    const isFirst = !late.has(route.request().url());
    late.add(route.request().url());
    if (isFirst) await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue().catch(() => undefined);
  });
  await page.evaluate(RECORD_FRAMES);
  for (const value of Object.keys(atLeast)) {
    const asked = page.waitForRequest(/\/segments\/breakdown$/);
    await score.getByRole("textbox", { name: "Value" }).fill(value);
    await asked;
  }
  await score.getByRole("button", { name: "alone: 20 customers" }).waitFor();
  await page.getByTestId("segment-count").filter({ hasText: /^20$/ }).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const frames: unknown = await page.evaluate("frames");
  const seen = new Set(Array.isArray(frames) ? frames.map(String) : []);
  expect(seen).toContain("110,20");
  expect([...seen].filter((frame) => !Object.entries(atLeast).some((right) => frame === right.join(",")))).toEqual([]);
  await page.unroute(/\/segments\/(count|breakdown)$/);

  await score.getByRole("button", { name: "alone: 20 customers" }).click();
  const behind = page.getByRole("dialog", { name: "Who meets condition 1" });
  await behind.getByText("20 customers, 8.3% of everyone").waitFor();
  await behind.getByRole("button", { name: "Save as segment" }).click();
  const naming = page.getByRole("dialog", { name: "Save as segment" });
  await naming.getByRole("textbox", { name: "Segment name" }).fill("The best");
  await naming.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Open “The best”" }).waitFor();
});

test("segments are tagged in the list, and found and sorted by what they have", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments`);
  await page.getByRole("checkbox", { name: `Select “${NAME}”` }).check();
  await page.getByRole("region", { name: "1 selected" }).getByRole("button", { name: "Tag" }).click();
  await page.getByRole("textbox", { name: "Search or create a tag" }).fill("always on");
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "always on", checked: true }).waitFor();
  await accessible(site.page);
  await page.keyboard.press("Escape");
  await page.getByRole("navigation", { name: "Kinds of segments" }).getByRole("link", { name: "Tags" }).click();
  await page.getByRole("link", { name: "Segments with the tag “always on”" }).waitFor();
  await accessible(site.page);
  await page.getByRole("link", { name: "Segments with the tag “always on”" }).click();
  await page.getByRole("status").filter({ hasText: /^1 segment$/ }).waitFor();
  await page.getByRole("button", { name: "Name" }).click();
  await page.waitForURL(/sort=name/);
  await page.getByRole("columnheader", { name: "Name" }).and(page.locator("[aria-sort=ascending]")).waitFor();
});

async function openSegment(): Promise<void> {
  await site.page.goto(`${site.address}/segments`);
  await site.page.getByRole("link", { name: NAME }).click();
}

test("beside a segment stand its tags, people and notes, and test people who are ticked as it is edited", async () => {
  const { page } = site;
  await openSegment();
  const panel = page.getByRole("complementary", { name: "Size and meaning" });
  for (const key of ["C0000", "C0004"]) {
    await panel.getByRole("textbox", { name: "Customer key" }).fill(key);
    await page.keyboard.press("Enter");
    await panel.getByRole("button", { name: `Unpin ${key}` }).waitFor();
  }
  await panel.getByRole("button", { name: "C0000, in: why" }).waitFor();
  await panel.getByRole("button", { name: "C0004, out: why" }).waitFor();
  await panel.getByText("always on").waitFor();
  await panel.getByText("owner").waitFor();
  await panel.getByRole("textbox", { name: "Write a note" }).fill("Why 90 days?");
  await panel.getByRole("button", { name: "Add note" }).click();
  await panel.getByRole("list", { name: "Notes" }).getByText("Why 90 days?").waitFor();

  await fill(page.getByRole("group", { name: "Condition 1", exact: true }), "Value", "my");
  await panel.getByRole("button", { name: "C0004, in: why" }).waitFor();
  await panel.getByRole("button", { name: "C0000, out: why" }).click();
  const why = page.getByRole("dialog", { name: "C0000" });
  await why.getByText("Is not in").waitFor();
  await why.getByRole("button").first().click();
});

test("who saves over another's revision sees by whom and what changed, and keeps both", async () => {
  const { page } = site;
  const ask = { headers: { origin: site.address } };
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  const invited = await page.request.post(`${site.address}/api/v1/users`, { ...ask, data: { name: "Ana", email: "ana@example.com" } });
  const { link }: { link: string } = await invited.json();
  const ana = await page.context().browser()?.newContext();
  await ana?.request.get(link);
  const orders = { kind: "event", event: "Order Completed", op: "at_least", value: 3, window: { last: 90, unit: "day" } };
  const where = { kind: "all", of: [{ kind: "attribute", attribute: "country", op: "equals", value: "sg" }, orders] };
  await ana?.request.put(`${site.address}/api/v1/segments/${id}`, { ...ask, data: { name: NAME, where, revision: 1 } });
  await ana?.close();

  await page.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = page.getByRole("dialog", { name: "Ana saved this segment meanwhile" });
  const marks = (list: string) => conflict.getByRole("list", { name: list }).locator("ins, del").allTextContents();
  await conflict.getByRole("list", { name: "What you changed" }).waitFor();
  expect(await marks("What changed since you began")).toEqual([expect.stringContaining("twice"), expect.stringContaining("3 times")]);
  expect(await marks("What you changed")).toEqual([expect.stringContaining("“sg”"), expect.stringContaining("“my”")]);
  await accessible(site.page);
  await conflict.getByRole("button", { name: "Save mine as revision 3" }).click();
  await conflict.waitFor({ state: "hidden" });
});

test("the history tells who changed what, opens who entered, and restores a revision", async () => {
  const { page } = site;
  await page.getByRole("navigation", { name: "Views of the segment" }).getByRole("link", { name: "History" }).click();
  await page.getByText("by Ana").waitFor();
  const refreshes = page.getByRole("table", { name: "Refreshes" });
  await page.getByRole("button", { name: "Refresh now" }).click();
  await refreshes.getByRole("row").nth(1).waitFor();
  await page.getByRole("button", { name: "Restore revision 1" }).click();
  await page.getByText("Revision 1 is back, as revision 4.").waitFor();
  await page.getByRole("button", { name: "Refresh now" }).click();
  await refreshes.getByRole("row").nth(2).waitFor();
  await page.getByRole("button", { name: `Revision 4 now: ${FROM_SINGAPORE_WITH_TWO_ORDERS} customers` }).waitFor();
  await accessible(site.page);
  await refreshes.getByRole("button", { name: /^40 customers entered until/ }).click();
  await page.getByRole("dialog", { name: /^Entered “Loyal in Singapore” until/ }).getByRole("button", { name: "C0000" }).waitFor();
});

test("a deleted segment is restored from the trash, where it can be deleted for good", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments`);
  await page.getByRole("link", { name: NAME }).click();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete segment" }).click();
  await page.getByRole("navigation", { name: "Kinds of segments" }).getByRole("link", { name: "Trash 1" }).click();
  await page.getByRole("button", { name: `Delete “${NAME}” for good` }).waitFor();
  await accessible(site.page);
  await page.getByRole("button", { name: `Restore “${NAME}”` }).click();
  await page.getByText("The trash is empty").waitFor();
  await page.getByRole("link", { name: "Custom", exact: true }).click();
  await page.getByRole("row", { name: new RegExp(NAME) }).waitFor();
});

/** Those first that no test before has looked at. */
const SCREENS: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  ["users", "/users", (page) => page.getByRole("heading", { level: 1 }).waitFor()],
  [
    "code, and what Ctrl+K finds",
    "/segments/new",
    async (page) => {
      await page.getByRole("button", { name: "View as code" }).click();
      await page.getByRole("textbox", { name: "Definition as code" }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Find" }).getByRole("textbox").fill("C0123");
      await page.getByRole("option", { name: "C0123" }).waitFor();
    },
  ],
  ["customers", "/customers", (page) => page.getByRole("button", { name: "C0000" }).waitFor()],
  ["a customer", "/customers/C0000", (page) => page.getByText("Order Completed").first().waitFor()],
  ["featured segments", "/segments/featured", (page) => page.getByRole("heading", { level: 2 }).first().waitFor()],
  ["what is not there", "/nowhere", (page) => page.getByRole("heading").first().waitFor()],
];

test.each(LONG ? SCREENS : SCREENS.slice(0, 2))("the screen of %s meets axe", async (_, path, shown) => {
  await site.page.goto(`${site.address}${path}`);
  await shown(site.page);
  await accessible(site.page);
});

test("nothing went wrong in the page meanwhile", () => {
  expect(site.errors.filter((error) => !/ 40[019] /.test(error))).toEqual([]);
});
