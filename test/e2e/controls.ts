import type { Locator, Page } from "playwright-core";

/** The builder's controls, by the names that `web/README.md` keeps. */
export async function newSegment(page: Page, address: string, name: string): Promise<void> {
  await page.goto(`${address}/segments/new`);
  await page.getByRole("textbox", { name: "Segment name" }).fill(name);
}

/** Adds a condition at the end of the outermost group and gives its control. */
export async function addCondition(page: Page, about: string, place: number): Promise<Locator> {
  await page.getByRole("button", { name: "Add condition", exact: true }).last().click();
  const search = page.getByRole("textbox", { name: "Search attributes and events" });
  await search.fill(about);
  // By the keyboard: the list may still be moving to its place.
  await page.getByRole("option", { name: about, exact: true }).waitFor();
  await search.press("Enter");
  return page.getByRole("group", { name: `Condition ${place}`, exact: true });
}

async function pick(opener: Locator, wanted: Locator): Promise<void> {
  await opener.click();
  await wanted.click();
}

export function choose(page: Page, within: Locator, control: string, option: string): Promise<void> {
  const list = within.getByRole("combobox", { name: control, exact: true });
  return pick(list, page.getByRole("option", { name: option, exact: true }));
}

/** Picks an action from the menu of a condition. */
export function act(page: Page, condition: string, action: string): Promise<void> {
  const menu = page.getByRole("button", { name: `Actions for ${condition}`, exact: true });
  return pick(menu, page.getByRole("menuitem", { name: action, exact: true }));
}

export async function fill(within: Locator, control: string, value: string): Promise<void> {
  const box = within.getByRole("textbox", { name: control, exact: true });
  await box.fill(value);
  await box.press("Tab");
}

/** Saves, and gives the id of the segment. */
export async function save(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/segments\/(?!new)[^/]+$/);
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}
