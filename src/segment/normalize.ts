import type { AttributeCondition, Condition, EventCondition, EventFilter, PropertyCondition } from "./ast.ts";
import { canonicalJson } from "./canonical.ts";
import { normalMeasure } from "./normal-measure.ts";
import { normalTest, normalWindow } from "./normal-test.ts";
import { holdsOfNothing } from "./of-nothing.ts";
import { active, isEverything, isGroup, isNot, isNothing, type Leaf, type Tree } from "./tree.ts";

/**
 * The normal form of a checked condition. It keeps the members, whatever the data; it is idempotent; definitions that differ only in
 * what a reader would call writing have the same one.
 *
 * Gone: what is off, notes, defaults, groups of one, groups in groups of the same kind, twins, everyone in `all`, nobody in `any`.
 * Negative operators become `not` of their positive twin, as do counts and sums that include 0; `not not` goes. Children and sets of values
 * are in order. A condition beside its complement is nobody (in `all`) or everyone (in `any`).
 */
export function normalize(condition: Condition): Condition {
  return normalTree<AttributeCondition | EventCondition>(active<AttributeCondition | EventCondition>(condition), (leaf) =>
    leaf.kind === "attribute" ? normalAttribute(leaf) : normalEvent(leaf),
  );
}

const EVERYTHING = { kind: "all", of: [] } as const;
const NOTHING = { kind: "any", of: [] } as const;

function normalTree<L extends Leaf>(node: Tree<L> | undefined, normalLeaf: (leaf: L) => Tree<L>): Tree<L> {
  if (node === undefined) return EVERYTHING;
  if (isGroup<L>(node)) {
    return joined(
      node.kind,
      node.of.map((child) => normalTree(child, normalLeaf)),
    );
  }
  if (isNot<L>(node)) return negated(normalTree(node.of, normalLeaf));
  return normalLeaf(node);
}

function joined<L extends Leaf>(kind: "all" | "any", children: readonly Tree<L>[]): Tree<L> {
  const end = kind === "all" ? NOTHING : EVERYTHING;
  const flat = children.flatMap((child) => (isGroup<L>(child) && child.kind === kind ? child.of : [child]));
  const byText = new Map(flat.map((child): [string, Tree<L>] => [canonicalJson(child), child]));
  if (flat.some((child) => byText.has(canonicalJson(negated(child))))) return end;
  if (flat.some((child) => (kind === "all" ? isNothing<L>(child) : isEverything<L>(child)))) return end;
  const of = [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, child]) => child);
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

function negated<L extends Leaf>(node: Tree<L>): Tree<L> {
  if (isNot<L>(node)) return node.of;
  if (isEverything<L>(node)) return NOTHING;
  if (isNothing<L>(node)) return EVERYTHING;
  return { kind: "not", of: node };
}

function normalAttribute(leaf: AttributeCondition): Tree<AttributeCondition> {
  const { negated: isNegated, test } = normalTest(leaf);
  const positive = { kind: "attribute", attribute: leaf.attribute, ...test } as const;
  return isNegated ? { kind: "not", of: positive } : positive;
}

function normalProperty(leaf: PropertyCondition): Tree<PropertyCondition> {
  const { negated: isNegated, test } = normalTest(leaf);
  const positive = { kind: "property", property: leaf.property, ...test } as const;
  return isNegated ? { kind: "not", of: positive } : positive;
}

function normalEvent(leaf: EventCondition): Tree<EventCondition> {
  const measured = normalMeasure(leaf);
  if (typeof measured === "boolean") return measured ? EVERYTHING : NOTHING;
  const where = leaf.where === undefined ? EVERYTHING : normalFilter(leaf.where);
  if (isNothing<PropertyCondition>(where)) return holdsOfNothing(leaf) ? EVERYTHING : NOTHING;

  const asked = {
    kind: "event",
    event: normalNames(leaf.event),
    ...(!isEverything<PropertyCondition>(where) && { where }),
    ...(leaf.window !== undefined && { window: normalWindow(leaf.window) }),
    ...measured.asked,
  } as const;
  return measured.negated ? { kind: "not", of: asked } : asked;
}

function normalFilter(filter: EventFilter): EventFilter {
  return normalTree<PropertyCondition>(active<PropertyCondition>(filter), normalProperty);
}

function normalNames(event: string | readonly string[]): string | readonly string[] {
  const names = [...new Set(typeof event === "string" ? [event] : event)].sort();
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : names;
}
