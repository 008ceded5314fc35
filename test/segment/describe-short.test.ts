import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { describe, describeShort } from "../../src/segment/describe.ts";
import { conditions as languageConditions } from "../language/arbitrary/condition.ts";
import { catalog as smallCatalog, conditions as smallConditions } from "./arbitrary.ts";
import { renamed } from "./hostile-names.ts";
import { languageCatalog, runs } from "./read-back.ts";

group("a short sentence", () => {
  const many: Condition = { kind: "attribute", attribute: "no", op: "any_of", value: Array.from({ length: 50 }, (_, index) => index + 1) };
  const leaf = (name: string): Condition => ({ kind: "attribute", attribute: name, op: "is_known" });
  const long = "l".repeat(400);
  const properties = Array.from({ length: 40 }, (_, index) => ({ kind: "property", property: `some_long_property_${index}`, op: "is_known" }) as const);

  test.each<[Condition, string]>([
    [leaf("vip"), "Customers whose vip is known."],
    [many, "Customers whose no is any of 1, 2, 3, 4, 5, 6, 7, 8 or 42 more."],
    [
      { kind: "attribute", attribute: long, op: "equals", value: long },
      `Customers whose “${"l".repeat(60)}…” (340 more characters) is “${"l".repeat(60)}…” (340 more characters).`,
    ],
    [
      { kind: "all", of: Array.from({ length: 20 }, (_, index) => leaf(`some_longer_name_${index}`)) },
      `Customers ${[0, 1, 2, 3, 4, 5].map((index) => `whose some_longer_name_${index} is known`).join(", and ")}, and 14 more conditions.`,
    ],
    [
      { kind: "any", of: [leaf("vip"), { kind: "event", event: ["A", "B", "C", "D", "E"], where: { kind: "all", of: properties } }] },
      "Customers whose vip is known, or who did “A”, “B”, “C” or 2 more where (40 conditions).",
    ],
  ])("says how much it leaves out (%#)", (where, sentence) => expect(describeShort(where)).toBe(sentence));

  test("is the full one when that is short", () => {
    fc.assert(
      fc.property(smallConditions, (where) => {
        const full = describe(where, smallCatalog);
        if (full.length <= 120) expect(describeShort(where, smallCatalog)).toBe(full);
      }),
      runs,
    );
  });

  test("has 1,000 characters at most", () => {
    fc.assert(
      fc.property(fc.array(renamed(languageConditions), { minLength: 1, maxLength: 20 }), fc.constantFrom("all", "any"), (of, kind) => {
        expect(describeShort({ kind, of }, languageCatalog).length).toBeLessThanOrEqual(1_000);
      }),
      runs,
    );
  });

  test("is found too when the attributes have other types by now", () => {
    const field = { name: "price", type: { kind: "value", of: "number" } } as const;
    const turned = languageCatalog.attributes.map((one) => ({
      ...one,
      type: one.type.kind === "records" ? field.type : ({ kind: "records", fields: [field] } as const),
    }));
    fc.assert(
      fc.property(languageConditions, (where) => {
        expect(describeShort(where, { ...languageCatalog, attributes: turned })).toMatch(/^(Customers .*|Everyone|Nobody)\.$/s);
      }),
      runs,
    );
  });
});
