import { plan } from "../compiler/plan-condition.ts";
import type { EventLeaf, Filter } from "../compiler/plan.ts";
import { leavesOf } from "../compiler/set.ts";
import type { EventCondition, RecordsCondition, SequenceCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";

/**
 * The events that a condition looks at: those that are counted or measured, those of which one is chosen, those of all steps. Also where
 * it holds for everyone or nobody whatever they are.
 *
 * @returns undefined where there can be none
 */
export function lookedAt(node: EventCondition | SequenceCondition, circumstances: Circumstances): EventLeaf | undefined {
  const events = eventsOf(node);
  const leaf = leafOf(events, circumstances) ?? leafOf({ ...events, op: "at_least", value: 1 }, circumstances);
  // A day with an event is an event: of one day at least the events are counted, not the days.
  const isOfDays = events.measure?.fn === "days" && leaf?.measure.kind === "count";
  return isOfDays ? leafOf({ ...events, op: "at_least", value: 2 }, circumstances) : leaf;
}

/**
 * The records that a condition counts.
 *
 * @returns undefined where there can be none
 */
export function lookedAtRecords(node: RecordsCondition, circumstances: Circumstances): RecordsFilter | undefined {
  const { set } = plan({ ...node, op: "at_least", value: 1 }, circumstances);
  return leavesOf(set).flatMap((leaf) => (leaf.kind === "attribute" && leaf.passes.kind === "records" ? [leaf.passes] : []))[0];
}

type RecordsFilter = Extract<Filter, { readonly kind: "records" }>;

function eventsOf(node: EventCondition | SequenceCondition): EventCondition {
  if (node.kind === "sequence") return { kind: "event", event: node.steps.flatMap(({ event }) => event) };
  if (node.pick === undefined) return node;
  const { event, window, pickFrom } = node;
  return { kind: "event", event, ...(window !== undefined && pickFrom !== "ever" && { window }) };
}

function leafOf(condition: EventCondition, circumstances: Circumstances): EventLeaf | undefined {
  return leavesOf(plan(condition, circumstances).set).find((leaf) => leaf.kind === "event");
}
