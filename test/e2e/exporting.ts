import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { CSV } from "../../src/results/exports/file-format.ts";
import type { Shape } from "../../src/results/exports/shape.ts";

/** What a letter needs: a hash of the name and the birthday, of those who are subscribed and have a name. */
export const LETTER: Shape = {
  fields: [
    { name: "customer_id", from: { kind: "key" } },
    { name: "hash", from: { kind: "attribute", attribute: "name" }, as: { kind: "identifier", identifier: "google_name", hash: true } },
    { name: "born", from: { kind: "attribute", attribute: "born" }, as: { kind: "date", pattern: "DD.MM.YYYY" } },
  ],
  mandatory: { match: "all", attributes: ["name"] },
  permission: { kind: "attribute", attribute: "subscribed", op: "is_true" },
  ...{ suppress: true, unique: null, mode: "whole", format: CSV, gzip: false, rowsPerFile: null },
};
/** The same columns, of everybody. */
export const ALL: Shape = { ...LETTER, mandatory: { match: "all", attributes: [] }, permission: null, format: null };

/** Chooses in a list, by its label. */
export async function pick(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByLabel(label, { exact: true }).locator("visible=true").first().click();
  const page = "goto" in within ? within : within.page();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Presses what downloads a file. */
export async function downloaded(press: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([press.page().waitForEvent("download"), press.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The words and numbers of each step of the ladder, a line a step. */
export async function ladderOf(page: Page): Promise<readonly string[]> {
  const steps = await page.getByRole("list", { name: "Who can be sent, step by step" }).getByRole("listitem").allInnerTexts();
  return steps.map((text) => text.split(/\s*\n\s*/).join(" "));
}

/** Exports now what is open, to the destination that is chosen; gives the run where it stands. */
export async function exportNow(page: Page, to: string): Promise<Locator> {
  await page.getByRole("button", { name: "Export now" }).click();
  return page.getByRole("region", { name: `Export to “${to}”` });
}

export function sha256(bytes: string | Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
