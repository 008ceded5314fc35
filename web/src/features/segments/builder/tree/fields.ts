import type { Catalog, DataType, EventType, ScalarType } from "../../../../../../src/catalog/types.ts";
import type { AttributeCondition, EventCondition, PropertyCondition } from "../../../../../../src/segment/ast.ts";
import { isScalar, meaningOf, propertyNames } from "../../../../../../src/segment/fields.ts";
import { formatCount } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import type { PickerGroup } from "./picker.tsx";
import { firstTest } from "./tests.ts";

const ATTRIBUTE = "attribute:";
const EVENT = "event:";

/** The attributes that a condition can test: all but lists of records. */
export function attributeGroup(catalog: Catalog): PickerGroup {
  const options = catalog.attributes
    .filter(({ type }) => isScalar(type))
    .map(({ name, type }) => ({ value: ATTRIBUTE + name, label: name, detail: typeWords(type) }));
  return { label: texts.attributes, options };
}

export function eventGroup(catalog: Catalog): PickerGroup {
  const options = catalog.events.map(({ name, count }) => ({
    value: EVENT + name,
    label: name,
    detail: texts.times(formatCount(count)),
  }));
  return { label: texts.events, options };
}

/** The properties that a filter on these events can test, fields of records included. */
export function propertyGroup(events: readonly EventType[]): PickerGroup {
  const options = propertyNames(events).flatMap((name) => {
    const type = propertyType(events, name);
    return type ? [{ value: name, label: name, detail: typeWords(type) }] : [];
  });
  return { label: texts.properties, options };
}

export function attributeType(catalog: Catalog, name: string): ScalarType | undefined {
  const type = catalog.attributes.find((attribute) => attribute.name === name)?.type;
  return type && isScalar(type) ? type : undefined;
}

export function propertyType(events: readonly EventType[], name: string): ScalarType | undefined {
  const meaning = meaningOf(events, name);
  return meaning.kind === "found" && isScalar(meaning.type) ? meaning.type : undefined;
}

/** The condition that a choice among attributes and events begins with. */
export function conditionOn(picked: string, catalog: Catalog): AttributeCondition | EventCondition {
  if (picked.startsWith(EVENT)) return { kind: "event", event: picked.slice(EVENT.length) };
  const attribute = attributeName(picked);
  const type = attributeType(catalog, attribute);
  return { kind: "attribute", attribute, ...(type ? firstTest(type) : { op: "is_known" }) };
}

export function filterOn(property: string, events: readonly EventType[]): PropertyCondition {
  const type = propertyType(events, property);
  return { kind: "property", property, ...(type ? firstTest(type) : { op: "is_known" }) };
}

export function attributeName(picked: string): string {
  return picked.slice(ATTRIBUTE.length);
}

export function eventName(picked: string): string {
  return picked.slice(EVENT.length);
}

function typeWords(type: DataType): string {
  return type.kind === "records" ? texts.records : type.kind === "list" ? texts.listOf(texts.types[type.of]) : texts.types[type.of];
}
