import { afterAll, beforeAll, expect, test } from "vitest";
import { CSV } from "../../src/results/exports/file-format.ts";
import { accessible } from "./accessible.ts";
import { act, addCondition, choose, fill, newSegment, save } from "./controls.ts";
import { openSite, type Site } from "./site.ts";

/** What a marketer does in the builder beside choosing operators and values. */
let site: Site;
beforeAll(async () => {
  site = await openSite();
  await site.page.goto(await site.signInLink());
});
afterAll(() => site.close());

const SINGAPORE = { kind: "attribute", attribute: "country", op: "equals", value: "SG" } as const;
const SUBSCRIBED = { kind: "attribute", attribute: "subscribed", op: "is_true" } as const;

const condition = (place: string) => site.page.getByRole("group", { name: `Condition ${place}`, exact: true });
const size = (count: string) => site.page.getByTestId("segment-count").filter({ hasText: new RegExp(`^${count}$`) }).waitFor();

const LETTER = {
  ...{ fields: [{ name: "customer_id", from: { kind: "key" } }], mandatory: { match: "all", attributes: [] }, permission: null, suppress: true },
  ...{ unique: null, mode: "whole", format: CSV, gzip: false, rowsPerFile: null },
};

async function ask(method: "POST" | "PUT", path: string, data: object): Promise<{ readonly id: string }> {
  const response = await site.page.request.fetch(`${site.address}/api/v1${path}`, { method, headers: { origin: site.address }, data });
  if (!response.ok()) throw new Error(await response.text());
  return response.json();
}

async function definition(): Promise<unknown> {
  const { page } = site;
  await page.getByRole("button", { name: "View as code" }).click();
  await page.getByRole("radiogroup", { name: "Format" }).getByText("JSON").click();
  const code = await page.getByRole("textbox", { name: "Definition as code" }).inputValue();
  await page.getByRole("button", { name: "Back to the conditions" }).click();
  return JSON.parse(code);
}

test("a condition is dragged, moved by the keyboard, doubled, put in a group and hidden; all of it is undone and done again", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Moved");
  await addCondition(page, "subscribed", 1);
  const country = await addCondition(page, "country", 2);
  await choose(page, country, "Operator", "is");
  await fill(country, "Value", "SG");
  await addCondition(page, "Order Completed", 3);
  await size("40");
  const before = await definition();

  const handle = (place: string) => condition(place).getByRole("button", { name: "Move", exact: true }).first();
  await handle("3").hover();
  await page.mouse.down();
  const first = await condition("1").boundingBox();
  if (first === null) throw new Error("nothing to drag to");
  for (const y of [first.y + 60, first.y + 30, first.y + 4, first.y + 2]) await page.mouse.move(first.x + 40, y, { steps: 4 });
  await page.mouse.up();
  expect(await definition()).toEqual({ kind: "all", of: [{ kind: "event", event: "Order Completed" }, SUBSCRIBED, SINGAPORE] });
  await handle("1").focus();
  await page.keyboard.press("ArrowDown");
  expect(await definition()).toEqual({ kind: "all", of: [SUBSCRIBED, { kind: "event", event: "Order Completed" }, SINGAPORE] });
  await act(page, "Condition 3", "Duplicate");
  await act(page, "Condition 4", "Put in a group");
  await size("40");
  expect(await definition()).toMatchObject({ of: [{}, {}, SINGAPORE, { of: [SINGAPORE] }] });
  await page.getByRole("button", { name: "Hide 1 condition" }).click();
  await condition("4.1").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Show 1 condition" }).click();
  await condition("4.1").waitFor();
  await act(page, "Group 4", "Dissolve group");
  await act(page, "Condition 4", "Remove");

  const undo = page.getByRole("button", { name: "Undo", exact: true }).first();
  const after = await definition();
  for (let step = 0; step < 6; step += 1) await undo.click();
  expect(await definition()).toEqual(before);
  await size("40");
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("Control+Shift+z");
  expect(await definition()).toEqual(after);
});

test("the code and the conditions are the same definition: what is changed in one is changed in the other", async () => {
  const { page } = site;
  await newSegment(page, site.address, "As code");
  await page.getByRole("button", { name: "View as code" }).click();
  const code = page.getByRole("textbox", { name: "Definition as code" });
  await code.fill("kind: all\nof:\n  - kind: attribute\n    attribute: country\n    op: equals\n    value: SG\n");
  await size("80");
  await code.fill("kind: all\nof:\n  - kind: attribute\n    attribute: country\n   op");
  await page.getByText(/^Line \d+:/).first().waitFor();
  await page.getByText("The conditions stay as they were until this can be read.").waitFor();
  await code.fill("kind: any\nof:\n  - kind: attribute\n    attribute: country\n    op: equals\n    value: MY\n  - kind: attribute\n    attribute: subscribed\n    op: is_true\n");
  await size("160");
  await page.getByRole("button", { name: "Back to the conditions" }).click();
  await fill(condition("1"), "Value", "SG");
  expect(await definition()).toEqual({ kind: "any", of: [SINGAPORE, SUBSCRIBED] });
  expect(await site.saved(await save(page))).toEqual({ kind: "any", of: [SINGAPORE, SUBSCRIBED] });
});

test("100,000 values are pasted, one a line, and counted", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Pasted");
  const name = await addCondition(page, "name", 1);
  await choose(page, name, "Operator", "is any of");
  const lines = [...Array.from({ length: 99_998 }, (_, at) => `Nobody ${at}`), "Customer 1 陈", "Customer 2 陈"].join("\n");
  const box = name.getByRole("textbox", { name: "Values", exact: true });
  await box.focus();
  await page.evaluate(`
    const data = new DataTransfer();
    data.setData("text/plain", ${JSON.stringify(lines)});
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  `);
  await name.getByRole("button", { name: /^99,\d{3} more$/ }).waitFor();
  await size("2");
  const saved = await site.saved(await save(page));
  expect(saved).toMatchObject({ of: [{ op: "any_of", value: expect.objectContaining({ length: 100_000 }) }] });
});

test("values are suggested with how many customers of the rest have them, a range is dragged, a time is typed", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Suggested");
  await addCondition(page, "subscribed", 1);
  const country = await addCondition(page, "country", 2);
  await choose(page, country, "Operator", "is");
  await country.getByRole("textbox", { name: "Value", exact: true }).fill("d");
  const suggested = page.getByRole("listbox", { name: "Commonest values" }).getByRole("option", { name: /DE/ });
  await suggested.filter({ hasText: "40" }).click();
  await size("40");

  const score = await addCondition(page, "score", 3);
  await choose(page, score, "Operator", "is between");
  await score.getByRole("button", { name: "How the numbers lie" }).click();
  const bars = page.getByRole("img", { name: /^\d+ bars from / });
  await bars.waitFor();
  await accessible(page);
  const chart = await bars.boundingBox();
  if (chart === null) throw new Error("no bars");
  await page.mouse.move(chart.x + chart.width * 0.2, chart.y + chart.height / 2);
  await page.mouse.down();
  await page.mouse.move(chart.x + chart.width * 0.6, chart.y + chart.height / 2, { steps: 5 });
  await page.mouse.up();
  const low = Number(await score.getByRole("textbox", { name: "Lowest", exact: true }).inputValue());
  const high = Number(await score.getByRole("textbox", { name: "Highest", exact: true }).inputValue());
  expect(low).toBeLessThan(high);
  const inRange = Array.from({ length: 240 }, (_, at) => at).filter((at) => at % 2 === 0 && at % 3 === 2 && at / 2 >= low && at / 2 <= high);
  await size(String(inRange.length));

  await page.keyboard.press("Escape");
  const orders = await addCondition(page, "Order Completed", 4);
  await orders.getByRole("button", { name: "Type a time" }).click();
  const typed = page.getByRole("textbox", { name: "Type a time" });
  await typed.fill("last month");
  await typed.press("Enter");
  expect(await definition()).toMatchObject({ of: [{}, {}, {}, { event: "Order Completed", window: { previous: "month" } }] });
});

test("before a change is saved it tells who joins and leaves; nothing unsaved is left unasked, and what another saved is opened", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Watched");
  const country = await addCondition(page, "country", 1);
  await choose(page, country, "Operator", "is");
  await fill(country, "Value", "SG");
  await size("80");
  const id = await save(page);
  await fill(condition("1"), "Value", "MY");
  await page.getByRole("button", { name: "Before you save" }).click();
  const before = page.getByRole("dialog", { name: "Before you save" });
  await before.getByRole("button", { name: "Join: 80 customers" }).waitFor();
  await before.getByRole("button", { name: "Leave: 80 customers" }).waitFor();
  await before.getByText("C0000").first().waitFor();
  await accessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  const leaving = page.getByRole("dialog", { name: "Leave without saving?" });
  await leaving.waitFor();
  await accessible(page);
  await leaving.getByRole("button", { name: "Keep editing" }).click();
  await size("80");
  await page.getByRole("button", { name: "Save as copy" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/segments/") && !url.pathname.includes(id));
  await page.getByText("This is the copy. The original is as it was saved.").waitFor();
  expect(await site.saved(id)).toEqual({ kind: "all", of: [SINGAPORE] });
  const copy = new URL(page.url()).pathname.split("/")[2] ?? "";
  expect(await site.saved(copy)).toEqual({ kind: "all", of: [{ ...SINGAPORE, value: "MY" }] });

  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("A segment, a customer, an attribute, an event").fill("score");
  await page.getByRole("option", { name: /^score/ }).first().click();
  await page.getByRole("textbox", { name: "Segment name" }).fill("Scored");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("A segment, a customer, an attribute, an event").fill("subscribed");
  await page.getByRole("option", { name: /^subscribed/ }).first().click();
  await leaving.getByRole("button", { name: "Keep editing" }).click();
  expect(await page.getByRole("textbox", { name: "Segment name" }).inputValue()).toBe("Scored");

  await page.goto(`${site.address}/segments/${copy}`);
  await size("80");
  await page.getByRole("link", { name: "Segments" }).first().click();
  // The list has it by its old name before it is renamed.
  await page.getByRole("link", { name: "Copy of Watched" }).waitFor();
  const theirs = { name: "Theirs", where: { kind: "all", of: [{ ...SINGAPORE, value: "DE" }, SUBSCRIBED] }, revision: 1 };
  await page.request.put(`${site.address}/api/v1/segments/${copy}`, { headers: { origin: site.address }, data: theirs });
  await page.getByRole("link", { name: "Copy of Watched" }).click();
  await size("40");
});

test("what is wrong is said where it is, and lint tells what a condition does to the rest", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Wrong");
  const name = await addCondition(page, "name", 1);
  await choose(page, name, "Operator", "matches pattern");
  await fill(name, "Value", "(");

  await name.getByText("The pattern is not valid", { exact: false }).waitFor();
  await fill(name, "Value", "^Customer");
  await size("216");
  const score = await addCondition(page, "score", 2);
  await choose(page, score, "Operator", "is at least");
  await fill(score, "Value", "0");
  await score.getByText("Always true.").waitFor();
  await fill(score, "Value", "1000");
  await score.getByText("Contradiction.").waitFor();
  await accessible(page);
});

test("whom a destination was sent is asked for, and why says when; who entered a segment at a refresh becomes one", async () => {
  const { page } = site;
  const from = (...value: readonly string[]) => ({ name: "Wave", where: { kind: "attribute", attribute: "country", op: "any_of", value } });
  const { id } = await ask("POST", "/segments", from("SG"));
  await ask("POST", `/segments/${id}/refresh`, {});
  await ask("PUT", `/segments/${id}`, { ...from("SG", "MY"), revision: 1 });
  await ask("POST", `/segments/${id}/refresh`, {});
  const letter = await ask("POST", "/destinations", { name: "Letter", type: "download", settings: {}, shape: LETTER, users: null });
  const run = await ask("POST", "/exports", { source: { kind: "segment", segment: id }, destination: letter.id });
  await page.goto(`${site.address}/exports/${run.id}`);
  await page.getByRole("button", { name: "160 rows sent" }).click();
  await page.getByRole("dialog").getByText("160 customers").waitFor();

  await newSegment(page, site.address, "Written to");
  const sent = await addCondition(page, "Letter", 1);
  await choose(page, sent, "When", "in the last …");
  await fill(sent, "How many", "7");
  await size("160");
  await page.getByRole("textbox", { name: "Customer key" }).fill("C0000");
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  await page.getByRole("button", { name: "C0000, in: why" }).click();
  await page.getByRole("dialog").getByText("Sent once").waitFor();
  await page.keyboard.press("Escape");
  const moved = await addCondition(page, "Entered or left a segment", 2);
  await moved.getByText("Choose a segment.").waitFor();
  await moved.getByRole("button", { name: "Segment", exact: true }).click();
  await page.getByRole("option", { name: "Wave", exact: true }).click();
  await moved.getByRole("button", { name: "alone: 80 customers" }).waitFor();
  await choose(page, moved, "Membership", "are not in the segment");
  await moved.getByRole("button", { name: "Remove “not”" }).waitFor();
  await size("0");
  await accessible(page);
  await save(page);

  await page.goto(`${site.address}/segments/${id}?tab=history`);
  await page.getByRole("button", { name: /^80 customers entered until / }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Save as segment" }).click();
  await page.getByRole("combobox", { name: "Membership" }).getByText("entered the segment").waitFor();
  await size("80");
});

test("nothing went wrong in the page meanwhile", () => {
  expect(site.errors.filter((error) => !/ 40[09] /.test(error))).toEqual([]);
});
