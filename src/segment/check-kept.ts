import type { Path } from "../errors.ts";
import { unknownSegment } from "./check-reference.ts";
import type { Refreshes } from "./checked.ts";
import { checkPastWindow } from "./check-window.ts";
import { didYouMean } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { field, type Raw } from "./raw.ts";

/** Looks at a condition on who entered a segment, or who left it. */
export function checkMoves(node: Raw, path: Path, findings: Findings): void {
  checkPastWindow(node, "entered", path, findings);
  checkPastWindow(node, "left", path, findings);
  if (field(node, "entered") !== undefined && field(node, "left") !== undefined) {
    const message = "One condition asks either who entered or who left.";
    findings.problem({ code: "unknown_field", message, path: [...path, "left"], hint: "Make two conditions of it." });
  }
  const id = field(node, "segment");
  if (typeof id !== "string" || id === "" || findings.segments === undefined) return;
  const saved = findings.segments.get(id);
  if (saved === undefined) {
    unknownSegment(id, path, findings);
  } else if (saved.refreshes !== undefined && isFresh(saved.refreshes)) {
    findings.warning({
      code: "never_refreshed",
      message: `The segment ${JSON.stringify(saved.name)} was refreshed ${saved.refreshes.count === 0 ? "never" : "once"}, so nobody is known to have entered or left it.`,
      path: [...path, "segment"],
      hint: "Each refresh is compared with the one before. Refresh it now and then, or every day, on its History tab.",
    });
  }
}

/** Of one that is left of many, the others being forgotten, it is known who moved. */
function isFresh({ count, entered, left }: Refreshes): boolean {
  return count < 2 && entered.length === 0 && left.length === 0;
}

/** Looks at a condition on who was sent to a destination. */
export function checkExported(node: Raw, path: Path, findings: Findings): void {
  checkPastWindow(node, "window", path, findings);
  const id = field(node, "destination");
  if (typeof id !== "string" || id === "" || findings.destinations === undefined) return;
  const at = [...path, "destination"];
  const saved = findings.destinations.get(id);
  if (saved === undefined) {
    const hint = didYouMean(id, [...findings.destinations.keys()]) ?? "Choose a destination that there is.";
    findings.problem({ code: "unknown_destination", message: `There is no destination ${JSON.stringify(id)}.`, path: at, hint });
  } else if (saved.sendings.length === 0) {
    findings.warning({
      code: "never_exported",
      message: `Nobody was sent to the destination ${JSON.stringify(saved.name)} yet.`,
      path: at,
      hint: "From the first export on its customers count, once that has ended.",
    });
  }
}
