import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { accessible } from "./accessible.ts";
import { LETTER } from "./exporting.ts";
import { openSite, type Site } from "./site.ts";

/** What is done with segments that are there. */
let site: Site;
const ids = new Map<string, string>();
const SINGAPORE: Condition = { kind: "attribute", attribute: "country", op: "equals", value: "SG" };
const SUBSCRIBED: Condition = { kind: "attribute", attribute: "subscribed", op: "is_true" };

beforeAll(async () => {
  site = await openSite();
  await site.page.goto(await site.signInLink());
  await create("Singapore", SINGAPORE);
  await create("Subscribed", SUBSCRIBED);
  await create("Referring", { kind: "segment", segment: ids.get("Subscribed") ?? "" });
});
afterAll(() => site.close());

async function create(name: string, where: Condition): Promise<void> {
  const response = await site.page.request.post(`${site.address}/api/v1/segments`, { headers: { origin: site.address }, data: { name, where } });
  const { id }: { id: string } = await response.json();
  ids.set(name, id);
}

const open = (name: string, search = "") => site.page.goto(`${site.address}/segments/${ids.get(name)}${search}`);

/** Chooses in a list that is searched by typing. */
async function pick(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByLabel(label, { exact: true }).locator("visible=true").first().click();
  await site.page.getByRole("option", { name: option, exact: true }).click();
}

async function downloaded(page: Page, item: string): Promise<string> {
  await page.getByRole("button", { name: "Actions for country" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
  return readFile(await download.path(), "latin1");
}

test("segments are compared in pairs and exactly, and split by segments in order, each customer once", async () => {
  const { page } = site;
  await open("Singapore", "?tab=insights&insight=overlap");
  await pick(page, "Compare with segments", "Subscribed");
  await page.getByRole("button", { name: "40 customers in exactly Singapore, Subscribed" }).waitFor();
  await accessible(page);
  await page.getByRole("button", { name: /^40 customers in Singapore and Subscribed, 50(\.0)?% of Singapore/ }).first().click();
  await page.getByRole("dialog", { name: "Singapore and Subscribed" }).getByText("40 customers").first().waitFor();
  await page.keyboard.press("Escape");

  await page.getByText("Split", { exact: true }).click();
  await page.getByText("By segments in order").click();
  await pick(page, "Segments in order", "Subscribed");
  await page.getByRole("button", { name: "Subscribed: show the 40 customers" }).waitFor();
  await page.getByRole("button", { name: "In no part: show the 40 customers" }).waitFor();
  await accessible(page);
});

test("what makes a segment different is told, and becomes a condition", async () => {
  const { page } = site;
  await open("Subscribed", "?tab=insights&insight=differences");
  await page.getByText("Not compared, since the definition asks about it: subscribed.").waitFor();
  await accessible(page);
  await page.getByRole("button", { name: /^Add as condition: / }).first().click();
  await page.getByText("Added to the builder.").waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
});

test("a tile of one's own stands beside those of all, and is downloaded as picture and table", async () => {
  const { page } = site;
  await page.goto(`${site.address}/insights`);
  await page.getByRole("button", { name: "Add tile" }).click();
  await page.getByRole("menuitem", { name: "Add a tile for me" }).click();
  const editor = page.getByRole("dialog", { name: "Add a tile for me" });
  await pick(editor, "Attribute", "tags");
  await editor.getByRole("textbox", { name: "Title" }).fill("Labels");
  await accessible(page);
  await editor.getByRole("button", { name: "Save" }).click();
  const tile = page.getByRole("listitem").filter({ hasText: /^Labels/ });
  await tile.getByRole("button", { name: /^web: 180 customers/ }).waitFor();
  await page.reload();
  await tile.getByRole("button", { name: /^vip: 60 customers/ }).waitFor();
  expect(await downloaded(page, "Download as CSV")).toMatch(/"?SG"?,"?80"?/);
  expect(await downloaded(page, "Download as SVG")).toContain("<svg");
  expect((await downloaded(page, "Download as PNG")).slice(1, 4)).toBe("PNG");
});

test("an administrator changes what smart segments are made of, hides a card and adds one", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments/smart`);
  await page.getByRole("button", { name: "Attributes and events" }).click();
  const roles = page.getByRole("dialog", { name: "What smart segments are made of" });
  await pick(roles, "Age in years", "score");
  await accessible(page);
  await roles.getByRole("button", { name: "Save" }).click();
  await page.getByText("The smart segments are made of what you chose.").waitFor();
  await page.getByRole("button", { name: "Edit cards" }).click();
  await page.getByRole("button", { name: "Hide “In the last 30 days”" }).first().click();
  await page.getByRole("button", { name: "Show “In the last 30 days”" }).first().waitFor();
  const recency = page.getByRole("region", { name: "Spending recency" });
  await recency.getByRole("button", { name: /^Add a card/ }).click();
  const adding = page.getByRole("dialog");
  await adding.getByRole("textbox", { name: "Name of the card" }).fill("At home");
  await pick(adding, "Defined as the segment", "Singapore");
  await accessible(page);
  await adding.getByRole("button", { name: "Add a card" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await recency.getByRole("listitem").filter({ hasText: "At home" }).getByText("80", { exact: true }).waitFor();
  expect(await recency.getByText("In the last 30 days", { exact: true }).count()).toBe(0);
});

test("tags are made, recoloured, merged and deleted", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments/tags`);
  for (const name of ["one", "other"]) {
    await page.getByRole("button", { name: "Create tag" }).first().click();
    const form = page.getByRole("dialog", { name: "Create a tag" });
    await form.getByRole("textbox", { name: "Name" }).fill(name);
    await form.getByRole("button", { name: "Create tag" }).click();
    await page.getByText(`There is a tag “${name}” now`).waitFor();
  }
  await page.getByRole("button", { name: "Actions for the tag “one”" }).click();
  await page.getByRole("menuitem", { name: "Rename or recolour" }).click();
  const change = page.getByRole("dialog", { name: "Change the tag “one”" });
  await change.getByRole("textbox", { name: "Name" }).fill("first");
  await change.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Actions for the tag “first”" }).click();
  await page.getByRole("menuitem", { name: "Merge into another tag" }).click();
  const merging = page.getByRole("dialog", { name: "Merge “first” into another tag" });
  await pick(merging, "The other tag", "other");
  await accessible(page);
  await merging.getByRole("button", { name: "Merge" }).click();
  await page.getByText("“first” is one with “other” now").waitFor();
  await page.getByRole("button", { name: "Actions for the tag “other”" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete tag" }).click();
  await page.getByText("Sort your segments with tags").waitFor();
});

test("a user is added with a link that signs in once, and disabled", async () => {
  const { page } = site;
  await page.goto(`${site.address}/users`);
  await page.getByRole("button", { name: "Add user" }).click();
  const form = page.getByRole("dialog", { name: "Add a user" });
  await form.getByRole("textbox", { name: "Name" }).fill("Bo");
  await form.getByRole("textbox", { name: "E-mail address" }).fill("bo@example.com");
  await form.getByRole("button", { name: "Add and make the link" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign-in link for Bo" });
  const link = (await dialog.getByText(/^http:/).textContent()) ?? "";
  await accessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  const browser = page.context().browser();
  const context = await browser?.newContext();
  const theirs = await context?.newPage();
  await theirs?.goto(link);
  await theirs?.getByRole("heading", { name: "Segments" }).first().waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Actions for Bo" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByText("Bo is disabled").waitFor();
  await theirs?.reload();
  await theirs?.getByText("npx coterie sign-in-link").first().waitFor();
  await context?.close();
});

test("a customer is found by Ctrl+K; what they did is filtered, and why they are not in a segment is told", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments`);
  await page.getByRole("link", { name: "Singapore" }).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("A segment, a customer, an attribute, an event").fill("C0002");
  await page.getByRole("option", { name: /^C0002/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\/C0002/);
  await page.getByRole("list", { name: "Kinds of events" }).getByRole("button", { name: /Page Viewed/ }).click();
  await page.getByText("1 event", { exact: true }).waitFor();
  await pick(page, "Why in a segment, or why not", "Singapore");
  await page.getByText("Is not in").waitFor();
  await page.getByRole("region", { name: "Why" }).getByText("DE", { exact: true }).waitFor();
  await accessible(page);
});

test("a segment whose segment was deleted needs repair, says where, and is well again when it is restored", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments`);
  await page.getByRole("button", { name: "Actions for “Subscribed”" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByText("Referring").waitFor();
  await accessible(page);
  await asked.getByRole("button", { name: "Delete segment" }).click();
  const row = page.getByRole("row", { name: /Referring/ });
  await row.getByText("Needs repair", { exact: false }).waitFor();
  await row.getByRole("link", { name: "Referring" }).click();
  await page.getByText("This segment needs repair").waitFor();
  await accessible(page);
  await page.goto(`${site.address}/segments/trash`);
  await page.getByRole("button", { name: "Restore “Subscribed”" }).click();
  await page.getByText("The trash is empty").waitFor();
  await open("Referring");
  await page.getByTestId("segment-count").filter({ hasText: /^120$/ }).waitFor();
});

test("a destination whose kind is not loaded any more says so, can't be chosen, and is deleted", async () => {
  const { page } = site;
  const data = { name: "Mailing", type: "download", settings: {}, shape: LETTER, users: null };
  const made = await page.request.post(`${site.address}/api/v1/destinations`, { headers: { origin: site.address }, data });
  expect(made.status()).toBe(201);
  // As a server answers that was started without the kind.
  await page.route("**/destination-types", async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: { ...json, types: json.types.filter(({ id }: { readonly id: string }) => id !== "download") } });
  });
  await open("Singapore", "?tab=exports");
  await page.getByText(/^Its kind “download” is not there any more: start Coterie with it again/).first().waitFor();
  expect(await page.getByRole("radio", { name: "Mailing" }).isDisabled()).toBe(true);
  await page.goto(`${site.address}/exports/destinations`);
  await page.getByRole("row", { name: /^Mailing Its kind “download” is not there any more/ }).getByRole("link", { name: "Mailing" }).click();
  await page.getByText("The kind of destination “download” is not there any more").waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete Mailing?" }).getByRole("button", { name: "Delete" }).click();
  await page.getByText("Mailing was deleted").waitFor();
  await page.unroute("**/destination-types");
});

test("what is not understood in an address is left out", async () => {
  const { page } = site;
  const paths = ["/segments?tags=abc&sort=bogus&order=5&owner=bob", "/segments?tags=5", "/customers?columns=country", '/customers?customer={"a":1}'];
  for (const path of [...paths, `/segments/${ids.get("Singapore")}?tab=xyz&insight=foo`]) {
    await page.goto(site.address + path);
    await page.getByText(/^(3 segments|240 customers|80)$/).first().waitFor();
  }
});

test("on a phone nothing is wider than the screen", async () => {
  const { page } = site;
  await page.setViewportSize({ width: 390, height: 844 });
  const segment = `/segments/${ids.get("Singapore")}`;
  const tabs = ["", "?tab=customers", "?tab=insights", "?tab=insights&insight=overlap", "?tab=insights&insight=split", "?tab=history"];
  const paths = ["/segments", "/segments/smart", "/segments/featured", "/segments/tags", "/segments/trash", "/customers", "/customers/C0000", "/insights", "/users"];
  const wide: string[] = [];
  for (const path of [...tabs.map((tab) => segment + tab), ...paths]) {
    await page.goto(site.address + path);
    await page.getByRole("heading").first().waitFor();
    await page.waitForLoadState("networkidle");
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    if (width > 390) wide.push(`${path}: ${width}`);
  }
  expect(wide).toEqual([]);
});

test("nothing went wrong in the page meanwhile", () => {
  expect(site.errors.filter((error) => !/ 40[0149] /.test(error))).toEqual([]);
});
