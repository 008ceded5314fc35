import { type Catalog, EMPTY_CATALOG } from "../catalog/types.ts";
import { assertNever } from "../errors.ts";
import type { Condition, Counted, EventCondition, EventFilter, RecordFilter, SampleCondition, SegmentCondition, SequenceCondition, Step } from "./ast.ts";
import { canonicalJson } from "./canonical.ts";
import { normalCount } from "./normal-count.ts";
import { normalMeasure } from "./normal-measure.ts";
import { normalTest, normalWindow } from "./normal-test.ts";
import { minutesOf } from "./duration.ts";
import { holdsOfNothing } from "./of-nothing.ts";
import { isRecordsCondition } from "./records.ts";
import { active, isEverything, isGroup, isNot, isNothing, type Leaf, type LeafOf, type Tree } from "./tree.ts";

/**
 * The normal form of a checked condition. It keeps the members, whatever the data; it is idempotent; definitions that differ only in
 * what a reader would call writing have the same one.
 *
 * Gone: what is off, notes, defaults, groups of one, groups in groups of the same kind, twins, everyone in `all`, nobody in `any`.
 * Negative operators become `not` of their positive twin, as do counts and sums that include 0; `not not` goes. Children and sets of values
 * are in order. A condition beside its complement is nobody (in `all`) or everyone (in `any`). References stay as they are.
 *
 * The catalog tells attributes that hold records from others; without it, the way in which a condition is written does.
 */
export function normalize(condition: Condition, catalog: Catalog = EMPTY_CATALOG): Condition {
  return normalTree<LeafOf<Condition>>(active<LeafOf<Condition>>(condition), (leaf) => normalCondition(leaf, catalog));
}

/** A tree whose leaves are normal already, as one: for trees that are put together of several. */
export function joined<L extends Leaf>(kind: "all" | "any", children: readonly Tree<L>[]): Tree<L> {
  const end = kind === "all" ? NOTHING : EVERYTHING;
  const flat = children.flatMap((child) => (isGroup<L>(child) && child.kind === kind ? child.of : [child]));
  const byText = new Map(flat.map((child): [string, Tree<L>] => [canonicalJson(child), child]));
  if (flat.some((child) => byText.has(canonicalJson(negated(child))))) return end;
  if (flat.some((child) => (kind === "all" ? isNothing<L>(child) : isEverything<L>(child)))) return end;
  const of = [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, child]) => child);
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

/** The complement of a normal tree, normal. */
export function negated<L extends Leaf>(node: Tree<L>): Tree<L> {
  if (isNot<L>(node)) return node.of;
  if (isEverything<L>(node)) return NOTHING;
  if (isNothing<L>(node)) return EVERYTHING;
  return { kind: "not", of: node };
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

function complementIf<L extends Leaf>(isNegated: boolean, node: Tree<L>): Tree<L> {
  return isNegated ? negated(node) : node;
}

function normalCondition(leaf: LeafOf<Condition>, catalog: Catalog): Tree<LeafOf<Condition>> {
  switch (leaf.kind) {
    case "attribute": {
      const { attribute } = leaf;
      if (isRecordsCondition(leaf, catalog)) {
        return counted(leaf, leaf.where, (asked) => ({ kind: "attribute", attribute, ...asked }));
      }
      const { negated: isNegated, test } = normalTest(leaf);
      return complementIf<LeafOf<Condition>>(isNegated, { kind: "attribute", attribute, ...test });
    }
    case "event":
      return normalEvent(leaf);
    case "sequence":
      return normalSequence(leaf);
    case "segment":
      return normalSegment(leaf);
    case "exported":
      return { kind: "exported", destination: leaf.destination, ...(leaf.window && { window: normalWindow(leaf.window) }) };
    case "list":
      return { kind: "list", list: leaf.list };
    case "sample":
      return normalSample(leaf);
    default:
      return assertNever(leaf);
  }
}

type CountedRecords = Required<Pick<Counted, "op" | "value">> & { readonly where?: RecordFilter };

/** A count of records: of those that no record can pass there are 0. */
function counted<L extends Leaf>(asked: Counted, where: RecordFilter | undefined, make: (asked: CountedRecords) => L): Tree<L> {
  const count = normalCount(asked);
  if (typeof count === "boolean") return count ? EVERYTHING : NOTHING;
  const passing = where === undefined ? EVERYTHING : normalRecords(where);
  if (isNothing<LeafOf<RecordFilter>>(passing)) return count.negated ? EVERYTHING : NOTHING;
  const filter = isEverything<LeafOf<RecordFilter>>(passing) ? {} : { where: passing };
  return complementIf<L>(count.negated, make({ ...filter, ...count.asked }));
}

function normalRecords(filter: RecordFilter): RecordFilter {
  return normalTree<LeafOf<RecordFilter>>(active<LeafOf<RecordFilter>>(filter), (leaf) => {
    const { negated: isNegated, test } = normalTest(leaf);
    return complementIf<LeafOf<RecordFilter>>(isNegated, { kind: "field", field: leaf.field, ...test });
  });
}

function normalEvent(leaf: EventCondition): Tree<EventCondition> {
  const measured = leaf.pick === undefined ? normalMeasure(leaf) : { negated: false, asked: picked(leaf) };
  if (typeof measured === "boolean") return measured ? EVERYTHING : NOTHING;
  const where = normalFilter(leaf.where);
  if (isNothing<LeafOf<EventFilter>>(where)) return leaf.pick === undefined && holdsOfNothing(leaf) ? EVERYTHING : NOTHING;
  return complementIf<EventCondition>(measured.negated, {
    kind: "event",
    event: normalNames(leaf.event),
    ...(!isEverything<LeafOf<EventFilter>>(where) && { where }),
    ...(leaf.window !== undefined && { window: normalWindow(leaf.window) }),
    ...measured.asked,
  });
}

function picked({ pick, pickFrom }: EventCondition): Pick<EventCondition, "pick" | "pickFrom"> {
  return { ...(pick !== undefined && { pick }), ...(pickFrom !== undefined && { pickFrom }) };
}

function normalFilter(filter: EventFilter | undefined): EventFilter {
  if (filter === undefined) return EVERYTHING;
  return normalTree<LeafOf<EventFilter>>(active<LeafOf<EventFilter>>(filter), (leaf) => {
    if (leaf.kind === "item") return counted<LeafOf<EventFilter>>(leaf, leaf.where, ({ where = EVERYTHING, ...asked }) => ({ kind: "item", of: leaf.of, where, ...asked }));
    const { negated: isNegated, test } = normalTest(leaf);
    return complementIf<LeafOf<EventFilter>>(isNegated, { kind: "property", property: leaf.property, ...test });
  });
}

/** A step that nothing can be: of a present one there is no sequence, an absent one goes. */
function normalSequence({ steps, window, same = [] }: SequenceCondition): Tree<SequenceCondition> {
  const kept: Step[] = [];
  for (const step of steps) {
    const where = normalFilter(step.where);
    if (isNothing<LeafOf<EventFilter>>(where)) {
      if (step.absent !== true) return NOTHING;
      // That its time must have run out stays.
      if (step.within === undefined) continue;
    }
    kept.push({
      event: normalNames(step.event),
      ...(!isEverything<LeafOf<EventFilter>>(where) && { where }),
      ...(step.within !== undefined && { within: { value: minutesOf(step.within), unit: "minute" } }),
      ...(step.absent === true && { absent: true }),
    });
  }
  return {
    kind: "sequence",
    steps: kept,
    ...(window !== undefined && { window: normalWindow(window) }),
    ...(same.length > 0 && { same: [...new Set(same)].sort() }),
  };
}

function normalSegment({ segment, entered, left }: SegmentCondition): SegmentCondition {
  return { kind: "segment", segment, ...(entered && { entered: normalWindow(entered) }), ...(left && { left: normalWindow(left) }) };
}

function normalSample({ percent, salt, offset = 0 }: SampleCondition): SampleCondition {
  return { kind: "sample", percent, salt, ...(offset > 0 && { offset }) };
}

function normalNames(event: string | readonly string[]): string | readonly string[] {
  const names = [...new Set(typeof event === "string" ? [event] : event)].sort();
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : names;
}
