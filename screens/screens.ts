import type { Page } from "playwright-core";
import { RICH } from "./team.ts";

/** A screen of the workspace, and how one comes to it. */
export interface Screen {
  readonly name: string;
  /** Of the address; with the ids of segments by their names. */
  readonly path: string | ((ids: ReadonlyMap<string, string>) => string);
  /** `before` the page is opened, when it is caught in a state that passes; `after` it. */
  readonly act?: { readonly before?: (page: Page) => Promise<unknown>; readonly after?: (page: Page) => Promise<unknown> };
}

/** Of tables of customers: what every machine has the letters for. */
export const COLUMNS = ["email", "country", "loyalty_tier", "total_orders"] as const;

/** The menu from which a segment begins. */
export const openRecipes = (page: Page) => page.getByRole("button", { name: "Create segment from a recipe" }).click();

const segment = (view = "", name = RICH) => (ids: ReadonlyMap<string, string>) => `/segments/${ids.get(name) ?? ""}${view}`;
const page = (place: string, name: string) => (ids: ReadonlyMap<string, string>) => `${place}/${ids.get(name) ?? ""}`;
const rich = segment();
const after = (act: (page: Page) => Promise<unknown>) => ({ after: act });
const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click();
/** What is scheduled, and was exported. */
const SENT = "Bought twice in a year";
const sendable = (page: Page) => page.getByRole("table", { name: "First rows" }).waitFor();
const counted = (page: Page) => page.getByRole("button", { name: /^without it: / }).first().waitFor();

/** An answer that never comes shows what is seen while it is waited for; a refused one, the error. */
const ASKED = /\/api\/v1\/(segments|smart|insights)(\?|\/|$)/;
const never = (page: Page) => page.route(ASKED, () => undefined);
const refused = (page: Page) =>
  page.route(ASKED, (route) =>
    route.fulfill({ status: 503, json: { error: { code: "engine_busy", message: "The engine is busy with other questions.", hint: "Try again in a moment." } } }),
  );
const empty = (page: Page) => page.route(/\/api\/v1\/segments\?/, (route) => route.fulfill({ json: { segments: [], total: 0, next: null } }));

export const screens: readonly Screen[] = [
  { name: "custom", path: "/segments" },
  { name: "custom-menu", path: "/segments", act: after(openRecipes) },
  { name: "custom-empty", path: "/segments", act: { before: empty, after: (page) => page.getByRole("button", { name: /customers/ }).first().waitFor() } },
  { name: "custom-loading", path: "/segments", act: { before: never, after: (page) => page.getByRole("heading", { name: "Segments" }).waitFor() } },
  { name: "custom-error", path: "/segments", act: { before: refused, after: (page) => page.getByRole("alert").first().waitFor() } },
  {
    name: "custom-selected",
    path: "/segments",
    act: after(async (page) => {
      for (const name of [RICH, "Singapore"]) await page.getByRole("checkbox", { name: `Select “${name}”` }).check();
    }),
  },
  { name: "featured", path: "/segments/featured" },
  { name: "featured-edit", path: "/segments/featured", act: after(press("Edit cards")) },
  { name: "smart", path: "/segments/smart" },
  { name: "smart-roles", path: "/segments/smart", act: after(press("Attributes and events")) },
  { name: "smart-edit", path: "/segments/smart", act: after(press("Edit cards")) },
  { name: "tags", path: "/segments/tags" },
  { name: "trash", path: "/segments/trash" },
  { name: "new", path: "/segments/new" },
  {
    name: "new-picker",
    path: "/segments/new",
    act: after((page) => page.getByRole("button", { name: "Add condition" }).first().click()),
  },
  { name: "builder", path: rich, act: after(counted) },
  {
    name: "builder-code",
    path: rich,
    act: after(async (page) => {
      await counted(page);
      await page.getByRole("button", { name: "View as code" }).click();
    }),
  },
  {
    name: "builder-bottom",
    path: rich,
    act: after(async (page) => {
      await counted(page);
      await page.getByRole("group", { name: "Condition 4", exact: true }).scrollIntoViewIfNeeded();
    }),
  },
  { name: "builder-loading", path: rich, act: { before: never, after: (page) => page.getByRole("navigation").first().waitFor() } },
  { name: "members", path: segment("?tab=customers"), act: after((page) => page.getByRole("table", { name: "Customers" }).waitFor()) },
  { name: "history", path: segment("?tab=history") },
  {
    name: "panel-bottom",
    path: rich,
    act: after(async (page) => {
      await counted(page);
      await page.getByRole("textbox", { name: "Write a note" }).scrollIntoViewIfNeeded();
    }),
  },
  { name: "people", path: rich, act: after(press("Change people")) },
  {
    name: "delete",
    path: rich,
    act: after(async (page) => {
      await press("More actions")(page);
      await page.getByRole("menuitem", { name: "Delete" }).click();
    }),
  },
  { name: "insights", path: segment("?tab=insights") },
  { name: "insights-against", path: (ids) => `${segment("?tab=insights")(ids)}&against=${ids.get("Bought twice in a year") ?? ""}` },
  { name: "differences", path: segment("?tab=insights&insight=differences") },
  {
    name: "overlap",
    path: segment("?tab=insights&insight=overlap"),
    act: after(async (page) => {
      for (const name of ["Opened mail this quarter", "Bought twice in a year"]) {
        await page.getByLabel("Compare with segments").first().click();
        await page.getByRole("option", { name }).click();
      }
    }),
  },
  { name: "split", path: segment("?tab=insights&insight=split") },
  { name: "segment-exports", path: segment("?tab=exports", SENT), act: after(sendable) },
  {
    name: "segment-schedule",
    path: segment("?tab=exports", SENT),
    act: after(async (page) => {
      await sendable(page);
      await page.getByRole("button", { name: "Schedule", exact: true }).click();
      await page.getByRole("region", { name: "The next five runs" }).getByRole("listitem").first().waitFor();
      await page.getByRole("heading", { name: "Scheduled exports" }).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "smart-export",
    path: "/segments/smart",
    act: after(async (page) => {
      await page.getByRole("button", { name: /^Export: / }).first().click();
      await sendable(page);
    }),
  },
  {
    name: "notifications",
    path: "/segments",
    act: after(async (page) => {
      await page.getByRole("button", { name: /^Notifications/ }).first().click();
      await page.getByRole("list", { name: "Notifications" }).waitFor();
    }),
  },
  { name: "customers", path: "/customers" },
  {
    name: "profile",
    path: segment("?tab=customers"),
    act: after((page) => page.getByRole("table", { name: "Customers" }).getByRole("button", { name: /^C\d/ }).first().click()),
  },
  {
    name: "profile-why",
    path: segment(`?tab=customers&columns=${encodeURIComponent(JSON.stringify(COLUMNS))}`),
    act: after(async (page) => {
      await page.getByRole("table", { name: "Customers" }).getByRole("button", { name: /^C\d/ }).first().click();
      await page.getByRole("button", { name: `${RICH}: why` }).click();
    }),
  },
  { name: "everyone-insights", path: "/insights" },
  { name: "runs", path: "/exports" },
  { name: "runs-filtered", path: "/exports?status=held" },
  { name: "run", path: page("/exports", "run finished") },
  { name: "run-bottom", path: page("/exports", "run finished"), act: after((page) => page.getByRole("heading", { name: "Columns" }).scrollIntoViewIfNeeded()) },
  { name: "run-failed", path: page("/exports", "run failed") },
  {
    name: "run-left-out",
    path: page("/exports", "run finished"),
    act: after(async (page) => {
      await page.getByRole("button", { name: /^Left out: / }).first().click();
      await page.getByRole("table", { name: "Customers" }).waitFor();
    }),
  },
  { name: "destinations", path: "/exports/destinations" },
  {
    name: "destinations-empty",
    path: "/exports/destinations",
    act: {
      before: (page) => page.route(/\/api\/v1\/destinations$/, (route) => route.fulfill({ json: { destinations: [] } })),
      after: (page) => page.getByRole("list", { name: "Kinds of destinations" }).waitFor(),
    },
  },
  { name: "destination-new", path: "/exports/destinations/new?type=meta_custom_audience", act: after((page) => page.getByRole("table", { name: "First rows" }).waitFor()) },
  { name: "destination", path: page("/exports/destinations", "Call centre"), act: after((page) => page.getByRole("table", { name: "First rows" }).waitFor()) },
  {
    name: "destination-bottom",
    path: page("/exports/destinations", "Newsletter list"),
    act: after((page) => page.getByRole("button", { name: "Save" }).scrollIntoViewIfNeeded()),
  },
  {
    name: "destination-problems",
    path: "/exports/destinations/new?type=sftp",
    act: after(async (page) => {
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("textbox", { name: "Name", exact: true }).scrollIntoViewIfNeeded();
    }),
  },
  { name: "export-settings", path: "/exports/settings" },
  { name: "users", path: "/users" },
  { name: "users-add", path: "/users", act: after(press("Add user")) },
  {
    name: "find",
    path: "/segments",
    act: after(async (page) => {
      await page.getByRole("link", { name: RICH }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder("A segment, a customer, an attribute, an event").fill("or");
    }),
  },
  { name: "not-found", path: "/nowhere" },
];

/** Those of the README. */
export const pictures: readonly Screen[] = screens.filter(({ name }) => ["builder", "insights", "smart", "profile-why"].includes(name));
