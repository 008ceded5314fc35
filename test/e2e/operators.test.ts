import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ScalarType, ValueType } from "../../src/catalog/types.ts";
import type { Window } from "../../src/segment/ast.ts";
import { countOperators, operatorsFor, type OperatorRow, takesMatch } from "../../src/segment/operators.ts";
import { act, addCondition, choose, fill, newSegment, save } from "./controls.ts";
import { LONG } from "../support/long.ts";
import { openSite, type Site } from "./site.ts";

/** What the page builds is saved, and compared with the definition it stands for. */
let site: Site;
beforeAll(async () => {
  site = await openSite();
  await site.page.goto(await site.signInLink());
});
afterAll(() => site.close());

const ATTRIBUTES: Readonly<Record<ValueType, string>> = {
  text: "name",
  number: "score",
  boolean: "subscribed",
  date: "born",
  datetime: "seen",
};

/** A value for every shape: what is typed, and what stands in the definition then. */
const TEXT = { one: "陈 \"x\"", many: ["a", "b, c"] } as const;
const NUMBER = { one: -2.5, many: [1, 20], pair: [1.5, 9] } as const;

async function setValue(within: Locator, row: OperatorRow, type: ValueType): Promise<object> {
  const isNumber = type === "number";
  switch (row.value) {
    case "none":
      return {};
    case "one": {
      const value = isNumber ? NUMBER.one : TEXT.one;
      await fill(within, "Value", String(value));
      return { value };
    }
    case "many": {
      const values = isNumber ? NUMBER.many : TEXT.many;
      const box = within.getByRole("textbox", { name: "Values", exact: true });
      for (const value of values) {
        await box.fill(String(value));
        await box.press("Enter");
      }
      return { value: [...values] };
    }
    case "pair":
      await fill(within, "Lowest", String(NUMBER.pair[0]));
      await fill(within, "Highest", String(NUMBER.pair[1]));
      return { value: [...NUMBER.pair] };
    case "day":
    case "day_or_instant":
      await fill(within, "Day", "2024-02-29");
      return { value: "2024-02-29" };
    case "window":
      await choose(site.page, within, "When", "in the last …");
      await fill(within, "How many", "3");
      await choose(site.page, within, "Unit", "weeks");
      return { window: { last: 3, unit: "week" } };
  }
}

/** The first of each shape of value, or all in `npm run test:long`. */
function tried<Row extends { readonly value: string }>(rows: readonly Row[]): readonly Row[] {
  return LONG ? rows : rows.filter((row, place) => rows.findIndex(({ value }) => value === row.value) === place);
}

/** The open list names every row, each with its line of help. */
async function expectOffered(within: Locator, control: string, rows: readonly { label: string; help: string }[]): Promise<void> {
  const list = within.getByRole("combobox", { name: control, exact: true });
  await list.click();
  const options = site.page.getByRole("option");
  await options.nth(rows.length - 1).waitFor();
  expect(await options.allTextContents()).toEqual(rows.map(({ label, help }) => label + help));
  await site.page.keyboard.press("Escape");
}

const TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "datetime"];
const rowsOf = (of: ValueType): readonly OperatorRow[] => operatorsFor({ kind: "value", of });

test("every operator of each type is offered", async () => {
  await newSegment(site.page, site.address, "Offered");
  for (const [index, of] of TYPES.entries()) {
    const condition = await addCondition(site.page, ATTRIBUTES[of], index + 1);
    await expectOffered(condition, "Operator", rowsOf(of));
  }
});

type OfType = OperatorRow & { readonly of: ValueType };
const ROWS: readonly OfType[] = TYPES.flatMap((of) => rowsOf(of).map((row) => ({ ...row, of })));

/** Each kind of value once, or in `npm run test:long` every operator of every type. */
const BUILT: readonly (readonly [string, readonly OfType[]])[] = LONG
  ? TYPES.map((type) => [type, ROWS.filter(({ of }) => of === type)])
  : [["each kind of value", tried(ROWS)]];

test.each(BUILT)("operators on %s can be built", async (name, rows) => {
  await newSegment(site.page, site.address, `Operators on ${name}`);
  const expected: object[] = [];
  for (const [index, row] of rows.entries()) {
    const attribute = ATTRIBUTES[row.of];
    const condition = await addCondition(site.page, attribute, index + 1);
    await choose(site.page, condition, "Operator", row.label);
    const given = await setValue(condition, row, row.of);
    expected.push({ kind: "attribute", attribute, op: row.op, ...given });
  }
  expect(await site.saved(await save(site.page))).toEqual({ kind: "all", of: expected });
});

describe("on lists", () => {
  test("a positive operator asks for any, every or no item", async () => {
    const type: ScalarType = { kind: "list", of: "text" };
    const [row] = operatorsFor(type).filter((each) => takesMatch(each, type));
    expect(row?.op).toBe("equals");
    await newSegment(site.page, site.address, "Items of a list");
    const words = { all: "every item", none: "no item", any: "any item" } as const;
    const expected: object[] = [];
    for (const [index, [match, word]] of Object.entries(words).slice(0, LONG ? undefined : 2).entries()) {
      const condition = await addCondition(site.page, "tags", index + 1);
      await choose(site.page, condition, "Operator", row?.label ?? "");
      await choose(site.page, condition, "Items", word);
      await fill(condition, "Value", "vip");
      expected.push({ kind: "attribute", attribute: "tags", op: "equals", value: "vip", ...(match !== "any" && { match }) });
    }
    const saved = await site.saved(await save(site.page));
    expect(withoutDefaultMatch(saved)).toEqual({ kind: "all", of: expected });
  });
});

/** `match` "any" is the default: the page may write it or leave it out. */
function withoutDefaultMatch(definition: unknown): unknown {
  return JSON.parse(JSON.stringify(definition, (key, value: unknown) => (key === "match" && value === "any" ? undefined : value)));
}

test("every way to count events is offered, and one with each kind of number can be built", async () => {
  await newSegment(site.page, site.address, "Every count");
  const expected: object[] = [];
  for (const [index, row] of tried(countOperators).entries()) {
    const condition = await addCondition(site.page, "Order Completed", index + 1);
    if (index === 0) await expectOffered(condition, "How often", countOperators);
    await choose(site.page, condition, "How often", row.label);
    if (row.value === "pair") {
      await fill(condition, "Fewest times", "2");
      await fill(condition, "Most times", "5");
    } else await fill(condition, "Times", "3");
    expected.push({ kind: "event", event: "Order Completed", op: row.op, value: row.value === "pair" ? [2, 5] : 3 });
  }
  expect(await site.saved(await save(site.page))).toEqual({ kind: "all", of: expected });
});

const amounts = (near: string, far?: string) => async (within: Locator) => {
  await fill(within, "Nearest", near);
  if (far !== undefined) await fill(within, "Farthest", far);
};

/**
 * Forms of a window, one of each kind of setting first, but for a number alone, which operators have: name in the menu, what is set, and the
 * window that it stands for.
 */
const WINDOWS: readonly (readonly [string, (within: Locator) => Promise<void>, Window])[] = [
  ["in this …", (within) => choose(site.page, within, "Period", "month"), { this: "month" }],
  ["between … ago", amounts("10", "20"), { ago: { from: 20, to: 10, unit: "day" } }],
  [
    "between two dates",
    async (within) => {
      await fill(within, "From", "2024-01-01");
      await fill(within, "To", "2024-12-31");
    },
    { from: "2024-01-01", to: "2024-12-31" },
  ],
  ["in the next …", (within) => fill(within, "How many", "2"), { next: 2, unit: "day" }],
  ["in the last …", (within) => fill(within, "How many", "7"), { last: 7, unit: "day" }],
  ["in the previous …", (within) => choose(site.page, within, "Period", "quarter"), { previous: "quarter" }],
  ["in the following …", (within) => choose(site.page, within, "Period", "year"), { following: "year" }],
  ["more than … ago", (within) => fill(within, "How many", "30"), { ago: { to: 30, unit: "day" } }],
  ["between … ahead", amounts("1", "4"), { ahead: { from: 1, to: 4, unit: "day" } }],
  ["at least … ahead", (within) => fill(within, "How many", "7"), { ahead: { from: 7, unit: "day" } }],
  ["since …", (within) => fill(within, "From", "2024-01-01"), { from: "2024-01-01" }],
  ["until …", (within) => fill(within, "To", "2024-12-31"), { to: "2024-12-31" }],
];
const KINDS_OF_SETTING = 3;

test("every form of a window is offered, and one with each kind of setting can be built", async () => {
  await newSegment(site.page, site.address, "Windows");
  const expected: object[] = [];
  for (const [index, [form, set, window]] of WINDOWS.slice(0, LONG ? undefined : KINDS_OF_SETTING).entries()) {
    const condition = await addCondition(site.page, "seen", index + 1);
    await choose(site.page, condition, "Operator", "is within");
    if (index === 0) {
      await condition.getByRole("combobox", { name: "When", exact: true }).click();
      for (const [offered] of WINDOWS) await site.page.getByRole("option", { name: offered, exact: true }).waitFor();
      await site.page.keyboard.press("Escape");
    }
    await choose(site.page, condition, "When", form);
    await set(condition);
    expected.push({ kind: "attribute", attribute: "seen", op: "in", window });
  }
  expect(await site.saved(await save(site.page))).toEqual({ kind: "all", of: expected });
});

/** What stands inside of a condition: `add` opens it, and what is picked first in it is the filter `name`. */
async function addFilter(within: Locator, about: string, name: string): Promise<Locator> {
  await within.getByRole("button", { name: "Add filter", exact: true }).last().click();
  const search = site.page.getByRole("textbox", { name: /^Search (properties|fields)$/ });
  await search.fill(about);
  await site.page.getByRole("option", { name: about, exact: true }).waitFor();
  await search.press("Enter");
  return within.getByRole("group", { name, exact: true });
}

async function pickEvent(within: Locator, event: string): Promise<void> {
  await within.getByRole("button", { name: "Event", exact: true }).click();
  await site.page.getByRole("textbox", { name: "Search events" }).fill(event);
  await site.page.getByRole("option", { name: event, exact: true }).waitFor();
  await site.page.keyboard.press("Enter");
}

test("every other kind of condition can be built: records, chosen events, their times, sequences, segments, lists, samples", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Referred to");
  await addCondition(page, "subscribed", 1);
  const referred = await save(page);

  await newSegment(page, site.address, "Every kind");
  const records = await addCondition(page, "purchases", 1);
  await choose(page, records, "How many records", "at least");
  await fill(records, "Number of records", "2");
  await fill(await addFilter(records, "price", "Filter 1.1"), "Value", "100");

  const first = await addCondition(page, "Order Completed", 2);
  await choose(page, first, "Which events", "whose first ever");
  const item = await addFilter(first, "products", "Filter 2.1");
  await fill(await addFilter(item, "item", "Filter 2.1.1"), "Value", "shoe");

  const timed = await addCondition(page, "Page Viewed", 3);
  await choose(page, timed, "Measure", "number of days");
  const time = await addFilter(timed, "time of the event", "Filter 3.1");
  await choose(page, time, "Operator", "is on weekday");
  await time.getByRole("button", { name: "Sun" }).click();
  await time.getByRole("button", { name: "Mon" }).click();

  const sequence = await addCondition(page, "Events in an order", 4);
  await pickEvent(sequence.getByRole("group", { name: "Step 4.1" }), "Page Viewed");
  const last = sequence.getByRole("group", { name: "Step 4.2" });
  await pickEvent(last, "Order Completed");
  await choose(page, last, "Happened", "then not");
  await choose(page, last, "How long after", "within a time");
  await fill(last, "Within how many", "36");
  await fill(await addFilter(last, "coupon", "Filter 4.2.1"), "Value", "NONE");

  await addCondition(page, "Referred to", 5);
  await addCondition(page, "Guests", 6);
  const sample = await addCondition(page, "Random sample", 7);
  await fill(sample, "Percent", "12.5");
  await fill(sample, "From percent", "50");
  await fill(sample, "Drawn by", "test");
  await act(page, "Condition 7", "Add a note");
  await sample.getByRole("textbox", { name: "Note" }).fill("for the test");

  expect(await site.saved(await save(page))).toEqual({
    kind: "all",
    of: [
      { kind: "attribute", attribute: "purchases", op: "at_least", value: 2, where: { kind: "field", field: "price", op: "at_least", value: 100 } },
      {
        kind: "event",
        event: "Order Completed",
        pick: "first",
        pickFrom: "ever",
        where: { kind: "item", of: "products", where: { kind: "all", of: [{ kind: "field", field: "item", op: "equals", value: "shoe" }] } },
      },
      {
        kind: "event",
        event: "Page Viewed",
        measure: { fn: "days" },
        where: { kind: "property", property: "$time", op: "weekday_in", value: [1, 7] },
      },
      {
        kind: "sequence",
        steps: [
          { event: "Page Viewed" },
          {
            event: "Order Completed",
            absent: true,
            within: { value: 36, unit: "hour" },
            where: { kind: "property", property: "coupon", op: "equals", value: "NONE" },
          },
        ],
      },
      { kind: "segment", segment: referred },
      { kind: "list", list: "guests" },
      { kind: "sample", percent: 12.5, offset: 50, salt: "test", note: "for the test" },
    ],
  });
});

test("groups nest, negate and switch off by their menus and by the keyboard", async () => {
  const { page } = site;
  await newSegment(page, site.address, "Groups");
  const first = await addCondition(page, "subscribed", 1);
  await choose(page, await addCondition(page, "country", 2), "Operator", "is known");
  await act(page, "Condition 1", "Negate (not)");
  await act(page, "Condition 2", "Switch off");
  await first.getByRole("combobox", { name: "Operator" }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  expect(await site.saved(await save(page))).toEqual({
    kind: "all",
    of: [
      { kind: "attribute", attribute: "country", op: "is_known", off: true },
      { kind: "not", of: { kind: "attribute", attribute: "subscribed", op: "is_true" } },
    ],
  });
});

test("a nested segment is built and saved by the keyboard alone", async () => {
  const { page } = site;
  await page.goto(`${site.address}/segments/new`);
  await page.getByRole("button", { name: "Add condition", exact: true }).waitFor();
  await tabTo(page.getByRole("textbox", { name: "Segment name" }));
  await page.keyboard.type("By keyboard");
  await pickByKeyboard("Add condition", "country", "Condition 1");
  await page.keyboard.type("SG");
  await page.keyboard.press("Enter");
  await pickByKeyboard("Add group", "subscribed", "Condition 2.1");
  await pickByKeyboard("Add condition", "Order Completed", "Condition 2.2");
  await page.keyboard.press("Control+s");
  await page.waitForURL(/\/segments\/(?!new)[^/]+$/);
  expect(await site.saved(new URL(page.url()).pathname.split("/")[2] ?? "")).toEqual({
    kind: "all",
    of: [
      { kind: "attribute", attribute: "country", op: "equals", value: "SG" },
      { kind: "any", of: [{ kind: "attribute", attribute: "subscribed", op: "is_true" }, { kind: "event", event: "Order Completed" }] },
    ],
  });
});

async function pickByKeyboard(button: string, about: string, becomes: string): Promise<void> {
  const { page } = site;
  await tabTo(page.getByRole("button", { name: button, exact: true }));
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Search attributes and events" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type(about);
  await page.getByRole("option", { name: about, exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: becomes, exact: true }).waitFor();
}

/** Tab by tab to the next control that is one of these. */
async function tabTo(control: Locator): Promise<void> {
  const focused = control.and(site.page.locator(":focus"));
  for (let tabs = 0; (await focused.count()) === 0; tabs += 1) {
    if (tabs === 100) throw new Error(`100 tabs do not lead to ${control}`);
    await site.page.keyboard.press("Tab");
  }
}
