import { afterEach, expect, test, vi } from "vitest";
import { launchBrowser } from "../chromium.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a browser starts and runs a page, also without a home", async () => {
  vi.stubEnv("HOME", undefined);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent("<h1>Segments</h1><script>document.title = String(6 * 7)</script>");
    expect(await page.title()).toBe("42");
    expect(await page.getByRole("heading", { name: "Segments" }).isVisible()).toBe(true);
  } finally {
    await browser.close();
  }
});

test("a browser that is named and not there is an error that names the variable", async () => {
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  await expect(launchBrowser()).rejects.toThrow("CHROMIUM_PATH names /nowhere/chromium, which does not exist.");
});
