import type { z } from "zod";
import type { Path, Problem } from "../errors.ts";
import { didYouMean } from "./closest.ts";
import { measures } from "./measures.ts";
import { field, isRaw, kindOfValue, valueAt } from "./raw.ts";
import { conditionNodes, filterNodes, recordNodes, stepShape, windowForms } from "./schema.ts";

type Issue = z.core.$ZodIssue;

/** The fields that hold a window, of every node. */
const WINDOWS: ReadonlySet<Path[number]> = new Set(["window", "entered", "left"]);

/** Says in words what the schema found: one problem a mistake, each with its path from the root of the definition. */
export function shapeProblems(input: unknown, issues: readonly Issue[], prefix: Path = []): Problem[] {
  const found = new Map<string, Problem>();
  for (const issue of issues) {
    for (const problem of problemsOf(input, issue)) {
      const key = JSON.stringify(problem.path);
      if (!found.has(key)) found.set(key, { ...problem, path: [...prefix, ...(problem.path ?? [])] });
    }
  }
  return [...found.values()];
}

/** The problems of one window's shape. */
function windowShapeProblems(window: unknown, path: Path): Problem[] {
  if (!isRaw(window)) return [invalidWindow(`A window is an object, not ${kindOfValue(window)}.`, path)];
  const form = Object.entries(windowForms).find(([key]) => Object.hasOwn(window, key));
  const keys = Object.keys(window);
  if (keys.every((key) => field(window, key) === undefined)) return [invalidWindow("The window is empty.", path)];
  const schema = form?.[1] ?? (Object.hasOwn(window, "to") ? windowForms.from : undefined);
  if (schema === undefined) {
    return keys.map((key) => unknownField(key, [...path, key], [...Object.keys(windowForms), "to"]));
  }
  const parsed = schema.safeParse(window);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => {
    const at = [...path, ...keysOf(issue.path)];
    if (issue.code === "unrecognized_keys") {
      const fields = Object.keys(schema.shape);
      const inner = issue.path.length > 0 ? ["from", "to", "unit"] : fields;
      return issue.keys.map((key) => unknownField(key, [...at, key], inner));
    }
    return [invalidWindow(`${labelOf(at)} ${wants(issue)}, not ${kindOfValue(valueAt(window, keysOf(issue.path)))}.`, at)];
  });
}

function problemsOf(input: unknown, issue: Issue): Problem[] {
  const path = keysOf(issue.path);
  const inWindow = path.findIndex((key) => WINDOWS.has(key));
  if (inWindow >= 0) return windowShapeProblems(valueAt(input, path.slice(0, inWindow + 1)), path.slice(0, inWindow + 1));
  const value = valueAt(input, path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unrecognized(valueAt(input, path), key, [...path, key]));
    case "invalid_union":
      if (issue.discriminator === "kind") return [unknownKind(input, value, path)];
      return [issue.discriminator === "fn" ? unknownMeasure(value, path) : wrongType(issue, value, path)];
    case "invalid_value":
      return [{
        code: "invalid_value",
        message: `${labelOf(path)} cannot be ${shown(value)}.`,
        path,
        hint: `Use ${issue.values.map((one) => JSON.stringify(one)).join(" or ")}.`,
      }];
    case "too_small":
      if (path.at(-1) === "steps") return [tooFewSteps(path)];
      return [{ code: "empty_value", message: `${labelOf(path)} is empty.`, path, hint: "Give it a name or a value." }];
    default:
      return [wrongType(issue, value, path)];
  }
}

function wrongType(issue: Issue, value: unknown, path: Path): Problem {
  const key = path.at(-1);
  const isNode =
    path.length === 0 || key === "where" || key === "of" || (typeof key === "number" && path.at(-2) === "of");
  if (value === undefined && path.length > 0) {
    return { code: "missing_field", message: `${labelOf(path)} is missing.`, path, hint: `Add it; it ${wants(issue, path)}.` };
  }
  if (isNode && !(key === "of" && wants(issue) === "must be a list")) {
    return {
      code: "invalid_definition",
      message: `A condition is an object with a \`kind\`, not ${kindOfValue(value)}.`,
      path,
      hint: 'Everyone is {"kind": "all", "of": []}.',
    };
  }
  return {
    code: "wrong_type",
    message: `${labelOf(path)} ${wants(issue, path)}, not ${kindOfValue(value)}.`,
    path,
    hint: `Change it: it ${wants(issue, path)}.`,
  };
}

/** The nodes that may stand at a path: of records below an item or an attribute, of one event below an event or a step. */
function nodesAt(input: unknown, path: Path): typeof conditionNodes | typeof filterNodes | typeof recordNodes {
  const where = path.lastIndexOf("where");
  if (where < 0) return conditionNodes;
  const kind = field(valueAt(input, path.slice(0, where)), "kind");
  return kind === "item" || kind === "attribute" ? recordNodes : filterNodes;
}

function unknownKind(input: unknown, kind: unknown, path: Path): Problem {
  const nodes = nodesAt(input, path);
  const kinds = nodes.map((node) => node.shape.kind.value);
  if (kind === undefined) {
    return {
      code: "missing_field",
      message: "A condition needs a `kind`.",
      path,
      hint: `Use one of: ${kinds.join(", ")}.`,
    };
  }
  const where = nodes === conditionNodes ? "a condition" : nodes === filterNodes ? "the `where` of an event" : "the `where` of records";
  return {
    code: "unknown_kind",
    message: typeof kind === "object" ? `The \`kind\` of ${where} is not ${kindOfValue(kind)}.` : `${shown(kind)} is not a kind of ${where}.`,
    path,
    hint: (typeof kind === "string" ? didYouMean(kind, kinds) : undefined) ?? `Use one of: ${kinds.join(", ")}.`,
  };
}

function unknownMeasure(fn: unknown, path: Path): Problem {
  const names = measures.map((row) => row.fn);
  const hint = (typeof fn === "string" ? didYouMean(fn, names) : undefined) ?? `Use one of: ${names.join(", ")}.`;
  if (fn === undefined) return { code: "missing_field", message: "A measure needs an `fn`.", path, hint };
  return { code: "invalid_value", message: `\`fn\` cannot be ${shown(fn)}.`, path, hint };
}

function unrecognized(node: unknown, key: string, path: Path): Problem {
  if (path.at(-2) === "measure") {
    return { code: "unknown_field", message: `\`${String(field(node, "fn"))}\` takes no \`${key}\`.`, path, hint: "Leave it out." };
  }
  const kind = field(node, "kind");
  const shape = [...conditionNodes, ...filterNodes, ...recordNodes].find((one) => one.shape.kind.value === kind)?.shape;
  if (shape !== undefined) return unknownField(key, path, Object.keys(shape));
  if (path.includes("within")) return unknownField(key, path, ["value", "unit"]);
  return unknownField(key, path, path.includes("steps") ? Object.keys(stepShape.shape) : ["name", "where", "timeZone"]);
}

function tooFewSteps(path: Path): Problem {
  return { code: "too_few_steps", message: "A sequence has two steps or more.", path, hint: "Add a step, or use an event condition." };
}

function unknownField(key: string, path: Path, fields: readonly string[]): Problem {
  const hint = didYouMean(key, fields);
  return { code: "unknown_field", message: `There is no field ${JSON.stringify(key)} here.`, path, ...(hint !== undefined && { hint }) };
}

function invalidWindow(message: string, path: Path): Problem {
  return {
    code: "invalid_window",
    message,
    path,
    hint: 'Write it like {"last": 30, "unit": "day"}, {"this": "month"} or {"from": "2025-01-01", "to": "2025-01-31"}.',
  };
}

function wants(issue: Issue, path: Path = []): string {
  if (issue.code === "invalid_value") return `must be ${issue.values.map((value) => JSON.stringify(value)).join(", ").replace(/, ([^,]*)$/, " or $1")}`;
  if (issue.code === "too_small") return `must be a whole number of at least ${issue.minimum}`;
  if (issue.code === "too_big") return "must be a smaller whole number";
  if (issue.code === "invalid_union") return path.at(-1) === "event" ? "must be the name of an event or a list of names" : valueWanted(issue);
  if (issue.code !== "invalid_type") return "is not valid";
  switch (issue.expected) {
    case "string":
      return "must be text";
    case "number":
      return "must be a finite number";
    case "int":
      return "must be a whole number";
    case "boolean":
      return "must be true or false";
    case "array":
      return "must be a list";
    default:
      return "must be an object";
  }
}

function valueWanted(issue: z.core.$ZodIssueInvalidUnion): string {
  const takesText = issue.errors.some((branch) => branch.some((one) => one.code === "invalid_type" && one.expected === "string"));
  return takesText ? "must be text, a number, or a list of texts or of numbers" : "must be a number, or a list of two";
}

/** A value in a message; of a list or an object, however deep, that it is one. */
function shown(value: unknown): string {
  return typeof value === "object" ? kindOfValue(value) : (JSON.stringify(value) ?? "left out");
}

function labelOf(path: Path): string {
  const key = path.at(-1);
  if (key === undefined) return "The definition";
  return typeof key === "number" ? `Item ${key + 1} of \`${path.at(-2) ?? "the list"}\`` : `\`${key}\``;
}

function keysOf(path: readonly PropertyKey[]): Path {
  return path.filter((key) => typeof key !== "symbol");
}
