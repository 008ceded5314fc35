import type { Catalog } from "../../catalog/types.ts";
import type { Condition } from "../ast.ts";
import { canonicalJson } from "../canonical.ts";
import { describe, describeShort, type DescribeOptions } from "../describe.ts";
import { changedWords, type Part } from "./words.ts";

/** Values that are new among those of a condition, or gone from them: the first few, and how many there are. */
export interface ChangedValues {
  readonly count: number;
  readonly first: readonly string[];
}

/** A changed condition in words. */
export interface ChangedSentence {
  readonly parts: readonly Part[];
  /** Of a condition too long to be told in full; null: the parts tell all. */
  readonly values: { readonly added: ChangedValues; readonly removed: ChangedValues } | null;
}

export interface Wording extends Pick<DescribeOptions, "segments" | "destinations"> {
  readonly catalog: Catalog;
}

/** So long a condition, as JSON, is still told in full. */
const TELLABLE = 2_500;
const FIRST = 5;

/** One condition in words, as a part of a sentence: `whose country is “SG”`. What is switched off in it is told as if it were on. */
export function clauseOf(condition: Condition, { catalog, ...names }: Wording): string {
  return clause(describeShort(switchedOn(condition), catalog, names));
}

/** What changed in the words of a condition. */
export function changedSentence(before: Condition, after: Condition, { catalog, ...names }: Wording): ChangedSentence {
  const [old, young] = [switchedOn(before), switchedOn(after)];
  if (Math.max(canonicalJson(old).length, canonicalJson(young).length) <= TELLABLE) {
    return { parts: changedWords(clause(describe(old, catalog, names)), clause(describe(young, catalog, names))), values: null };
  }
  const [had, has] = [new Set(valuesOf(old)), new Set(valuesOf(young))];
  return {
    parts: changedWords(clauseOf(old, { catalog, ...names }), clauseOf(young, { catalog, ...names })),
    values: { added: without(has, had), removed: without(had, has) },
  };
}

function without(values: ReadonlySet<string>, others: ReadonlySet<string>): ChangedValues {
  const left = [...values].filter((value) => !others.has(value));
  return { count: left.length, first: left.slice(0, FIRST) };
}

function clause(sentence: string): string {
  return sentence.replace(/^Customers /, "").replace(/\.$/, "");
}

/** Every text and number in lists of values. */
function valuesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => (typeof one === "object" ? valuesOf(one) : [String(one)]));
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(valuesOf);
}

function switchedOn(condition: Condition): Condition {
  const { off: _, ...on } = condition;
  if (on.kind === "all" || on.kind === "any") return { ...on, of: on.of.map(switchedOn) };
  return on.kind === "not" ? { ...on, of: switchedOn(on.of) } : on;
}
