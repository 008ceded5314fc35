import { countOperators, operators } from "../../src/segment/operators.ts";
import { ZONES } from "./arbitrary/clock.ts";
import type { Question } from "./arbitrary/question.ts";
import { dataset } from "./cases.ts";

/** Everything that random definitions must hold often enough. */
const FEATURES: readonly string[] = [
  ...["all", "any", "not", "attribute", "records", "field", "event", "property", "item", "sequence", "segment", "entered", "left", "exported", "list", "sample"].map(node),
  ...["pick first", "pick last", "pick from ever", "event's own time", "step present", "step absent", "step within", "same"].map(node),
  ...[...operators, { op: "weekday_in" }, { op: "hour_in" }].map(({ op }) => operator(op)),
  ...countOperators.map(({ op }) => compared(op)),
  ...["count", "days", "distinct", "sum", "avg", "min", "max"].map(measure),
  ...["last", "next", "this", "previous", "following", "ago", "ahead", "from", "to"].map(form),
  ...["minute", "hour", "day", "week", "month", "quarter", "year"].map(unit),
  ...ZONES.map(zone),
];

/** How many of the questions asked hold each feature. */
export class Coverage {
  readonly #counts = new Map<string, number>([...new Set(FEATURES)].map((feature) => [feature, 0]));

  add({ where, timeZone }: Question): void {
    const found = new Set([zone(timeZone)]);
    visit(where, found);
    for (const feature of found) this.#counts.set(feature, (this.#counts.get(feature) ?? 0) + 1);
  }

  /** The features that fewer questions hold. */
  below(least: number): string[] {
    return [...this.#counts].filter(([, count]) => count < least).map(([feature, count]) => `${feature}: ${count}`);
  }

  /** A line for each kind of feature. */
  table(): string {
    const lines = new Map<string, string[]>();
    for (const [feature, count] of this.#counts) {
      const [kind = "", name = ""] = feature.split(": ");
      const line = lines.get(kind) ?? [];
      line.push(`${name} ${count}`);
      lines.set(kind, line);
    }
    return [...lines].map(([kind, line]) => `${kind.padEnd(9)} ${line.join(" · ")}`).join("\n");
  }
}

function visit(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  if (fields["off"] === true) return;
  note(fields, found);
  for (const field of Object.values(fields)) visit(field, found);
}

const FORMS: readonly string[] = ["last", "next", "this", "previous", "following", "ago", "ahead"];

function note(fields: Readonly<Record<string, unknown>>, found: Set<string>): void {
  const { kind, op, fn, unit: of, pick, pickFrom, absent, within, same, event, attribute, entered, left } = fields;
  const window = fields["window"] ?? entered ?? left;
  const counting = kind === "event" || kind === "item" || isRecords(fields);
  const way = entered !== undefined ? "entered" : left !== undefined ? "left" : undefined;
  if (typeof kind === "string") found.add(node(attribute !== undefined && counting ? "records" : (way ?? kind)));
  else if (event !== undefined) found.add(node(absent === true ? "step absent" : "step present"));
  if (typeof op === "string") found.add(counting ? compared(op) : operator(op));
  if (kind === "event" && pick === undefined && fields["measure"] === undefined) found.add(measure("count"));
  if (typeof fn === "string") found.add(measure(fn));
  if (typeof of === "string") found.add(unit(of));
  if (typeof pick === "string") found.add(node(`pick ${pick}`));
  if (pickFrom !== undefined) found.add(node("pick from ever"));
  if (within !== undefined) found.add(node("step within"));
  if (same !== undefined) found.add(node("same"));
  if (fields["property"] === "$time") found.add(node("event's own time"));
  if (typeof window === "object" && window !== null) noteWindow(window, found);
}

function noteWindow(window: object, found: Set<string>): void {
  for (const key of Object.keys(window)) {
    if (FORMS.includes(key) || key === "from" || key === "to") found.add(form(key));
  }
  for (const [key, value] of Object.entries(window)) {
    if ((key === "this" || key === "previous" || key === "following") && typeof value === "string") found.add(unit(value));
  }
}

function isRecords({ kind, attribute }: Readonly<Record<string, unknown>>): boolean {
  return kind === "attribute" && typeof attribute === "string" && dataset.types.attributes[attribute]?.kind === "records";
}

function node(name: string): string {
  return `node: ${name}`;
}

function operator(op: string): string {
  return `operator: ${op}`;
}

function compared(op: string): string {
  return `count: ${op}`;
}

function measure(fn: string): string {
  return `measure: ${fn}`;
}

function form(key: string): string {
  return `window: ${key}`;
}

function unit(name: string): string {
  return `unit: ${name}`;
}

function zone(name: string): string {
  return `zone: ${name}`;
}
