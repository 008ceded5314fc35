import { expect } from "vitest";
import type { Catalog } from "../../src/catalog/types.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { canonicalJson } from "../../src/segment/canonical.ts";
import { describe } from "../../src/segment/describe.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { parseSentence } from "../../src/segment/parse-sentence/parse-sentence.ts";
import { dataset, referred } from "../language/cases.ts";
import { datasetCatalog } from "../language/dataset.ts";
import { LONG } from "../support/long.ts";
import { SEED } from "./arbitrary.ts";

export const runs = { seed: SEED, numRuns: LONG ? 4_000 : 300 };
export const languageCatalog = datasetCatalog(dataset);

/** The sentence of a definition and that of its normal form both give the normal form, and no other definition has them. */
export function expectReadBack(where: Condition, catalog: Catalog | undefined, told: Map<string, string>): void {
  const form = normalize(where, catalog);
  for (const said of [form, where]) {
    const sentence = describe(said, catalog, referred);
    const parsed = parseSentence(sentence);
    expect(parsed.problems, sentence).toEqual([]);
    expect(parsed.where === undefined ? sentence : canonicalJson(normalize(parsed.where, catalog))).toBe(canonicalJson(form));
    expect(told.get(sentence) ?? canonicalJson(form)).toBe(canonicalJson(form));
    told.set(sentence, canonicalJson(form));
  }
}
