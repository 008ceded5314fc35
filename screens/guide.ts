import type { Page } from "playwright-core";
import { openRecipes, type Screen } from "./screens.ts";

const begin = (name: string) => ({
  after: async (page: Page) => {
    await openRecipes(page);
    await page.getByRole("menuitem", { name }).click();
    await page.getByRole("button", { name: /^without it: |^alone: / }).first().waitFor();
  },
});

const view = (name: string, tab: string) => ({
  after: async (page: Page) => {
    await begin(name).after(page);
    await page.getByRole("navigation", { name: "Views of the segment" }).getByRole("link", { name: tab }).click();
    if (tab === "Customers") await page.getByRole("table", { name: "Customers" }).waitFor();
  },
});

const MOBILE = "Engaged customers who prefer mobile";

/** The shop of the guide, and its pictures: the same whenever they are taken. */
export const guide = {
  shop: { seed: 11, lastDay: "2026-01-14", customers: 1_500 },
  now: new Date("2026-01-15T12:00:00Z"),
  pages: [
    { name: "recipes", path: "/segments", act: { after: openRecipes } },
    { name: "mobile", path: "/segments", act: begin(MOBILE) },
    { name: "mobile-insights", path: "/segments", act: view(MOBILE, "Insights") },
    { name: "mobile-customers", path: "/segments", act: view(MOBILE, "Customers") },
    { name: "email", path: "/segments", act: begin("Engaged by e-mail, in one country") },
    { name: "cart", path: "/segments", act: begin("Visited, filled a cart, left without buying") },
    { name: "visitors", path: "/segments", act: begin("Visitors who are not customers") },
  ] satisfies readonly Screen[],
} as const;
