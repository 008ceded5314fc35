import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/types.ts";
import { checkDefinition } from "../../src/segment/check.ts";
import { describe } from "../../src/segment/describe.ts";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
const sources = new URL("../../src/segment/", import.meta.url);

test("docs/language.md lists the codes of all problems and warnings, and no others", () => {
  const chapter = page.slice(page.indexOf("## 7. Problems"), page.indexOf("## 8."));
  const documented = [...chapter.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code).filter((code) => code !== undefined);
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const raised = files.flatMap((file) => [...readFileSync(new URL(file, sources), "utf8").matchAll(/code: (?:[^,]*\? )?"([a-z_]+)"(?: : "([a-z_]+)")?/g)].flatMap(([, one, other]) => [one, other]));
  expect([...new Set(documented)].sort()).toEqual([...new Set(raised)].filter((code) => code !== undefined).sort());
});

test("the definitions shown in docs/language.md are without problems, and the first has the sentence shown", () => {
  const number = { kind: "value", of: "number" } as const;
  const products = { name: "products", type: { kind: "records", fields: [{ name: "price", type: number }] }, column: "p1" } as const;
  const event = (name: string) => ({ name, properties: [products], count: 0, oldest: 0, newest: 0, version: 1 });
  const country = { name: "country", type: { kind: "value", of: "text" }, column: "a1", version: 1 } as const;
  const catalog: Catalog = { version: 1, customersVersion: 1, customers: 0, lists: [], attributes: [country], events: [event("Order Completed"), event("Order Updated")] };
  const shown = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text]) => checkDefinition(JSON.parse(text ?? ""), { catalog, now: 0, timeZone: "UTC" }));
  expect(shown.map(({ problems }) => problems)).toEqual([[], [], [], []]);
  const condition = shown[0]?.condition;
  expect(page).toContain(`*${condition && describe(condition, catalog)}*`);
});
