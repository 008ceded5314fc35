import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { EventCondition, Measure } from "../../../../../../src/segment/ast.ts";
import { measureOf, type MeasureRow } from "../../../../../../src/segment/measures.ts";
import { propertyType, valueGroup } from "./fields.ts";
import type { PickerGroup } from "./picker.tsx";

/** The properties that a measure can be of; for a measure of none, one option that stands for the events themselves. */
export function measurable(events: readonly EventType[], wants: MeasureRow["property"]): PickerGroup {
  const group = valueGroup(events);
  switch (wants) {
    case "none":
      return { ...group, options: [{ value: "", label: "", detail: "" }] };
    case "any":
      return group;
    case "number":
      return { ...group, options: group.options.filter(({ value }) => isOneNumber(events, value)) };
  }
}

export function measureOn(fn: Measure["fn"], property: string): Measure {
  switch (fn) {
    case "count":
    case "days":
      return { fn };
    default:
      return { fn, property };
  }
}

/** What changes in a condition when another measure is chosen. The number that it is compared with is kept where it can be. */
export function withMeasure(condition: EventCondition, row: MeasureRow, events: readonly EventType[]): Partial<EventCondition> {
  const before = measureOf(condition);
  const fitting = measurable(events, row.property).options.map(({ value }) => value);
  const kept = "property" in before && fitting.includes(before.property) ? before.property : fitting[0];
  const measure = row.fn === "count" ? undefined : measureOn(row.fn, kept ?? "");
  if (row.value === "amount") return { measure, op: condition.op ?? "at_least", value: condition.value ?? 1 };
  return { measure, value: rounded(condition.value) };
}

function rounded(value: EventCondition["value"]): EventCondition["value"] {
  const whole = (number: number) => Math.max(0, Math.round(number));
  return typeof value === "number" ? whole(value) : value?.map(whole);
}

function isOneNumber(events: readonly EventType[], property: string): boolean {
  const type = propertyType(events, property);
  return type?.kind === "value" && type.of === "number";
}
