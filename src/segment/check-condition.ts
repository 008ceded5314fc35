import type { Path } from "../errors.ts";
import { checkCount } from "./check-count.ts";
import { checkEventNames, checkFilter, checkRecords, eachChild, RECORDS } from "./check-filter.ts";
import { checkMeasure } from "./check-measure.ts";
import { checkExported, checkMoves } from "./check-kept.ts";
import { checkList, checkSample, checkSegment } from "./check-reference.ts";
import { isOfMoves } from "./referring.ts";
import { checkSequence } from "./check-sequence.ts";
import { checkTest } from "./check-test.ts";
import { checkPastWindow } from "./check-window.ts";
import { didYouMean } from "./closest.ts";
import { isScalar } from "./fields.ts";
import type { Findings } from "./findings.ts";
import { field, isRaw, type Raw } from "./raw.ts";

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
    case "sequence":
      return checkSequence(node, path, findings);
    case "segment":
      if (isOfMoves(node)) return checkMoves(node, path, findings);
      return checkSegment(node, path, findings, (where, inside) => checkCondition(where, [], inside));
    case "exported":
      return checkExported(node, path, findings);
    case "list":
      return checkList(node, path, findings);
    case "sample":
      return checkSample(node, path, findings);
  }
}

function checkAttribute(node: Raw, path: Path, findings: Findings): void {
  const name = field(node, "attribute");
  if (typeof name !== "string" || name === "") return;
  const attribute = findings.catalog.attributes.find((one) => one.name === name);
  if (attribute === undefined) {
    const hint = didYouMean(name, findings.catalog.attributes.map((one) => one.name)) ?? "`npx coterie catalog` lists what there is.";
    findings.problem({
      code: "unknown_attribute",
      message: `There is no attribute ${JSON.stringify(name)}.`,
      path: [...path, "attribute"],
      hint,
    });
    return;
  }
  if (isScalar(attribute.type)) {
    refuse(node, ["where"], path, findings, `${JSON.stringify(name)} does not hold records.`);
    checkTest(node, attribute.type, path, findings);
    return;
  }
  refuse(node, ["window", "match", "caseSensitive"], path, findings, "Records are counted.");
  checkRecords(field(node, "where"), [...path, "where"], attribute.type.fields, findings);
  checkCount(node, path, RECORDS, findings);
}

function checkEvent(node: Raw, path: Path, findings: Findings): void {
  const named = checkEventNames(node, path, findings);
  checkFilter(field(node, "where"), [...path, "where"], named, findings);
  if (field(node, "pick") === undefined) {
    refuse(node, ["pickFrom"], path, findings, "`pickFrom` says what `pick` chooses from.");
    checkMeasure(node, path, named, findings);
  } else {
    refuse(node, ["measure", "op", "value"], path, findings, "The first or last event is one: nothing is measured.");
  }
  checkPastWindow(node, "window", path, findings);
}

function refuse(node: Raw, keys: readonly string[], path: Path, findings: Findings, why: string): void {
  for (const key of keys) {
    if (field(node, key) === undefined) continue;
    findings.problem({ code: "unknown_field", message: `\`${key}\` is not for this: ${why}`, path: [...path, key], hint: "Leave it out." });
  }
}
