import type { Path } from "../errors.ts";
import { checkEventNames, checkFilter } from "./check-filter.ts";
import { checkPastWindow } from "./check-window.ts";
import { typeOfProperty } from "./check-property.ts";
import { typeName } from "../catalog/type-name.ts";
import { eventsNamed } from "./fields.ts";
import type { Findings } from "./findings.ts";
import { field, isRaw, type Raw } from "./raw.ts";

/** Looks at the steps of a sequence, their order, and what they share. */
export function checkSequence(node: Raw, path: Path, findings: Findings): void {
  const steps = field(node, "steps");
  if (!Array.isArray(steps)) return;
  const raws: readonly unknown[] = steps;
  raws.forEach((step, index) => {
    if (isRaw(step)) checkStep(step, raws, index, [...path, "steps", index], findings);
  });
  checkSame(node, raws, path, findings);
  checkPastWindow(node, "window", path, findings);
}

function checkStep(step: Raw, steps: readonly unknown[], index: number, path: Path, findings: Findings): void {
  const named = checkEventNames(step, path, findings);
  checkFilter(field(step, "where"), [...path, "where"], named, findings);
  const isAbsent = field(step, "absent") === true;
  if (index === 0 && isAbsent) {
    findings.problem({
      code: "absent_first_step",
      message: "The first step is something that happened.",
      path: [...path, "absent"],
      hint: "Begin with a step that is present.",
    });
  }
  if (field(step, "within") === undefined) return;
  if (index === 0) {
    findings.problem({
      code: "within_not_allowed",
      message: "The first step follows none, so it takes no `within`.",
      path: [...path, "within"],
      hint: "Limit it by the `window` of the sequence.",
    });
  } else if (isAbsent && steps.slice(index + 1).some((later) => isRaw(later) && field(later, "absent") !== true)) {
    findings.problem({
      code: "within_not_allowed",
      message: "This must not happen before the next step, however long that takes: it takes no `within`.",
      path: [...path, "within"],
      hint: "Put `within` on the next step.",
    });
  }
}

/** Each step must know what is the same, and as one value of one type. */
function checkSame(node: Raw, steps: readonly unknown[], path: Path, findings: Findings): void {
  const same = field(node, "same");
  if (!Array.isArray(same)) return;
  same.forEach((name: unknown, index) => {
    if (typeof name !== "string" || name === "") return;
    const at = [...path, "same", index];
    const types = new Set<string>();
    for (const step of steps) {
      const asked = field(step, "event");
      const names = (Array.isArray(asked) ? asked : [asked]).filter((each) => typeof each === "string");
      const events = eventsNamed(findings.catalog, names);
      const type = typeOfProperty(name, at, { events, allKnown: events.length === names.length }, findings);
      if (type !== undefined) types.add(typeName(type));
      if (type !== undefined && type.kind !== "value") {
        return findings.problem({
          code: "operator_not_for_type",
          message: `${JSON.stringify(name)} holds several values; what is the same is one.`,
          path: at,
          hint: "Name a property with one value.",
        });
      }
    }
    if (types.size > 1) {
      findings.problem({
        code: "ambiguous_property",
        message: `${JSON.stringify(name)} has different types in these events: ${[...types].join(", ")}.`,
        path: at,
        hint: "Name a property that has the same type in all of them.",
      });
    }
  });
}
