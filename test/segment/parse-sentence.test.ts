import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/types.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { canonicalJson } from "../../src/segment/canonical.ts";
import { check } from "../../src/segment/check.ts";
import { describe, describeShort } from "../../src/segment/describe.ts";
import { definitionHash } from "../../src/segment/hash.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { parseCondition } from "../../src/segment/parse.ts";
import { parseSentence } from "../../src/segment/parse-sentence/parse-sentence.ts";
import { conditions as languageConditions } from "../language/arbitrary/condition.ts";
import { cases, dataset, segments } from "../language/cases.ts";
import { datasetCatalog } from "../language/dataset.ts";
import { catalog as smallCatalog, conditions as smallConditions, SEED } from "./arbitrary.ts";
import { HOSTILE, renamed } from "./hostile-names.ts";

const LONG = process.env["COTERIE_TEST_LONG"] !== undefined;
const runs = { seed: SEED, numRuns: LONG ? 4_000 : 300 };
const languageCatalog = datasetCatalog(dataset);

/** The sentence of a definition and that of its normal form both give the normal form, and no other definition has them. */
function expectReadBack(where: Condition, catalog: Catalog | undefined, told: Map<string, string>): void {
  const form = normalize(where, catalog);
  for (const said of [form, where]) {
    const sentence = describe(said, catalog, { segments });
    const parsed = parseSentence(sentence);
    expect(parsed.problems, sentence).toEqual([]);
    expect(parsed.where === undefined ? sentence : canonicalJson(normalize(parsed.where, catalog))).toBe(canonicalJson(form));
    expect(told.get(sentence) ?? canonicalJson(form)).toBe(canonicalJson(form));
    told.set(sentence, canonicalJson(form));
  }
}

group("a full sentence turns back into its definition", () => {
  test.each<[string, fc.Arbitrary<Condition>, Catalog | undefined]>([
    ["of every kind, on the data of the language cases", languageConditions, languageCatalog],
    ["of attributes and events, on a smaller workspace", smallConditions, smallCatalog],
    ["of every kind, when nobody says what is a list", languageConditions, undefined],
    ["whatever names and texts are in it", renamed(languageConditions), undefined],
  ])("%s", (_, conditions, catalog) => {
    const told = new Map<string, string>();
    fc.assert(fc.property(conditions, (where) => expectReadBack(where, catalog, told)), runs);
  });

  test("with the same hash", () => {
    const circumstances = { catalog: languageCatalog, segments, now: 0, timeZone: "UTC" };
    fc.assert(
      fc.property(languageConditions, (where) => {
        const parsed = parseSentence(describe(normalize(where, languageCatalog), languageCatalog)).where;
        expect(parsed && definitionHash(parsed, circumstances)).toBe(definitionHash(where, circumstances));
      }),
      runs,
    );
  });

  test("in every case of the language", () => {
    expect(cases.length).toBeGreaterThan(500);
    for (const { where } of cases) expectReadBack(where, languageCatalog, new Map());
  });

  test.each(HOSTILE)("that names %j in every place", (name) => {
    const field = { kind: "field", field: name, op: "equals", value: name } as const;
    const property = { kind: "property", property: name, op: "any_of", value: [name, `${name}x`] } as const;
    const item = { kind: "item", of: name, where: field, op: "exactly", value: 2 } as const;
    const everywhere: readonly Condition[] = [
      { kind: "attribute", attribute: name, op: "is_known" },
      { kind: "attribute", attribute: name, op: "equals", value: name, match: "all", caseSensitive: true },
      { kind: "attribute", attribute: name, where: { kind: "any", of: [field, { kind: "not", of: field }, { kind: "any", of: [] }] } },
      { kind: "event", event: [name, `${name}x`], where: { kind: "any", of: [property, item] } },
      { kind: "event", event: name, pick: "first", where: { kind: "not", of: property } },
      { kind: "event", event: name, measure: { fn: "distinct", property: name }, op: "at_most", value: 2 },
      { kind: "event", event: name, measure: { fn: "avg", property: name }, op: "between", value: [1, 2] },
      { kind: "sequence", steps: [{ event: name }, { event: name, where: property, absent: true }], same: [name, `${name}x`, `${name}y`] },
      { kind: "segment", segment: name },
      { kind: "list", list: name },
      { kind: "sample", percent: 0.000001, offset: 99.5, salt: name },
    ];
    for (const one of everywhere) expectReadBack(one, undefined, new Map());
    expectReadBack({ kind: "all", of: [...everywhere, { kind: "any", of: everywhere }] }, undefined, new Map());
  });

  test("with numbers of every size", () => {
    for (const value of [-0, 0.1, 1e21, -1e-7, 5e-324, Number.MAX_VALUE, 123_456_789.125]) {
      expectReadBack({ kind: "attribute", attribute: "age", op: "at_least", value }, undefined, new Map());
    }
  });

  test("as large and as deep as a definition may be", () => {
    const leaf = (index: number): Condition => ({ kind: "attribute", attribute: `a${index}`, op: "is_known" });
    const large: Condition = { kind: "any", of: Array.from({ length: 499 }, (_, index) => leaf(index)) };
    const within = (node: Condition, index: number): Condition => ({ kind: index % 2 === 0 ? "all" : "any", of: [leaf(index), node] });
    const groups = (count: number): Condition => Array.from({ length: count }, (_, index) => index).reduce(within, leaf(count));
    const deep: Condition = { kind: "not", of: groups(98) };
    for (const where of [large, groups(99), deep]) {
      expect(parseCondition(where).problems).toEqual([]);
      expectReadBack(where, undefined, new Map());
    }
    expect(parseCondition(groups(100)).problems).toMatchObject([{ code: "too_deep" }]);
  });

  test("with its own zone", () => {
    const seen: Condition = { kind: "attribute", attribute: "seen", op: "in", window: { this: "day" } };
    const sentence = describe(seen, undefined, { timeZone: "Europe/Berlin" });
    expect(sentence).toBe("Customers whose seen is today. Days are those of “Europe/Berlin”.");
    expect(parseSentence(sentence)).toMatchObject({ where: seen, timeZone: "Europe/Berlin" });
    const { problems } = parseSentence("Everyone. Days are those of “Berlin”.");
    expect(problems).toMatchObject([{ path: ["text", 28], message: '"Berlin" is not a time zone.' }]);
  });
});

group("a sentence written by hand", () => {
  test.each([
    ["Customers  whose\ncountry is \"FI\"", { kind: "attribute", attribute: "country", op: "equals", value: "FI" }],
    ["Customers who did not do “Order” in the last 1 days.", { kind: "event", event: "Order", window: { last: 1, unit: "day" }, op: "exactly", value: 0 }],
    ["Customers who did “Order” at least 2 times.", { kind: "event", event: "Order", op: "at_least", value: 2 }],
    ["Customers whose tags include none that is at least 3.", { kind: "attribute", attribute: "tags", op: "at_least", value: 3, match: "none" }],
    ["Customers ((whose vip is yes)).", { kind: "attribute", attribute: "vip", op: "is_true" }],
    ["Customers who did “A” where it has at least 1 of b.", { kind: "event", event: "A", where: { kind: "item", of: "b", op: "at_least", value: 1 } }],
    ["Customers who do not have any of b with (c is 1).", { kind: "attribute", attribute: "b", op: "exactly", value: 0, where: { kind: "field" } }],
    ["Customers who are in the segment “Loyal” (s1).", { kind: "segment", segment: "s1" }],
  ])("%j may be freer", (text, where) => expect(parseSentence(text)).toMatchObject({ where, problems: [] }));

  test.each([
    ["", 0, "Expected “Everyone”, “Nobody” or “Customers” at character 1, but the text ends."],
    ["Everybody.", 0, 'Expected “Everyone”, “Nobody” or “Customers” at character 1, not "Everybody".'],
    ["Customers whose country is Finland.", 27, /^Expected .* at character 28, not "Finland"\.$/],
    ["Customers whose country is “FI.", 27, "The marks that open at character 28 are not closed."],
    ["Customers whose country is “F\\I”.", 29, "“\\” at character 30 begins nothing that is known."],
    ["Customers whose age is 1, and whose age is 2, or whose age is 3.", 44, "“and” and “or” stand side by side, which can be read in two ways."],
    ["Customers who did “Order” at most 3 times.", 41, 'Expected “(or never)” at character 42, not ".".'],
    ["Customers who did “Order” at least 3 times (or never).", 43, /at character 44, not "\(".$/],
    ["Customers who have at most 2 of purchases.", 41, /“\(or none\)”.* at character 42/],
    ["Customers whose seen is before 30 February 2025.", 31, "No value can have the day 30 February 2025."],
    ["Everyone. Nobody.", 10, /^Expected “Days are those of” or the end of the text at character 11, not "Nobody"\.$/],
    [`Customers ${"(".repeat(200)}whose vip is yes${")".repeat(200)}.`, 111, "Conditions are nested more than 100 levels deep."],
  ])("%j is refused at its place", (text, at, message) => {
    const { where, problems } = parseSentence(text);
    expect(where).toBeUndefined();
    const told = typeof message === "string" ? message : expect.stringMatching(message);
    expect(problems).toEqual([{ code: "invalid_sentence", path: ["text", at], message: told, hint: expect.any(String) }]);
  });

  test("is helped by the word that was meant", () => {
    expect(parseSentence("Customers whose name contians “x”.").problems[0]?.hint).toBe('Did you mean "contains"?');
  });

  test("says where each condition begins, for what the check finds in it", () => {
    const text = "Customers whose age is 1, and (who did “A”, or who did not do “B” where price is 2).";
    const { placeOf } = parseSentence(text);
    expect(placeOf(["of", 0, "attribute"])).toEqual(["text", text.indexOf("whose age")]);
    expect(placeOf(["of", 1, "of", 1, "event"])).toEqual(["text", text.indexOf("who did not")]);
    expect(placeOf(["of", 1, "of", 1, "where", "property"])).toEqual(["text", text.indexOf("price")]);
    expect(placeOf([])).toEqual(["text", 10]);
  });
});

group("a text that is no sentence", () => {
  const pieces = fc.constantFrom(
    ...["Customers", "Everyone", "whose", "who", "did", "did not do", "is", "is not", "and", "or", ", and ", ", or ", ",", " ", "(", ")", ".", "%"],
    ...["“", "”", "\\", '"', "1", "-1", "1e999", "08:30:00", "29 February 2023", "day", "ago", "then", "within", "in order (", "with", "where"],
    ...["include one that", "between", "at least", "(or never)", "not", "of"],
  );
  const patchwork = fc.array(pieces, { maxLength: 30 }).map((parts) => `Customers ${parts.join(" ")}`);
  const places = fc.double({ min: 0, max: 1, noNaN: true });
  const edits = fc.array(fc.tuple(places, fc.nat(9), fc.oneof(pieces, fc.constant(""))), { minLength: 1, maxLength: 3 });
  const changed = fc
    .tuple(languageConditions, edits)
    .map(([where, made]) =>
      made.reduce((text, [share, length, piece]) => {
        const at = Math.floor(share * text.length);
        return text.slice(0, at) + piece + text.slice(at + length);
      }, describe(where, languageCatalog)),
    );
  const expectVerdict = (text: string): void => {
    const { where, problems } = parseSentence(text);
    expect(problems.length).toBe(where === undefined ? 1 : 0);
    for (const { code, path, message, hint } of problems) {
      expect([code, path?.[0], message !== "", hint !== ""]).toEqual(["invalid_sentence", "text", true, true]);
      expect(Number(path?.[1])).toBeGreaterThanOrEqual(0);
      expect(Number(path?.[1])).toBeLessThanOrEqual(text.length);
      expect(message.length).toBeLessThan(600);
    }
  };

  test("is refused and never throws: anything", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), patchwork), expectVerdict), { ...runs, numRuns: runs.numRuns * 3 });
  });

  test("is refused and never throws: a sentence in which something was changed", () => {
    fc.assert(fc.property(changed, expectVerdict), { ...runs, numRuns: runs.numRuns * 3 });
  });

  test("is refused, or says what its definition says", () => {
    const circumstances = { catalog: languageCatalog, segments, now: 0, timeZone: "UTC" };
    let read = 0;
    fc.assert(
      fc.property(changed, (text) => {
        const { where } = parseSentence(text);
        if (where === undefined || check(where, circumstances).condition === undefined) return;
        read += 1;
        expectReadBack(where, languageCatalog, new Map());
      }),
      { ...runs, numRuns: runs.numRuns * 3 },
    );
    expect(read).toBeGreaterThan(10);
  });

  const LARGE = LONG ? 1_000_000 : 250_000;
  const SIGNS = ["(", "“", "”", '"', "\\", "“\\", "a", "a.", ".", "-", "1", "1e", "0:", " ", "\ud800"];
  const PHRASES = [", and whose a is 1", ", then “A”", ", and ", "is ", "“a”, ", "who are not those (", "whose a is any of “a”, "];
  test.each([...SIGNS, ...PHRASES])("is judged when it is nothing but %j", (piece) => {
    for (const before of ["", "Customers ", "Customers whose a is 1", "Customers whose a is any of ", "Customers whose a is “"]) {
      const { where, problems } = parseSentence(`${before}${piece.repeat(LARGE / piece.length)}!`);
      expect([where, problems.length]).toEqual([undefined, 1]);
    }
    expect(parseSentence(`Customers who did in order (“A”${piece.repeat(LARGE / piece.length)}!).`).where).toBeUndefined();
  });

  test("is refused when it is longer than any request", () => {
    expect(parseSentence("x".repeat(16 * 1024 * 1024 + 1)).problems).toMatchObject([{ code: "invalid_sentence" }]);
  });
});

test("a sentence of a hundred thousand values is read", () => {
  const value = Array.from({ length: 100_000 }, (_, index) => `c${String(index).padStart(6, "0")}`);
  const where: Condition = { kind: "attribute", attribute: "id", op: "any_of", value };
  expect(parseSentence(describe(where)).where).toEqual(where);
});

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
