import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import type { StoreOptions } from "../examples/store/history.ts";
import { launchBrowser } from "../test/chromium.ts";
import { type Example, openExample, ZONE } from "./example.ts";
import { guide } from "./guide.ts";
import { COLUMNS, pictures, type Screen, screens } from "./screens.ts";

const USAGE = `npm run screenshots -- [FOLDER] [options]

Takes pictures of every screen on the example shop, wide and narrow, light and dark, into FOLDER (default screenshots).

  --customers N   how large the shop is (default 10000)
  --only a,b      these screens alone: ${screens.map(({ name }) => name).join(", ")}
  --docs          only those of the README and of the guide, into docs
`;

const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 844 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { customers: { type: "string", default: "10000" }, only: { type: "string" }, docs: { type: "boolean" }, help: { type: "boolean" } },
});
if (values.help) console.log(USAGE);
else if (values.docs) await forDocs();
else await all(resolve(positionals[0] ?? "screenshots"));
process.exit();

async function all(folder: string): Promise<void> {
  const wanted = chosen(screens);
  await onExample(await openExample({ customers: Number(values.customers) }), async (example, page) => {
    for (const screen of wanted) {
      await page.setViewportSize(WIDE);
      await show(screen, example, page);
      for (const [width, size] of [["1280", WIDE], ["390", NARROW]] as const) {
        await page.setViewportSize(size);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await drawn(page);
          await take(page, join(folder, `${screen.name}-${width}-${colorScheme}.png`));
        }
        await page.emulateMedia({ colorScheme: "light" });
      }
    }
  });
}

async function forDocs(): Promise<void> {
  const { shop, now, pages } = guide;
  await album({ customers: Number(values.customers) }, pictures, join("docs", "images"), () => Promise.resolve());
  await album(shop, pages, join("docs", "guide", "images"), async (page) => {
    await page.clock.setFixedTime(now);
    await page.evaluate(`localStorage.setItem("coterie-columns", ${JSON.stringify(JSON.stringify(COLUMNS))})`);
  });
}

async function album(shop: Partial<StoreOptions>, of: readonly Screen[], folder: string, prepare: (page: Page) => Promise<void>): Promise<void> {
  const wanted = chosen(of);
  if (wanted.length === 0) return;
  await onExample(await openExample(shop), async (example, page) => {
    await prepare(page);
    for (const screen of wanted) {
      await show(screen, example, page);
      await take(page, join(folder, `${screen.name}.png`));
    }
  });
}

function chosen(among: readonly Screen[]): readonly Screen[] {
  const only = values.only?.split(",");
  return among.filter(({ name }) => only?.includes(name) ?? true);
}

async function onExample(example: Example, use: (example: Example, page: Page) => Promise<void>): Promise<void> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: WIDE, timezoneId: ZONE, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(example.signInLink);
    await page.getByRole("heading", { name: "Segments" }).first().waitFor();
    await use(example, page);
  } finally {
    await browser.close();
    await example.close();
  }
}

/** A screen that cannot be shown is told, and the others are taken. */
async function show({ name, path, act }: Screen, { address, ids }: Example, page: Page): Promise<void> {
  await page.unrouteAll();
  try {
    // From a page of its own, so that nothing of the screen before stays.
    await page.goto("about:blank");
    if (act?.before) await act.before(page);
    await page.goto(`${address}${typeof path === "string" ? path : path(ids)}`);
    if (act?.after) await act.after(page);
    if (!act?.before) await settled(page);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** Until nothing is loaded or counted any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("[aria-busy=true], [data-old], .mantine-Skeleton-root").first().waitFor({ state: "detached" });
}

/** Until two frames are drawn: the first may still have the colours of before. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))))");
}

async function take(page: Page, path: string): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  await page.screenshot({ path });
  console.log(path);
}
