import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import { check } from "../../src/segment/check.ts";
import { describe } from "../../src/segment/describe.ts";
import { parseSentence } from "../../src/segment/parse-sentence/parse-sentence.ts";
import { conditions as languageConditions } from "../language/arbitrary/condition.ts";
import { referred } from "../language/cases.ts";
import { LONG } from "../support/long.ts";
import { expectReadBack, languageCatalog, runs } from "./read-back.ts";

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
    ["Customers who left the segment “Loyal” (s1) in the last 1 days.", { kind: "segment", segment: "s1", left: { last: 1, unit: "day" } }],
    ["Customers who were not sent to the destination d1.", { kind: "not", of: { kind: "exported", destination: "d1" } }],
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
    ["Customers who entered the segment s1.", 36, /^Expected .* at character 37, not "\."\.$/],
    ["Customers who were sent to the destination.", 42, /at character 43/],
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

  test.each([
    ["Customers whose country is SG.", "“SG”"],
    ["Customers whose country is any of SG or “MY”.", "“SG”"],
    ["Customers who did Order Completed at least twice.", "“Order Completed”"],
    ["Customers whose favourite colour is “red”.", "“favourite colour”"],
    ["Customers whose country is ‘SG’.", '"straight ones"'],
  ])("%j is helped by how texts and names are marked", (text, hint) => {
    expect(parseSentence(text).problems[0]?.hint).toContain(hint);
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
    const circumstances = { catalog: languageCatalog, ...referred, now: 0, timeZone: "UTC" };
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
