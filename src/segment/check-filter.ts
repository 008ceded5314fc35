import type { Field } from "../catalog/types.ts";
import type { Path } from "../errors.ts";
import { checkCount } from "./check-count.ts";
import { typeOfProperty, type Named } from "./check-property.ts";
import { checkOwnTime, checkTest } from "./check-test.ts";
import { didYouMean } from "./closest.ts";
import { eventsNamed, isScalar } from "./fields.ts";
import type { Findings } from "./findings.ts";
import { field, isRaw, type Raw } from "./raw.ts";

/** Looks at the names of events, under `event`. */
export function checkEventNames(node: Raw, path: Path, findings: Findings): Named {
  const asked = field(node, "event");
  const names = Array.isArray(asked) ? asked : [asked];
  const at = (index: number) => (Array.isArray(asked) ? [...path, "event", index] : [...path, "event"]);
  let allKnown = true;
  names.forEach((name: unknown, index) => {
    if (typeof name === "string" && findings.catalog.events.some((event) => event.name === name)) return;
    allKnown = false;
    if (typeof name !== "string" || name === "") return;
    const hint = didYouMean(name, findings.catalog.events.map((event) => event.name)) ?? "`npx coterie catalog` lists what there is.";
    findings.problem({ code: "unknown_event", message: `There is no event ${JSON.stringify(name)}.`, path: at(index), hint });
  });
  return { events: eventsNamed(findings.catalog, names.filter((name) => typeof name === "string")), allKnown };
}

/** Looks at what must hold of the same event. */
export function checkFilter(node: unknown, path: Path, named: Named, findings: Findings): void {
  if (!isRaw(node) || field(node, "off") === true) return;
  switch (field(node, "kind")) {
    case "all":
    case "any":
    case "not":
      return eachChild(node, path, (child, at) => checkFilter(child, at, named, findings));
    case "property":
      return checkProperty(node, path, named, findings);
    case "item":
      return checkItem(node, path, named, findings);
  }
}

/** Looks at what must hold of the same record. */
export function checkRecords(node: unknown, path: Path, fields: readonly Field[], findings: Findings): void {
  if (!isRaw(node) || field(node, "off") === true) return;
  switch (field(node, "kind")) {
    case "all":
    case "any":
    case "not":
      return eachChild(node, path, (child, at) => checkRecords(child, at, fields, findings));
    case "field":
      return checkField(node, path, fields, findings);
  }
}

/** What a number of records is called. */
export const RECORDS = "records";

export function eachChild(node: Raw, path: Path, visit: (child: unknown, at: Path) => void): void {
  const children = field(node, "of");
  if (Array.isArray(children)) children.forEach((child: unknown, index) => visit(child, [...path, "of", index]));
  else visit(children, [...path, "of"]);
}

function checkProperty(node: Raw, path: Path, named: Named, findings: Findings): void {
  const name = field(node, "property");
  if (typeof name !== "string" || name === "") return;
  if (name === "$time") return checkOwnTime(node, path, findings);
  const at = [...path, "property"];
  const type = typeOfProperty(name, at, named, findings);
  if (type === undefined) return;
  if (isScalar(type)) return checkTest(node, type, path, findings);
  findings.problem({
    code: "operator_not_for_type",
    message: `${JSON.stringify(name)} holds records: they have no value of their own.`,
    path: at,
    hint: `Name a field of them (${type.fields.map((one) => `${name}.${one.name}`).join(", ")}), or test each by {"kind": "item", "of": ${JSON.stringify(name)}, …}.`,
  });
}

function checkItem(node: Raw, path: Path, named: Named, findings: Findings): void {
  const name = field(node, "of");
  if (typeof name !== "string" || name === "") return;
  const at = [...path, "of"];
  const type = typeOfProperty(name, at, named, findings);
  if (type === undefined) return;
  if (type.kind !== "records") {
    findings.problem({
      code: "not_records",
      message: `${JSON.stringify(name)} does not hold records.`,
      path: at,
      hint: 'Test it by {"kind": "property", …}.',
    });
    return;
  }
  checkRecords(field(node, "where"), [...path, "where"], type.fields, findings);
  checkCount(node, path, RECORDS, findings);
}

function checkField(node: Raw, path: Path, fields: readonly Field[], findings: Findings): void {
  const name = field(node, "field");
  if (typeof name !== "string" || name === "") return;
  const found = fields.find((one) => one.name === name);
  if (found !== undefined) return checkTest(node, found.type, path, findings);
  const names = fields.map((one) => one.name);
  findings.problem({
    code: "unknown_field_of_record",
    message: `The records have no field ${JSON.stringify(name)}.`,
    path: [...path, "field"],
    hint: didYouMean(name, names) ?? `They have ${names.join(", ")}.`,
  });
}
