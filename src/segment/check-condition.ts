import type { Path } from "../errors.ts";
import { checkMeasure } from "./check-measure.ts";
import { typeOfProperty, type Named } from "./check-property.ts";
import { checkTest } from "./check-test.ts";
import { checkWindow } from "./check-window.ts";
import { didYouMean } from "./closest.ts";
import { eventsNamed, isScalar } from "./fields.ts";
import type { Findings } from "./findings.ts";
import { field, isRaw, type Raw } from "./raw.ts";
import { windowSchema } from "./schema.ts";
import { resolveWindow } from "./window.ts";

/** Looks at the meaning of a condition whose shape may be wrong: what has the wrong shape is passed over here. */
export function checkCondition(node: unknown, path: Path, findings: Findings): void {
  if (!isRaw(node) || field(node, "off") === true) return;
  switch (field(node, "kind")) {
    case "all":
    case "any":
    case "not":
      return eachChild(node, path, (child, at) => checkCondition(child, at, findings));
    case "attribute":
      return checkAttribute(node, path, findings);
    case "event":
      return checkEvent(node, path, findings);
  }
}

function eachChild(node: Raw, path: Path, visit: (child: unknown, at: Path) => void): void {
  const children = field(node, "of");
  if (Array.isArray(children)) children.forEach((child: unknown, index) => visit(child, [...path, "of", index]));
  else visit(children, [...path, "of"]);
}

function checkAttribute(node: Raw, path: Path, findings: Findings): void {
  const name = field(node, "attribute");
  if (typeof name !== "string" || name === "") return;
  const attribute = findings.catalog.attributes.find((one) => one.name === name);
  if (attribute === undefined) {
    const hint = didYouMean(name, findings.catalog.attributes.map((one) => one.name)) ?? "`coterie catalog` lists what there is.";
    findings.problem({
      code: "unknown_attribute",
      message: `There is no attribute ${JSON.stringify(name)}.`,
      path: [...path, "attribute"],
      hint,
    });
  } else if (!isScalar(attribute.type)) {
    findings.problem({
      code: "not_supported_yet",
      message: `${JSON.stringify(name)} is a list of records; this version cannot count by records yet.`,
      path: [...path, "attribute"],
      hint: "Use an attribute that holds values.",
    });
  } else {
    checkTest(node, attribute.type, path, findings);
  }
}

function checkEvent(node: Raw, path: Path, findings: Findings): void {
  const asked = field(node, "event");
  const names = Array.isArray(asked) ? asked : [asked];
  const at = (index: number) => (Array.isArray(asked) ? [...path, "event", index] : [...path, "event"]);
  let allKnown = true;
  names.forEach((name: unknown, index) => {
    if (typeof name === "string" && findings.catalog.events.some((event) => event.name === name)) return;
    allKnown = false;
    if (typeof name !== "string" || name === "") return;
    const hint = didYouMean(name, findings.catalog.events.map((event) => event.name)) ?? "`coterie catalog` lists what there is.";
    findings.problem({ code: "unknown_event", message: `There is no event ${JSON.stringify(name)}.`, path: at(index), hint });
  });
  const named = { events: eventsNamed(findings.catalog, names.filter((name) => typeof name === "string")), allKnown };
  checkFilter(field(node, "where"), [...path, "where"], named, findings);
  checkMeasure(node, path, named, findings);
  checkEventWindow(node, [...path, "window"], findings);
}

function checkEventWindow(node: Raw, path: Path, findings: Findings): void {
  const { data: window } = windowSchema.safeParse(field(node, "window"));
  if (window === undefined || !checkWindow(window, path, findings)) return;
  const { from } = resolveWindow(window, findings.clock);
  if (from !== undefined && from > findings.clock.now) {
    findings.warning({
      code: "window_after_now",
      message: "This window begins after now, so no event can lie in it.",
      path,
      hint: "Look back with `last`, `this`, `previous` or `ago`.",
    });
  }
}

function checkFilter(node: unknown, path: Path, named: Named, findings: Findings): void {
  if (!isRaw(node) || field(node, "off") === true) return;
  switch (field(node, "kind")) {
    case "all":
    case "any":
    case "not":
      return eachChild(node, path, (child, at) => checkFilter(child, at, named, findings));
    case "property":
      return checkProperty(node, path, named, findings);
  }
}

function checkProperty(node: Raw, path: Path, named: Named, findings: Findings): void {
  const name = field(node, "property");
  if (typeof name !== "string" || name === "") return;
  const at = [...path, "property"];
  if (name === "$time") {
    findings.problem({
      code: "not_supported_yet",
      message: "Tests of the event's own time are part of the language, but this version cannot count them yet.",
      path: at,
      hint: "Use the event's `window`.",
    });
    return;
  }
  const type = typeOfProperty(name, at, named, findings);
  if (type === undefined) return;
  if (isScalar(type)) return checkTest(node, type, path, findings);
  findings.problem({
    code: "not_supported_yet",
    message: `${JSON.stringify(name)} is a list of records; this version cannot test whole records yet.`,
    path: at,
    hint: `Name a field of the records: ${type.fields.map((one) => `${name}.${one.name}`).join(", ")}.`,
  });
}
