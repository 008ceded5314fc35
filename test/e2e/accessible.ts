import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { LONG } from "../support/long.ts";

/**
 * Whether axe has nothing against what is on the screen, in light, and in `npm run test:long` in the dark too: what is not a matter of colour
 * is the same in both.
 *
 * @throws Error that names each violation and where it is
 */
export async function accessible(page: Page): Promise<void> {
  const found = [...(await violations(axe(page)))];
  if (LONG) {
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await violations(axe(page).withRules(["color-contrast"]))));
    await page.emulateMedia({ colorScheme: "light" });
  }
  if (found.length > 0) throw new Error(`axe found in ${page.url()}:\n${found.join("\n")}`);
}

/** Without frames in the page, the legacy mode finds the same in a fourth of the time: it opens no page beside to put the findings together. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
}

async function violations(of: AxeBuilder): Promise<readonly string[]> {
  const found = await of.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
