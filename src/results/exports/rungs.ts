import type { Attribute, Catalog } from "../../catalog/types.ts";
import { type Fragment, join, sql } from "../../compiler/sql.ts";
import type { Path, Problem } from "../../errors.ts";
import type { Condition } from "../../segment/ast.ts";
import { columnOf, isKnown } from "../columns.ts";
import { type SentField, unknownAttribute } from "./fields.ts";

/** What a customer must have to be sent. */
export interface Requirements {
  /** Attributes that must be known and valid: all of them, or at least one. */
  readonly mandatory: { readonly match: "all" | "any"; readonly attributes: readonly string[] };
  /** Who may be sent at all; left out: everyone. */
  readonly permission?: Condition | undefined;
  /** Who is never sent; left out: nobody. */
  readonly suppression?: Condition | undefined;
  /** The name of a field that no two customers may have the same in; of those who do, the one seen first is sent. */
  readonly unique?: string | undefined;
}

/** A step of the ladder, by what is asked of a customer. */
export type Step =
  | { readonly kind: "known" | "valid"; readonly match: "all" | "any"; readonly attributes: readonly string[] }
  | { readonly kind: "permitted" }
  | { readonly kind: "not_suppressed" }
  | { readonly kind: "unique"; readonly field: string };

/** A step with what rows of `customers` pass it. */
export interface Rung {
  readonly step: Exclude<Step, { readonly kind: "unique" }>;
  readonly passes: Fragment;
}

/** The steps about values, in their order. `fields` are understood; `path` is where the requirements stand. */
export function valueRungs(
  { mandatory }: Requirements,
  fields: readonly SentField[],
  catalog: Catalog,
  path: Path = [],
): { readonly rungs: readonly Rung[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const attributes = mandatory.attributes.flatMap((name, at) => {
    const attribute = catalog.attributes.find((each) => each.name === name);
    if (attribute !== undefined) return [attribute];
    problems.push(unknownAttribute(name, catalog, [...path, "mandatory", "attributes", at]));
    return [];
  });
  return { rungs: mandatory.match === "all" ? allOf(attributes, fields) : anyOf(attributes, fields), problems };
}

/** Each attribute has steps of its own. */
function allOf(attributes: readonly Attribute[], fields: readonly SentField[]): readonly Rung[] {
  const known = attributes.map((attribute): Rung => ({ step: { kind: "known", match: "all", attributes: [attribute.name] }, passes: isKnown(attribute) }));
  const valid = attributes.flatMap((attribute): Rung[] => {
    const passes = isValid(attribute, fields);
    return passes === undefined ? [] : [{ step: { kind: "valid", match: "all", attributes: [attribute.name] }, passes }];
  });
  return [...known, ...valid];
}

function anyOf(attributes: readonly Attribute[], fields: readonly SentField[]): readonly Rung[] {
  if (attributes.length === 0) return [];
  const names = attributes.map(({ name }) => name);
  const known: Rung = { step: { kind: "known", match: "any", attributes: names }, passes: anyTest(attributes.map(isKnown)) };
  const tests = attributes.map((attribute) => ({ attribute, valid: isValid(attribute, fields) }));
  if (tests.every(({ valid }) => valid === undefined)) return [known];
  const both = tests.map(({ attribute, valid }) => (valid === undefined ? isKnown(attribute) : sql`(${isKnown(attribute)} AND ${valid})`));
  return [known, { step: { kind: "valid", match: "any", attributes: names }, passes: anyTest(both) }];
}

function anyTest(tests: readonly Fragment[]): Fragment {
  return sql`(${join(tests, sql` OR `)})`;
}

/** Whether a known value can be sent: as each identifier that is made of it, and a text not blank. Undefined: every known value can. */
function isValid(attribute: Attribute, fields: readonly SentField[]): Fragment | undefined {
  const made = fields.filter((field) => field.attribute?.name === attribute.name && field.identifier !== undefined);
  const tests = made.map(({ value }) => sql`isNotNull(${value})`);
  if (tests.length === 0 && attribute.type.kind === "value" && attribute.type.of === "text") {
    tests.push(sql`ifNull(notEmpty(trimBoth(${columnOf(attribute)})), 0)`);
  }
  return tests.length === 0 ? undefined : join(tests, sql` AND `);
}
