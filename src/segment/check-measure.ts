import { typeName } from "../catalog/type-name.ts";
import type { Path } from "../errors.ts";
import { checkAmount, checkCount } from "./check-count.ts";
import { typeOfProperty, type Named } from "./check-property.ts";
import type { Findings } from "./findings.ts";
import { measureRow, type MeasureRow } from "./measures.ts";
import { field, type Raw } from "./raw.ts";

/** Looks at what a condition measures of its events, and at what that is compared with. */
export function checkMeasure(node: Raw, path: Path, named: Named, findings: Findings): void {
  const measure = field(node, "measure");
  const fn = measure === undefined ? "count" : field(measure, "fn");
  const row = typeof fn === "string" ? measureRow(fn) : undefined;
  if (row === undefined) return;
  checkProperty(field(measure, "property"), [...path, "measure", "property"], row, named, findings);
  if (row.value === "whole") checkCount(node, path, row.noun, findings);
  else checkAmount(node, path, row, findings);
}

function checkProperty(name: unknown, path: Path, row: MeasureRow, named: Named, findings: Findings): void {
  if (row.property === "none" || typeof name !== "string" || name === "") return;
  const type = typeOfProperty(name, path, named, findings);
  if (type === undefined) return;
  if (type.kind === "records") {
    const hint = `Name a field of the records: ${type.fields.map((one) => `${name}.${one.name}`).join(", ")}.`;
    findings.problem({
      code: "operator_not_for_type",
      message: `\`${row.fn}\` is not for records; ${JSON.stringify(name)} holds them.`,
      path,
      hint,
    });
  } else if (row.property === "number" && typeName(type) !== "number") {
    const hint = type.kind === "list" ? "Name a property that holds one number an event." : "Name a property that holds numbers, or count its `distinct` values.";
    findings.problem({
      code: "operator_not_for_type",
      message: `\`${row.fn}\` is of a number, and ${JSON.stringify(name)} is of type ${typeName(type)}.`,
      path,
      hint,
    });
  }
}
