import type { Catalog, EventType, Field } from "../../../../../../src/catalog/types.ts";
import type { Condition, EventFilter, RecordFilter } from "../../../../../../src/segment/ast.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import {
  attributeData,
  attributeGroup,
  attributeType,
  eventGroup,
  fieldGroup,
  fieldsOf,
  listGroup,
  picked,
  propertyGroup,
  propertyType,
} from "./fields.ts";
import type { PickerGroup } from "./picker.tsx";
import { FIRST_WINDOW } from "./membership.ts";
import type { Subject } from "./subject.ts";
import { firstTest } from "./tests.ts";
import type { ApplyOptions } from "./tree-scope.ts";

const SEQUENCE = "sequence";
const SAMPLE = "sample";
const EXPORTED = "exported";
const MOVED = "moved";

/** What a condition of this subject can be about; what is saved is found by its name. */
export function choicesFor(subject: Subject, catalog: Catalog): readonly PickerGroup[] {
  switch (subject.kind) {
    case "customer":
      return [attributeGroup(catalog), eventGroup(catalog), others(catalog), listGroup(catalog)];
    case "event":
      return [propertyGroup(subject.events)];
    case "record":
      return [fieldGroup(subject.fields)];
  }
}

/** The condition that a choice begins with. */
export function beginning(choice: string, subject: Subject, catalog: Catalog, salt: () => string): Node {
  switch (subject.kind) {
    case "customer":
      return conditionOn(choice, catalog, salt);
    case "event":
      return filterOn(choice, subject.events);
    case "record":
      return recordOn(choice, subject.fields);
  }
}

/** Where the keyboard goes in what a choice begins: to what is not said yet. */
export function firstControl(choice: string): NonNullable<ApplyOptions["focus"]> {
  if (choice === EXPORTED) return { control: texts.destination };
  return choice === MOVED ? { control: texts.segment } : "field";
}

/** A group that begins with one choice. */
export function groupOn(kind: "all" | "any", choice: string, subject: Subject, catalog: Catalog, salt: () => string): Node {
  switch (subject.kind) {
    case "customer":
      return { kind, of: [conditionOn(choice, catalog, salt)] };
    case "event":
      return { kind, of: [filterOn(choice, subject.events)] };
    case "record":
      return { kind, of: [recordOn(choice, subject.fields)] };
  }
}

export function conditionOn(choice: string, catalog: Catalog, salt: () => string): Condition {
  const { kind, name } = picked(choice);
  switch (kind) {
    case "event":
      return { kind, event: name };
    case "list":
      return { kind, list: name };
    case "segment":
      return { kind, segment: name };
    case "attribute": {
      if (attributeData(catalog, name)?.kind === "records") return { kind, attribute: name };
      const type = attributeType(catalog, name);
      return { kind, attribute: name, ...(type ? firstTest(type) : { op: "is_known" }) };
    }
    case "destination":
      return { kind: "exported", destination: name };
    case "other":
      if (name === SAMPLE) return { kind: "sample", percent: 10, salt: salt() };
      if (name === EXPORTED) return { kind: "exported", destination: "" };
      if (name === MOVED) return { kind: "segment", segment: "", entered: FIRST_WINDOW };
      return { kind: "sequence", steps: [{ event: "" }, { event: "" }] };
  }
}

export function filterOn(property: string, events: readonly EventType[]): EventFilter {
  if (fieldsOf(events, property).length > 0) return { kind: "item", of: property, where: { kind: "all", of: [] } };
  const type = propertyType(events, property);
  return { kind: "property", property, ...(type ? firstTest(type) : { op: "is_known" }) };
}

export function recordOn(field: string, fields: readonly Field[]): RecordFilter {
  const type = fields.find(({ name }) => name === field)?.type;
  return { kind: "field", field, ...(type ? firstTest(type) : { op: "is_known" }) };
}

function others({ events }: Catalog): PickerGroup {
  const sequence = { value: SEQUENCE, label: texts.sequence, detail: "" };
  const always = [
    { value: MOVED, label: texts.moved, detail: "" },
    { value: EXPORTED, label: texts.exported, detail: "" },
    { value: SAMPLE, label: texts.sample, detail: "" },
  ];
  return { label: texts.others, options: events.length === 0 ? always : [sequence, ...always] };
}
