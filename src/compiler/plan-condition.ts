import { assertNever, invariant } from "../errors.ts";
import type { AttributeCondition, Condition, ListCondition, RecordsCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { expand, type Expanded } from "../segment/expand.ts";
import { isScalar } from "../segment/fields.ts";
import { isRecordsCondition } from "../segment/records.ts";
import { leafKey } from "./leaf-key.ts";
import { eventSet } from "./plan-event.ts";
import { keptSet } from "./plan-kept.ts";
import { recordsFilter } from "./plan-records.ts";
import { sampleSet } from "./plan-sample.ts";
import { sequenceSet } from "./plan-sequence.ts";
import { testFilter } from "./plan-test.ts";
import type { Filter, Leaf, Plan, SetExpr } from "./plan.ts";
import { readsAttributes, readsLists } from "./reads.ts";
import { and, complement, leafSet, leavesOf, NOBODY, or } from "./set.ts";

/**
 * What a condition means in its circumstances, with what it refers to. Equal conditions and circumstances give equal plans. The
 * condition has passed `check` in the same circumstances: anything else is a bug and throws.
 */
export function plan(condition: Condition, circumstances: Circumstances): Plan {
  return planExpanded(expand(condition, circumstances), circumstances);
}

/** The same of what `expand` made of a checked condition in circumstances that differ by `now` alone. */
export function planExpanded(node: Expanded, circumstances: Circumstances): Plan {
  const set = setOf(node, circumstances);
  const leaves = new Map<string, Leaf>(leavesOf(set).map((leaf) => [leafKey(leaf), leaf]));
  return { set, leaves: [...leaves.values()] };
}

function setOf(node: Expanded, circumstances: Circumstances): SetExpr {
  switch (node.kind) {
    case "all":
      return and(node.of.map((child) => setOf(child, circumstances)));
    case "any":
      return or(node.of.map((child) => setOf(child, circumstances)));
    case "not":
      return complement(setOf(node.of, circumstances));
    case "attribute":
      return attributeSet(node, circumstances);
    case "event":
      return eventSet(node, circumstances);
    case "sequence":
      return sequenceSet(node, circumstances);
    case "list":
      return listSet(node, circumstances);
    case "sample":
      return sampleSet(node);
    case "moves":
    case "exported":
      return keptSet(node, circumstances);
    case "zoned":
      return setOf(node.of, { ...circumstances, timeZone: node.timeZone });
    default:
      return assertNever(node);
  }
}

function attributeSet(node: AttributeCondition | RecordsCondition, circumstances: Circumstances): SetExpr {
  const passes = attributeFilter(node, circumstances);
  if (passes.kind === "never") return NOBODY;
  return leafSet({ kind: "attribute", passes, reads: readsAttributes([node.attribute]) });
}

function attributeFilter(node: AttributeCondition | RecordsCondition, circumstances: Circumstances): Filter {
  const attribute = circumstances.catalog.attributes.find(({ name }) => name === node.attribute);
  invariant(attribute !== undefined, `a checked definition has no attribute ${node.attribute}`);
  const { name, type, column } = attribute;
  if (isScalar(type)) {
    invariant(!isRecordsCondition(node, circumstances.catalog), `a checked test is of the values of ${name}`);
    return testFilter(node, type, { kind: type.kind, column }, circumstances);
  }
  invariant(isRecordsCondition(node, circumstances.catalog), `a checked test is of the records ${name}`);
  return recordsFilter(node, { column, fields: type.fields }, circumstances);
}

function listSet({ list }: ListCondition, { catalog }: Circumstances): SetExpr {
  const found = catalog.lists.find(({ id }) => id === list);
  invariant(found !== undefined, `a checked definition has no list ${list}`);
  return leafSet({ kind: "list", list, version: found.version, reads: readsLists([list]) });
}
