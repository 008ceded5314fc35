import { afterAll, beforeAll, expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import type { Recurrence, Timing } from "../../src/store/timing.ts";
import { type Receiver, receiver } from "../destinations/peers/receiver.ts";
import { accessible } from "./accessible.ts";
import { addCondition } from "./controls.ts";
import { ALL, downloaded, exportNow, ladderOf, LETTER, pick, sha256 } from "./exporting.ts";
import { CUSTOMERS } from "./shop.ts";
import { openSite, type Site } from "./site.ts";

/** Where customers are sent, and that they are: on a screen, from the first destination to the file. */
let site: Site;
let shop: Receiver;
const ids = new Map<string, string>();
const idOf = (name: string): string => ids.get(name) ?? "";

type Customer = Readonly<{ customer_id: string; country: string; name: string | null; subscribed: boolean; born: string }>;

const PEOPLE: readonly Customer[] = CUSTOMERS.trim().split("\n").map((line) => JSON.parse(line));
const SINGAPORE = PEOPLE.filter(({ country }) => country === "SG");
const NAMED = SINGAPORE.filter(({ name }) => name !== null);
const SENDABLE = NAMED.filter(({ subscribed }) => subscribed);
const hashOf = (name: string | null | undefined): string => sha256(name?.toLowerCase() ?? "");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
/** Customers a request. */
const BATCH = 10;

beforeAll(async () => {
  shop = await receiver();
  site = await openSite();
  await site.page.goto(await site.signInLink());
  for (const [name, country] of [["Singapore", "SG"], ["Nobody", "FR"]] as const) {
    const where: Condition = { kind: "attribute", attribute: "country", op: "equals", value: country };
    ids.set(name, (await post("/segments", { name, where })).id);
  }
});
afterAll(async () => {
  await site.close();
  await shop.close();
});

async function post(path: string, data: object): Promise<{ readonly id: string; readonly link: string }> {
  const response = await site.page.request.post(`${site.address}/api/v1${path}`, { headers: { origin: site.address }, data });
  if (!response.ok()) throw new Error(await response.text());
  return response.json();
}

const go = (path: string) => site.page.goto(site.address + path);

/** Sets up the destinations of all tests but those that do it on the screen. */
async function setUp(): Promise<void> {
  if (ids.has("Letter")) return;
  const hook = { url: `http://127.0.0.1:${shop.port}/customers`, secret: SECRET, batch: BATCH, private: true };
  const all = [
    { name: "Letter", type: "download", settings: {}, shape: LETTER, users: null },
    { name: "Shop", type: "webhook", settings: hook, shape: ALL, users: [] },
  ];
  for (const each of all) ids.set(each.name, (await post("/destinations", each)).id);
}

/** Schedules an export of a segment to the letter. */
async function schedule(name: string, recurrence: Recurrence): Promise<void> {
  const timing: Timing = { recurrence, timeZone: "UTC", until: null, holdPercent: null };
  await post("/export-schedules", { source: { kind: "segment", segment: idOf(name) }, destination: idOf("Letter"), timing, paused: false });
}

const openExports = (name: string, to: string) => go(`/segments/${idOf(name)}?tab=exports&destination=${idOf(to)}`);

test("a destination is set up from nothing: its kind, its columns and how they are written, who must not be sent", async () => {
  const { page } = site;
  await go("/exports/destinations");
  await page.getByText("No destination yet").waitFor();
  await accessible(page);
  await page.getByRole("list", { name: "Kinds of destinations" }).getByRole("link", { name: "Set up: File download" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Something is missing").waitFor();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Weekly");
  const columns = page.getByRole("list", { name: "Columns" }).getByRole("listitem");
  for (const [at, attribute] of [[1, "born"], [2, "name"]] as const) {
    await page.getByRole("button", { name: "Add column" }).click();
    await pick(columns.nth(at), "Value", attribute);
  }
  await pick(columns.nth(1), "Written as", "DD.MM.YYYY");
  await pick(columns.nth(2), "Written as", "Name for Google");
  await columns.nth(2).getByRole("checkbox", { name: "Hashed (SHA-256)" }).check();
  await columns.nth(2).getByRole("textbox", { name: "Column name" }).fill("hash");
  await columns.nth(2).getByRole("button", { name: "Move", exact: true }).press("ArrowUp");
  await pick(page, "Mandatory attributes", "name");
  await page.keyboard.press("Escape");
  await pick(page, "Permission", "Those of whom an attribute is yes");
  await pick(page, "Attribute", "subscribed");
  const preview = page.getByRole("region", { name: "Preview", exact: true });
  await pick(preview, "Try it with", "Singapore");
  await preview.getByRole("row", { name: `C0006 ${hashOf(NAMED[1]?.name)}` }).waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Weekly was saved").waitFor();
  const row = page.getByRole("row", { name: /Weekly/ });
  await row.getByText("needs name").waitFor();
  await accessible(page);
});

test("a connection is tried: what fails is told in words, and then it works", async () => {
  const { page } = site;
  await go("/exports/destinations/new");
  await page.getByRole("link", { name: "Set up: Webhook" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Till");
  await page.getByRole("textbox", { name: "Address" }).fill(`http://127.0.0.1:${shop.port}/customers`);
  await page.getByLabel("Signing secret", { exact: true }).fill(SECRET);
  await page.getByLabel("Customers a request").fill(String(BATCH));
  const tried = page.getByRole("region", { name: "Connection" }).getByRole("status");
  const test = page.getByRole("button", { name: "Test the connection" });
  await test.click();
  await tried.getByText(/It does not work yet\..*private/).waitFor();
  await page.getByRole("checkbox", { name: "Allow private addresses" }).check();
  shop.answer((_request, response) => void response.writeHead(401).end("The signature is wrong."));
  await test.click();
  await tried.getByText(/answered with 401: The signature is wrong\./).waitFor();
  await accessible(page);
  shop.answer();
  await test.click();
  await tried.getByText("It works. Nothing was sent.").waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Till was saved").waitFor();
});

test("a segment is exported now: the ladder says who, its numbers open them, and the file holds what was shown", async () => {
  const { page } = site;
  await setUp();
  await openExports("Singapore", "Letter");
  await page.getByText(`${SENDABLE.length} rows go to “Letter”.`).waitFor();
  expect(await ladderOf(page)).toEqual([
    `In the segment ${SINGAPORE.length}`,
    `name is known −${SINGAPORE.length - NAMED.length} ${NAMED.length}`,
    `name is valid ${NAMED.length}`,
    `Permitted −${NAMED.length - SENDABLE.length} ${SENDABLE.length}`,
    `Exportable ${SENDABLE.length}`,
  ]);
  await page.getByRole("button", { name: `Left out: ${SINGAPORE.length - NAMED.length} customers, because name is unknown` }).click();
  const opened = page.getByRole("dialog", { name: "Left out, because name is unknown" });
  for (const { customer_id, name } of SINGAPORE) if (name === null) await opened.getByRole("button", { name: customer_id }).waitFor();
  await accessible(page);
  await page.keyboard.press("Escape");
  await accessible(page);

  const lines = SENDABLE.map(({ customer_id, name, born }) => [customer_id, hashOf(name), born.split("-").reverse().join(".")].join(","));
  const shown = await page.getByRole("table", { name: "First rows" }).locator("tbody tr").allInnerTexts();
  expect(shown.map((text) => text.split(/\s+/).join(","))).toEqual(lines.slice(0, 10));
  const run = await exportNow(page, "Letter");
  await run.getByText("Finished").waitFor();
  const file = await downloaded(run.getByRole("link", { name: /^Download / }));
  expect(file.bytes.toString()).toBe(`${["customer_id,hash,born", ...lines].join("\n")}\n`);
  await run.getByRole("link", { name: "Open the run" }).click();
  await page.getByText(`${SENDABLE.length} rows sent`).waitFor();
  const files = page.getByRole("table", { name: "Files" });
  await files.getByTitle(sha256(file.bytes)).waitFor();
  expect((await downloaded(files.getByRole("link", { name: file.name }))).bytes).toEqual(file.bytes);
  await page.getByRole("button", { name: `Left out: ${NAMED.length - SENDABLE.length} customers, because there is no permission` }).click();
  const refused = page.getByRole("dialog", { name: "Left out, because there is no permission" });
  await refused.getByText(`${NAMED.length - SENDABLE.length} customers`).first().waitFor();
  await page.keyboard.press("Escape");
  await accessible(page);
});

test("rows that a destination rejects are counted, with the reason, and are downloaded", async () => {
  const { page } = site;
  const isShop = "C0000 is the shop itself.";
  shop.answer(({ body }, response) => void (body.includes("C0000") ? response.writeHead(422).end(isShop) : response.writeHead(204).end()));
  const before = shop.received.length;
  await setUp();
  await openExports("Singapore", "Shop");
  const run = await exportNow(page, "Shop");
  await run.getByText(`${BATCH} rows rejected`).waitFor();
  await run.getByText(`${SINGAPORE.length - BATCH} rows sent`).waitFor();
  expect(shop.received.length - before).toBe(SINGAPORE.length / BATCH);
  await run.getByRole("link", { name: "Open the run" }).click();
  await page.getByRole("list", { name: "Why rows were rejected" }).getByText(/422: C0000 is the shop itself\./).waitFor();
  await accessible(page);
  const { bytes } = await downloaded(page.getByRole("link", { name: "Download the rejected customers, each with the reason" }));
  for (const { customer_id } of SINGAPORE.slice(0, BATCH)) expect(bytes.toString()).toContain(customer_id);
  expect(bytes.toString()).not.toContain(SINGAPORE[BATCH]?.customer_id);
});

test("a run that failed is told of, and goes on when its destination is mended", async () => {
  const { page } = site;
  shop.answer((_request, response) => void response.writeHead(403).end("Closed for today."));
  await setUp();
  await openExports("Singapore", "Shop");
  const run = await exportNow(page, "Shop");
  await run.getByText(/403: Closed for today\./).waitFor();
  await accessible(page);
  await page.reload();
  await page.getByRole("button", { name: /^Notifications, [1-9] unread$/ }).click();
  const told = page.getByRole("dialog", { name: "Notifications" });
  await told.getByText("The export of “Singapore” to “Shop” failed").waitFor();
  await accessible(page);
  await told.getByRole("link", { name: "Open the run" }).click();
  await page.getByRole("alert").getByText("This run failed").waitFor();
  await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
  await accessible(page);
  shop.answer();
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByText(`${SINGAPORE.length} rows sent`).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Notifications", exact: true }).click();
  await told.getByText("The export of “Singapore” to “Shop” failed; finished since").waitFor();
});

test("a run that waits for its destination is cancelled at once", async () => {
  const { page } = site;
  shop.answer(() => undefined);
  await setUp();
  await openExports("Singapore", "Shop");
  const run = await exportNow(page, "Shop");
  await run.getByText("Running").waitFor();
  await go("/exports");
  await page.getByRole("progressbar", { name: "Progress of Singapore" }).waitFor();
  await accessible(page);
  await page.getByRole("table", { name: "Runs" }).getByRole("link", { name: "Singapore" }).first().click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await page.getByRole("region", { name: "How the run stands" }).getByText("Cancelled").waitFor();
  await page.getByText("0 rows sent").waitFor();
  shop.answer();
});

test("a smart and a featured card are exported where they stand", async () => {
  const { page } = site;
  await setUp();
  await post("/featured", { segment: idOf("Singapore") });
  // Who is subscribed ordered in the last days.
  const bought = PEOPLE.filter(({ name, subscribed }) => name !== null && subscribed).length;
  for (const [path, card, rows] of [["smart", "In the last 30 days", bought], ["featured", "Singapore", SENDABLE.length]] as const) {
    await go(`/segments/${path}`);
    await page.getByRole("button", { name: `Export: ${card}` }).first().click();
    const drawer = page.getByRole("dialog", { name: new RegExp(`^Export “.*${card}”$`) });
    await drawer.getByRole("radio", { name: "Letter" }).check();
    await drawer.getByText(`${rows} rows go to “Letter”.`).waitFor();
    const run = await exportNow(page, "Letter");
    await run.getByText(`${rows} rows sent`).waitFor();
  }
  await accessible(page);
});

test("an export is scheduled: the next five runs are shown; it is paused, resumed, changed and deleted", async () => {
  const { page } = site;
  await setUp();
  await openExports("Singapore", "Letter");
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  const form = page.getByRole("region", { name: "Schedule an export to “Letter”" });
  await pick(form, "Repeat", "By a cron expression");
  await form.getByRole("textbox", { name: "Cron expression" }).fill("30 6 1 1 *");
  const year = new Date().getUTCFullYear();
  const next = form.getByRole("region", { name: "The next five runs" }).getByRole("listitem");
  await next.filter({ hasText: `1 Jan ${year + 5}, 06:30` }).waitFor();
  expect((await next.allInnerTexts()).map((text) => text.slice(4))).toEqual([1, 2, 3, 4, 5].map((years) => `1 Jan ${year + years}, 06:30`));
  await accessible(page);
  await form.getByRole("button", { name: "Save schedule" }).click();
  const schedules = page.getByRole("region", { name: "Scheduled exports" });
  const named = "Cron 30 6 1 1 *, to “Letter”";
  await schedules.getByRole("button", { name: `Pause: ${named}` }).click();
  await schedules.getByText("Paused").waitFor();
  await schedules.getByRole("button", { name: `Resume: ${named}` }).click();
  await schedules.getByRole("button", { name: `Pause: ${named}` }).waitFor();
  await schedules.getByText(new RegExp(`^next \\w+ 1 Jan ${year + 1}, 06:30 UTC$`)).waitFor();
  await schedules.getByRole("button", { name: `Change: ${named}` }).click();
  const change = page.getByRole("dialog", { name: "Change the scheduled export to “Letter”" });
  await pick(change, "Repeat", "Monthly");
  await pick(change, "Day of the month", "The last day");
  await change.getByLabel("Time", { exact: true }).fill("07:00");
  await accessible(page);
  await change.getByRole("button", { name: "Save schedule" }).click();
  await schedules.getByText("Monthly on the last day at 07:00").waitFor();
  await schedules.getByRole("button", { name: /^Delete: / }).click();
  await page.getByRole("dialog", { name: "Delete this scheduled export?" }).getByRole("button", { name: "Delete" }).click();
  await schedules.getByText("Nothing is scheduled.").waitFor();
});

test("what a schedule exports or exports to is not changed without that it is named", async () => {
  const { page } = site;
  await setUp();
  await schedule("Singapore", { kind: "monthly", on: "last", at: "07:00" });
  const monthly = "Monthly on the last day at 07:00";
  const words = `The scheduled export to “Letter”: ${monthly}`;
  await go(`/segments/${idOf("Singapore")}`);
  await page.getByRole("link", { name: `Letter: ${SENDABLE.length} exportable` }).waitFor();
  await addCondition(page, "subscribed", 2);
  await page.getByRole("button", { name: "Before you save" }).click();
  await page.getByRole("dialog", { name: "Before you save" }).getByText(words).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const deletion = page.getByRole("dialog");
  await deletion.getByText("Its scheduled export stops").waitFor();
  await deletion.getByText(monthly).waitFor();
  await page.keyboard.press("Escape");
  await go(`/exports/destinations/${idOf("Letter")}`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog", { name: "Delete Letter?" }).getByText(/^1 schedule exports to it\./).waitFor();
  await accessible(page);
});

test("what is due makes a run by itself; a run of nobody is held until it is confirmed", async () => {
  const { page } = site;
  await setUp();
  await openExports("Nobody", "Letter");
  await page.getByText("Nobody can be sent to “Letter”: the ladder says why.").waitFor();
  await page.getByRole("button", { name: "Export now" }).click();
  await page.getByRole("dialog", { name: "Export an empty list to “Letter”?" }).getByRole("button", { name: "Cancel" }).click();
  await page.getByText("It was not exported yet.").waitFor();
  await schedule("Nobody", { kind: "once", at: new Date(Date.now() + 2_000).toISOString() });
  const run = page.getByRole("table", { name: "Runs" }).getByRole("row", { name: /Held/ });
  await run.getByRole("link", { name: "Letter" }).click();
  await page.getByRole("alert").getByText("This run waits for you to confirm it").waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Confirm and send" }).click();
  await page.getByRole("region", { name: "How the run stands" }).getByText("Finished").waitFor();
  const { bytes } = await downloaded(page.getByRole("table", { name: "Files" }).getByRole("link"));
  expect(bytes.toString()).toBe("customer_id,hash,born\n");
});

test("who may not use a destination sees it greyed, with why, and sets up none", async () => {
  const { page } = site;
  await setUp();
  const { link } = await post("/users", { name: "Bo", email: "bo@example.com" });
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error("there is no browser");
  const theirs = await context.newPage();
  await theirs.goto(link);
  await theirs.goto(`${site.address}/segments/${idOf("Singapore")}?tab=exports&destination=${idOf("Shop")}`);
  expect(await theirs.getByRole("radio", { name: "Shop" }).isDisabled()).toBe(true);
  await theirs.getByText("You may not export to it. Ask an administrator to let you use it.").waitFor();
  await theirs.getByText(`${SENDABLE.length} rows go to “Letter”.`).waitFor();
  await accessible(theirs);
  await theirs.goto(`${site.address}/exports/destinations`);
  await theirs.getByRole("row", { name: /^Shop/ }).getByText("You may not export here").waitFor();
  expect(await theirs.getByRole("link", { name: "Add destination" }).count()).toBe(0);
  await theirs.goto(`${site.address}/exports/destinations/new`);
  await theirs.getByText("Only administrators set up destinations").waitFor();
  shop.answer((_request, response) => void response.writeHead(403).end("Closed for today."));
  const { id } = await post("/exports", { source: { kind: "segment", segment: idOf("Singapore") }, destination: idOf("Shop") });
  await theirs.goto(`${site.address}/exports/${id}`);
  await theirs.getByRole("alert").getByText("The destination refused what was sent.").waitFor();
  expect(await theirs.getByRole("button", { name: "Retry" }).count()).toBe(0);
  shop.answer();
  await context.close();
});

test("whom the workspace suppresses is a step of the ladder; a mail server that does not answer is told in words", async () => {
  const { page } = site;
  await setUp();
  await go("/exports/settings");
  await pick(page, "Suppression list", "Those of whom an attribute is yes");
  await pick(page, "Attribute", "subscribed");
  await accessible(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("The settings of exports were saved").waitFor();
  await page.getByRole("textbox", { name: "Host" }).fill("127.0.0.1");
  await pick(page, "Encryption", "None");
  await page.getByLabel("Port", { exact: true }).fill("1");
  await page.getByRole("textbox", { name: "From" }).fill("coterie@example.com");
  await page.getByRole("button", { name: "Save and test" }).click();
  await page.getByRole("status").getByText(/It is saved, and does not work yet\. .*127\.0\.0\.1/).waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Use none" }).click();
  await page.getByText("No mail server is used any more").waitFor();
  await openExports("Singapore", "Letter");
  await page.getByText("Nobody can be sent to “Letter”: the ladder says why.").waitFor();
  expect((await ladderOf(page)).slice(-2)).toEqual([`Not suppressed −${SENDABLE.length} 0`, "Exportable 0"]);
});

test("on a phone nothing is wider than the screen", async () => {
  const { page } = site;
  const phone = { width: 360, height: 780 };
  await setUp();
  await page.setViewportSize(phone);
  const { id } = await post("/exports", { source: { kind: "segment", segment: idOf("Singapore") }, destination: idOf("Letter") });
  const places = ["", "/destinations", "/destinations/new", "/destinations/new?type=s3", `/destinations/${idOf("Letter")}`, "/settings"];
  const wide: string[] = [];
  for (const path of [...[...places, `/${id}`].map((place) => `/exports${place}`), `/segments/${idOf("Singapore")}?tab=exports`]) {
    await go(path);
    await page.getByRole("heading").first().waitFor();
    await page.waitForLoadState("networkidle");
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    if (width > phone.width) wide.push(`${path}: ${width}`);
  }
  expect(wide).toEqual([]);
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  await page.getByRole("region", { name: "The next five runs" }).waitFor();
  expect(Number(await page.evaluate("document.documentElement.scrollWidth"))).toBe(phone.width);
});

test("nothing went wrong in the page meanwhile", () => {
  expect(site.errors.filter((error) => !/ (400|502) /.test(error))).toEqual([]);
});
