import { describe, expect, test } from "vitest";
import type { Catalog, EventType, ScalarType } from "../../src/catalog/types.ts";
import type { Problem } from "../../src/errors.ts";
import { check, checkDefinition } from "../../src/segment/check.ts";
import type { KeptSet, SavedSegment } from "../../src/segment/checked.ts";

const attribute = (name: string, of: ScalarType["of"], kind: ScalarType["kind"] = "value") => ({ name, type: { kind, of }, column: name, version: 1 });
const event = (name: string, properties: EventType["properties"]): EventType => ({ name, properties, count: 1, oldest: 0, newest: 0, version: 1 });
const price = { name: "price", type: { kind: "value", of: "number" }, column: "p1" } as const;
const products = { name: "products", type: { kind: "records", fields: [{ name: "price", type: { kind: "value", of: "number" } }] }, column: "p2" } as const;

const catalog: Catalog = {
  version: 1,
  customersVersion: 1,
  customers: 3,
  lists: [],
  attributes: [attribute("country", "text"), attribute("age", "number"), attribute("born", "date"), attribute("tags", "text", "list")],
  events: [event("Order Completed", [price, products]), event("Product Viewed", [price])],
};
const circumstances = { catalog, now: Date.UTC(2025, 2, 31, 12), timeZone: "Europe/Berlin" };

const at = ({ problems }: { readonly problems: readonly Problem[] }) => problems.map(({ code, path }) => `${code} ${JSON.stringify(path)}`);

test("lists and objects without end, wherever they stand, are refused like any other that does not belong there", () => {
  const deep: unknown = JSON.parse("[".repeat(20_000) + "]".repeat(20_000));
  const codes = (where: unknown) => check(where, circumstances).problems.map(({ code }) => code);
  expect(codes(deep)).toEqual(["invalid_definition"]);
  expect(codes({ kind: "not", of: deep })).toEqual(["invalid_definition"]);
  expect(codes({ kind: "all", of: deep })).toEqual(["invalid_definition"]);
  expect(codes({ kind: "sequence", steps: deep })).toEqual(["too_few_steps", "wrong_type"]);
  expect(codes({ kind: deep })).toEqual(["unknown_kind"]);
  expect(codes({ kind: "event", event: "Product Viewed", measure: { fn: deep } })).toEqual(["invalid_value"]);
});

describe("a definition with many mistakes", () => {
  const definition = {
    name: "Many mistakes",
    where: {
      kind: "all",
      of: [
        { kind: "attribute", attribute: "contry", op: "equals", value: "FI" },
        { kind: "attribute", attribute: "country", op: "contians", value: "FI" },
        { kind: "attribute", attribute: "age", op: "any_of", value: [18, "19", ""] },
        { kind: "attribute", attribute: "born", op: "in", window: { lst: 3, unit: "day" } },
        { kind: "event", event: ["Order Completed", "Product Veiwed"], op: "at_least", vlaue: 2, where: { kind: "property", property: "price", op: "starts_with", value: "1" } },
      ],
    },
  };

  test("is told all of them at once, each with its place, in the order of their places", () => {
    expect(at(checkDefinition(definition, circumstances))).toEqual(
      [
        'unknown_attribute ["where","of",0,"attribute"]',
        'unknown_operator ["where","of",1,"op"]',
        'wrong_type ["where","of",2,"value",1]',
        'wrong_type ["where","of",2,"value",2]',
        'unknown_field ["where","of",3,"window","lst"]',
        'unknown_field ["where","of",3,"window","unit"]',
        'unknown_event ["where","of",4,"event",1]',
        'unknown_field ["where","of",4,"vlaue"]',
        'operator_not_for_type ["where","of",4,"where","op"]',
        'missing_field ["where","of",4,"value"]',
      ],
    );
  });

  test("is told what was meant", () => {
    const hints = Object.fromEntries(checkDefinition(definition, circumstances).problems.map(({ path, hint }) => [JSON.stringify(path?.slice(1)), hint]));
    expect(hints).toMatchObject({
      '["of",0,"attribute"]': 'Did you mean "country"?',
      '["of",1,"op"]': 'Did you mean "contains"?',
      '["of",2,"value",1]': "Write the number without quotes.",
      '["of",3,"window","lst"]': 'Did you mean "last"?',
      '["of",4,"event",1]': 'Did you mean "Product Viewed"?',
      '["of",4,"vlaue"]': 'Did you mean "value"?',
    });
  });
});

describe("a condition without problems", () => {
  test("is given back as it is, what is off and notes included", () => {
    const condition = { kind: "all", of: [{ kind: "attribute", attribute: "country", op: "is_known", off: true, note: "later" }] };
    expect(check(condition, circumstances)).toEqual({ condition, problems: [], warnings: [] });
  });

  test("may name what there is not where it is off: that is as if it were removed", () => {
    expect(check({ kind: "attribute", attribute: "gone", op: "equals", value: 1, off: true }, circumstances).problems).toEqual([]);
    expect(check({ kind: "event", event: "Order Completed", where: { kind: "property", property: "gone", op: "is_known", off: true } }, circumstances).problems).toEqual([]);
  });

  test("may reach through records by a dot", () => {
    const where = { kind: "property", property: "products.price", op: "at_least", value: 1, match: "all" };
    expect(check({ kind: "event", event: ["Order Completed", "Product Viewed"], where }, circumstances).problems).toEqual([]);
  });
});

describe("a problem", () => {
  test("with records says which fields they have", () => {
    const { problems } = check({ kind: "event", event: "Order Completed", where: { kind: "property", property: "products", op: "is_known" } }, circumstances);
    expect(problems).toMatchObject([{ code: "operator_not_for_type", path: ["where", "property"] }]);
  });

  test("with match on a negative operator names the positive one", () => {
    const { problems } = check({ kind: "attribute", attribute: "tags", op: "none_of", value: ["a"], match: "all" }, circumstances);
    expect(problems).toMatchObject([{ code: "match_not_allowed", hint: "Leave `match` out, or use `any_of` with it." }]);
  });

  test("with a property is not raised while the event it may belong to is misspelt", () => {
    const { problems } = check({ kind: "event", event: "Order Complete", where: { kind: "property", property: "total", op: "is_known" } }, circumstances);
    expect(problems.map(({ code }) => code)).toEqual(["unknown_event"]);
  });

  test("with many values is told of the first ten, not of a hundred thousand", () => {
    const value = Array.from({ length: 100_000 }, () => "x");
    expect(check({ kind: "attribute", attribute: "age", op: "any_of", value }, circumstances).problems).toHaveLength(10);
  });

  test("with the sum of records names a field, and with the sum of a list what to name instead", () => {
    const sum = (property: string) => check({ kind: "event", event: "Order Completed", measure: { fn: "sum", property }, op: "at_least", value: 1 }, circumstances).problems;
    expect(sum("products")).toMatchObject([{ code: "operator_not_for_type", path: ["measure", "property"], hint: "Name a field of the records: products.price." }]);
    expect(sum("products.price")).toMatchObject([{ code: "operator_not_for_type", hint: "Name a property that holds one number an event." }]);
  });

  test("with a measure names the one that was meant", () => {
    const { problems } = check({ kind: "event", event: "Order Completed", measure: { fn: "distint", property: "total" } }, circumstances);
    expect(problems).toMatchObject([{ code: "invalid_value", path: ["measure", "fn"], hint: 'Did you mean "distinct"?' }]);
  });

  test("with a property on a count says that it takes none", () => {
    const { problems } = check({ kind: "event", event: "Order Completed", measure: { fn: "count", property: "total" } }, circumstances);
    expect(problems).toMatchObject([{ code: "unknown_field", path: ["measure", "property"], message: "`count` takes no `property`." }]);
  });

  test("with half a character says so", () => {
    const { problems } = check({ kind: "attribute", attribute: "country", op: "equals", value: "\ud800" }, circumstances);
    expect(problems.map(({ code }) => code)).toEqual(["invalid_value"]);
  });
});

describe("a warning", () => {
  const warnings = (input: unknown) => check(input, circumstances).warnings.map(({ code, path }) => `${code} ${JSON.stringify(path)}`);

  test.each([
    [{ following: "month" }],
    [{ next: 3, unit: "day" }],
    [{ from: "2025-04-01" }],
    [{ ahead: { from: 1, unit: "hour" } }],
  ])("is given for events in %j, which lies after now", (window) => {
    expect(warnings({ kind: "event", event: "Order Completed", window })).toEqual(['window_after_now ["window"]']);
  });

  test("is not given for dates that lie after now", () => {
    expect(warnings({ kind: "attribute", attribute: "born", op: "in", window: { following: "month" } })).toEqual([]);
  });

  test("is given for a window that is empty", () => {
    const window = { from: "2025-03-01T00:00:00Z", to: "2025-03-01T00:00:00Z" };
    expect(warnings({ kind: "event", event: "Order Completed", window })).toEqual(['empty_window ["window"]']);
  });

  test("is given for windows of exports and refreshes that lie after now, or are empty", () => {
    const [later, empty] = [{ following: "day" }, { from: "2025-03-01T00:00:00Z", to: "2025-03-01T00:00:00Z" }];
    expect(warnings({ kind: "exported", destination: "d1", window: later })).toEqual(['window_after_now ["window"]']);
    expect(warnings({ kind: "not", of: { kind: "segment", segment: "s1", entered: later } })).toEqual(['window_after_now ["of","entered"]']);
    expect(warnings({ kind: "segment", segment: "s1", left: empty })).toEqual(['empty_window ["left"]']);
    expect(warnings({ kind: "exported", destination: "d1", window: empty })).toEqual(['empty_window ["window"]']);
    expect(warnings({ kind: "exported", destination: "d1", window: { this: "day" } })).toEqual([]);
  });

  test("is given while nothing is known of who moved, or whom a destination was sent", () => {
    const segment = (id: string, count?: number) => [id, { id, name: id, where: { kind: "all", of: [] }, ...(count !== undefined && { refreshes: { count, entered: [], left: [] } }) }] as const;
    const left = { id: "left", name: "left", where: {}, refreshes: { count: 1, entered: [], left: [{ id: "1", at: 0 }] } };
    const segments = new Map<string, SavedSegment>([segment("never", 0), segment("once", 1), segment("twice", 2), segment("asker"), ["left", left]]);
    const sent = (id: string, sendings: readonly KeptSet[]) => [id, { id, name: id, sendings }] as const;
    const destinations = new Map([sent("none", []), sent("some", [{ id: "1", at: 0 }])]);
    const told = (input: unknown) => check(input, { ...circumstances, segments, destinations }).warnings.map(({ code, path }) => `${code} ${JSON.stringify(path)}`);
    const moved = (id: string) => ({ kind: "segment", segment: id, left: { this: "day" } });
    const to = (destination: string) => ({ kind: "exported", destination });
    expect(told({ kind: "all", of: [moved("never"), moved("once"), moved("twice"), moved("left"), { ...moved("never"), off: true }] })).toEqual([
      'never_refreshed ["of",0,"segment"]',
      'never_refreshed ["of",1,"segment"]',
    ]);
    expect(told({ kind: "any", of: [to("none"), to("some"), { ...to("none"), off: true }] })).toEqual(['never_exported ["of",0,"destination"]']);
    expect(told({ kind: "segment", segment: "never" })).toEqual([]);
  });

  test("is given for counts that everyone or nobody has", () => {
    expect(warnings({ kind: "event", event: "Order Completed", op: "at_least", value: 0 })).toEqual(['always_true ["value"]']);
    expect(warnings({ kind: "event", event: "Order Completed", op: "fewer_than", value: 0 })).toEqual(['never_true ["value"]']);
    expect(warnings({ kind: "event", event: "Order Completed", measure: { fn: "days" }, op: "at_least", value: 0 })).toEqual(['always_true ["value"]']);
  });
});

test("a segment's own time zone wins over that of the circumstances", () => {
  const where = { kind: "event", event: "Order Completed", window: { from: "2025-04-01" } };
  const late = { ...circumstances, now: Date.UTC(2025, 2, 31, 23), timeZone: "UTC" };
  expect(checkDefinition({ where }, late).warnings).toHaveLength(1);
  expect(checkDefinition({ where, timeZone: "Europe/Berlin" }, late)).toMatchObject({ timeZone: "Europe/Berlin", warnings: [] });
});
