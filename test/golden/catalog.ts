import type { SavedSegment } from "../../src/segment/checked.ts";
import type { Catalog, DataType, ScalarType, ValueType } from "../../src/catalog/types.ts";

/** What the cases speak of. The newest order is older than `NOW`, the newest view is younger. */
export const catalog: Catalog = {
  version: 1,
  customersVersion: 1,
  customers: 1000,
  attributes: [
    { name: "city", type: value("text"), column: "a1", version: 1 },
    { name: "age", type: value("number"), column: "a2", version: 1 },
    { name: "vip", type: value("boolean"), column: "a3", version: 1 },
    { name: "birthday", type: value("date"), column: "a4", version: 1 },
    { name: "seen", type: value("datetime"), column: "a5", version: 1 },
    { name: "tags", type: list("text"), column: "a6", version: 1 },
    { name: "scores", type: list("number"), column: "a7", version: 1 },
    { name: "pets", type: pets(), column: "a8", version: 1 },
  ],
  events: [
    {
      name: "Order",
      properties: [
        { name: "total", type: value("number"), column: "p1" },
        { name: "coupons", type: list("text"), column: "p2" },
        {
          name: "products",
          type: {
            kind: "records",
            fields: [
              { name: "price", type: value("number") },
              { name: "colors", type: list("text") },
            ],
          },
          column: "p3",
        },
        { name: "channel", type: value("text"), column: "p4" },
      ],
      count: 5000,
      oldest: Date.parse("2023-01-01T00:00:00.000Z"),
      newest: Date.parse("2024-03-30T08:00:00.000Z"),
      version: 1,
    },
    {
      name: "View",
      properties: [{ name: "channel", type: value("text"), column: "p4" }],
      count: 9000,
      oldest: Date.parse("2022-06-01T00:00:00.000Z"),
      newest: Date.parse("2024-05-01T00:00:00.000Z"),
      version: 1,
    },
    {
      name: "Return",
      properties: [{ name: "total", type: value("number"), column: "p5" }],
      count: 10,
      oldest: Date.parse("2024-01-01T00:00:00.000Z"),
      newest: Date.parse("2024-02-01T00:00:00.000Z"),
      version: 1,
    },
    { name: "Refund", properties: [], count: 0, oldest: 0, newest: 0, version: 1 },
  ],
  lists: [{ id: "l1", name: "Friends", size: 12, version: 7 }],
};

export const NOW = Date.parse("2024-03-31T12:00:00.000Z");

/** What the cases refer to. */
export const segments: ReadonlyMap<string, SavedSegment> = new Map(
  [
    { id: "buyers", name: "Buyers", where: { kind: "event", event: "Order", window: { last: 30, unit: "day" } } },
    { id: "tokyo", name: "Buyers in Tokyo", where: { kind: "event", event: "Order", window: { last: 30, unit: "day" } }, timeZone: "Asia/Tokyo" },
    { id: "both", name: "Both", where: { kind: "all", of: [{ kind: "segment", segment: "buyers" }, { kind: "segment", segment: "tokyo" }] }, timeZone: "America/New_York" },
  ].map((segment) => [segment.id, segment]),
);

function pets(): DataType {
  return {
    kind: "records",
    fields: [
      { name: "kind", type: value("text") },
      { name: "age", type: value("number") },
      { name: "born", type: value("date") },
      { name: "names", type: list("text") },
    ],
  };
}

function value(of: ValueType): ScalarType {
  return { kind: "value", of };
}

function list(of: ValueType): ScalarType {
  return { kind: "list", of };
}
