import type { Catalog } from "../catalog/types.ts";
import type { AttributeCondition, Condition, EventCondition, EventFilter, PropertyCondition } from "./ast.ts";
import { describeMeasure } from "./describe-measure.ts";
import { describeTest, type Shape } from "./describe-test.ts";
import { describeWindow } from "./describe-window.ts";
import { eventsNamed, meaningOf } from "./fields.ts";
import { listed, named, quoted } from "./phrase.ts";
import { active, isEverything, isGroup, isNot, isNothing, type Leaf, type Tree } from "./tree.ts";

export interface DescribeOptions {
  /** How many values of a set are named before the rest is counted; all when left out. */
  readonly values?: number;
}

/**
 * A checked condition as one English sentence. Groups in groups stand in parentheses, texts in marks, and "or is unknown" wherever
 * customers without a value are in. With all values named, conditions of different normal forms have different sentences. The
 * catalog tells lists from single values; without one a list is known by its `match` alone.
 */
export function describe(condition: Condition, catalog?: Catalog, options: DescribeOptions = {}): string {
  const scope = { catalog, most: options.values ?? Number.POSITIVE_INFINITY };
  const tree = active<AttributeCondition | EventCondition>(condition);
  if (tree === undefined || isEverything<AttributeCondition | EventCondition>(tree)) return "Everyone.";
  if (isNothing<AttributeCondition | EventCondition>(tree)) return "Nobody.";
  const clause = (leaf: AttributeCondition | EventCondition, denied: boolean) =>
    leaf.kind === "attribute" ? attributeClause(leaf, denied, scope) : eventClause(leaf, denied, scope);
  return `Customers ${treeClause(tree, clause, PEOPLE, true)}.`;
}

interface Scope {
  readonly catalog: Catalog | undefined;
  readonly most: number;
}

interface Words {
  readonly everything: string;
  readonly nothing: string;
  readonly not: string;
}

const PEOPLE: Words = { everything: "who are anyone", nothing: "who are no one", not: "who are not those" };
const EVENTS: Words = { everything: "anything holds", nothing: "nothing holds", not: "not" };

function treeClause<L extends Leaf>(node: Tree<L>, clause: (leaf: L, denied: boolean) => string, words: Words, isRoot = false): string {
  if (isEverything<L>(node)) return words.everything;
  if (isNothing<L>(node)) return words.nothing;
  if (isGroup<L>(node)) {
    const parts = node.of.map((child) => treeClause(child, clause, words, isRoot && node.of.length === 1));
    const text = parts.join(node.kind === "all" ? ", and " : ", or ");
    return isRoot || parts.length === 1 ? text : `(${text})`;
  }
  if (!isNot<L>(node)) return clause(node, false);
  return deniedClause(node.of, clause, words);
}

function deniedClause<L extends Leaf>(node: Tree<L>, clause: (leaf: L, denied: boolean) => string, words: Words): string {
  if (isNot<L>(node)) return treeClause(node.of, clause, words);
  if (isEverything<L>(node)) return words.nothing;
  if (isNothing<L>(node)) return words.everything;
  if (!isGroup<L>(node)) return clause(node, true);
  const [only] = node.of;
  if (node.of.length === 1 && only !== undefined) return deniedClause(only, clause, words);
  return `${words.not} ${treeClause(node, clause, words)}`;
}

function attributeClause(leaf: AttributeCondition, denied: boolean, { catalog, most }: Scope): string {
  const type = catalog?.attributes.find((attribute) => attribute.name === leaf.attribute)?.type;
  const shape: Shape = type?.kind === "records" ? undefined : type?.kind;
  return `whose ${named(leaf.attribute)} ${describeTest(leaf, shape, denied, most)}`;
}

function eventClause(leaf: EventCondition, denied: boolean, scope: Scope): string {
  const names = typeof leaf.event === "string" ? [leaf.event] : leaf.event;
  const where = leaf.where === undefined ? undefined : active<PropertyCondition>(leaf.where);
  const filter = where === undefined || isEverything<PropertyCondition>(where) ? "" : ` where ${filterText(where, leaf.event, scope)}`;
  const window = leaf.window === undefined ? "" : ` ${describeWindow(leaf.window)}`;
  const [verb, measured] = describeMeasure(leaf, denied);
  return `who ${verb} ${listed(names.map(quoted), "or")}${measured}${window}${filter}`;
}

function filterText(where: EventFilter, event: string | readonly string[], { catalog, most }: Scope): string {
  const events = catalog === undefined ? [] : eventsNamed(catalog, event);
  const clause = (leaf: PropertyCondition, denied: boolean) => {
    const meaning = meaningOf(events, leaf.property);
    const shape: Shape = meaning.kind === "found" && meaning.type.kind !== "records" ? meaning.type.kind : undefined;
    return `${named(leaf.property)} ${describeTest(leaf, shape, denied, most)}`;
  };
  return treeClause<PropertyCondition>(where, clause, EVENTS);
}
