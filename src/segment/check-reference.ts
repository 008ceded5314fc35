import type { Path, Problem } from "../errors.ts";
import type { Circumstances } from "./checked.ts";
import { didYouMean } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { parseCondition } from "./parse.ts";
import { field, isRaw, type Raw } from "./raw.ts";
import { isOfMoves } from "./referring.ts";

/** Looks at a reference to an uploaded list. */
export function checkList(node: Raw, path: Path, findings: Findings): void {
  const id = field(node, "list");
  if (typeof id !== "string" || id === "" || findings.catalog.lists.some((list) => list.id === id)) return;
  findings.problem({
    code: "unknown_list",
    message: `There is no list ${JSON.stringify(id)}.`,
    path: [...path, "list"],
    hint: didYouMean(id, findings.catalog.lists.map((list) => list.id)) ?? "`npx coterie catalog` lists what there is.",
  });
}

/** Looks at a reference to a segment, and through it: what is wrong there is wrong here, at the reference. */
export function checkSegment(node: Raw, path: Path, findings: Findings, judge: (where: unknown, findings: Findings) => void): void {
  const id = field(node, "segment");
  if (typeof id !== "string" || id === "" || findings.segments === undefined) return;
  const at = [...path, "segment"];
  const saved = findings.segments.get(id);
  if (saved === undefined) return unknownSegment(id, path, findings);
  if (findings.within.includes(id)) {
    findings.problem({
      code: "cycle",
      message: `The segment ${JSON.stringify(saved.name)} refers to itself, directly or through others.`,
      path: at,
      hint: "Take the reference out of one of them.",
    });
    return;
  }
  const known = findings.judged.get(id);
  if (known !== undefined) {
    if (known !== null) findings.problem({ ...known, path: at });
    return;
  }
  const inside: Problem[] = [];
  inside.push(...parseCondition(saved.where).problems);
  judge(saved.where, {
    ...findings,
    within: [...findings.within, id],
    problem: (problem) => inside.push(problem),
    warning: () => undefined,
  });
  const [first] = inside;
  if (first === undefined) {
    findings.judged.set(id, null);
    return;
  }
  const isOwn = first.code === "cycle" || first.code === "broken_reference";
  const problem = isOwn
    ? { ...first, path: at }
    : {
        code: "broken_reference",
        message: `The segment ${JSON.stringify(saved.name)} needs repair: ${first.message}`,
        path: at,
        hint: "Open that segment and mend it.",
      };
  if (first.code !== "cycle") findings.judged.set(id, problem);
  findings.problem(problem);
}

/** Says that there is no segment of this id. */
export function unknownSegment(id: string, path: Path, { segments, problem }: Findings): void {
  const hint = didYouMean(id, [...(segments?.keys() ?? [])]) ?? "Choose a saved segment.";
  problem({ code: "unknown_segment", message: `There is no segment ${JSON.stringify(id)}.`, path: [...path, "segment"], hint });
}

/** Looks at the numbers of a sample. */
export function checkSample(node: Raw, path: Path, findings: Findings): void {
  const { percent, salt, offset = 0 } = node;
  if (salt === "") {
    findings.problem({ code: "empty_value", message: "The salt is empty.", path: [...path, "salt"], hint: "Write any text: another one draws other customers." });
  } else if (typeof salt === "string" && /\p{Surrogate}/u.test(salt)) {
    findings.problem({ code: "invalid_value", message: "The salt holds half a character.", path: [...path, "salt"], hint: "Copy the text again." });
  }
  const fine = [
    checkPercent("percent", percent, path, findings),
    checkPercent("offset", offset, path, findings),
  ].every(Boolean);
  if (fine && micros(percent) + micros(offset) > micros(100)) {
    findings.problem({
      code: "invalid_value",
      message: `\`offset\` and \`percent\` together are more than 100.`,
      path: [...path, "offset" in node ? "offset" : "percent"],
      hint: "Make one of them smaller.",
    });
  }
}

function checkPercent(key: "percent" | "offset", value: unknown, path: Path, findings: Findings): boolean {
  if (typeof value !== "number") return false;
  const hasFewDecimals = /^\d+(\.\d{1,6})?$/.test(decimals(value));
  if (value >= 0 && value <= 100 && hasFewDecimals) return true;
  findings.problem({
    code: "invalid_value",
    message: hasFewDecimals ? `\`${key}\` lies between 0 and 100.` : `\`${key}\` is a number from 0 to 100 with 6 decimals at most, not ${value}.`,
    path: [...path, key],
    hint: "Round it.",
  });
  return false;
}

/** A number without an exponent where it can have few decimals. */
function decimals(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-6 ? "too small" : String(value);
}

function micros(value: unknown): number {
  return Math.round(Number(value) * 1e6);
}

/** How many nodes a condition has when what it refers to is written out; as many as the limit and one more when there are too many. */
export function expandedNodes(where: unknown, segments: Circumstances["segments"], most: number): number {
  const sizes = new Map<string, number>();
  return count(where, []);

  function count(node: unknown, within: readonly string[]): number {
    if (!isRaw(node) || field(node, "off") === true) return 0;
    const id = field(node, "segment");
    if (field(node, "kind") === "segment" && typeof id === "string" && !isOfMoves(node)) return within.includes(id) ? 1 : referred(id, within);
    const below = ["of", "where", "steps"].flatMap((key) => field(node, key));
    return below.reduce<number>((sum, each) => Math.min(sum + count(each, within), most + 1), 1);
  }

  function referred(id: string, within: readonly string[]): number {
    const known = sizes.get(id);
    if (known !== undefined) return known;
    const size = count(segments?.get(id)?.where, [...within, id]);
    sizes.set(id, size);
    return size;
  }
}
