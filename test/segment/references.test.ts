import { expect, test } from "vitest";
import { references } from "../../src/segment/references.ts";

test("references are all that is named and on: each event with the properties asked of it", () => {
  const found = references({
    kind: "all",
    of: [
      { kind: "attribute", attribute: "country", op: "is_known" },
      { kind: "not", of: { kind: "any", of: [{ kind: "attribute", attribute: "age", op: "is_known" }] } },
      { kind: "attribute", attribute: "gone", op: "is_known", off: true },
      { kind: "event", event: ["Order", "Visit"], where: { kind: "not", of: { kind: "property", property: "products.price", op: "is_known" } } },
      { kind: "event", event: "Order", where: { kind: "all", of: [{ kind: "property", property: "total", op: "is_known" }, { kind: "property", property: "gone", op: "is_known", off: true }] } },
      { kind: "event", event: ["Order", "Refund"], measure: { fn: "sum", property: "amount" }, op: "at_least", value: 1 },
      { kind: "event", event: "Ping", measure: { fn: "days" } },
    ],
  });
  expect(found).toEqual({
    attributes: new Set(["country", "age"]),
    events: new Map([
      ["Order", new Set(["products.price", "total", "amount"])],
      ["Visit", new Set(["products.price"])],
      ["Refund", new Set(["amount"])],
      ["Ping", new Set()],
    ]),
  });
});
