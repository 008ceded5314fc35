import fc, { type Arbitrary } from "fast-check";
import type { ScalarType } from "../../src/catalog/types.ts";
import type { AttributeCondition, Condition, EventCondition, EventFilter, ExportedCondition, Measure, PropertyCondition, SegmentCondition, Test, Window } from "../../src/segment/ast.ts";
import { isScalar, meaningOf, propertyNames } from "../../src/segment/fields.ts";
import { countOperators, operatorsFor, takesMatch, type CountOperatorRow, type OperatorRow } from "../../src/segment/operators.ts";
import type { Dataset } from "../reference/dataset.ts";
import { datasetCatalog, loadDataset } from "../language/dataset.ts";

/** One seed for every run; fast-check prints it with the path to what failed. */
export const SEED = 20_240_331;

const { segments = {}, destinations = {} } = loadDataset("small", "small-more");

/** With one segment of which it is asked who entered or left, and the destinations. */
export const dataset: Dataset = { ...loadDataset("small"), segments: { regulars: segments["regulars"] ?? { where: { kind: "all", of: [] } } }, destinations };
export const catalog = datasetCatalog(dataset);
export const clock = { now: Date.UTC(2024, 2, 31, 12), timeZone: "America/Havana" };

const units = fc.constantFrom("minute" as const, "hour" as const, "day" as const, "week" as const, "month" as const, "quarter" as const, "year" as const);
const calendarUnits = fc.constantFrom("day" as const, "week" as const, "month" as const, "quarter" as const, "year" as const);
const days = fc.constantFrom("1999-02-28", "2000-02-29", "2024-03-10", "2024-03-31", "2024-04-01");
const instants = fc.constantFrom("2024-03-10T05:00:00Z", "2024-03-10T00:00:00-05:00", "2024-03-31T12:00:00.0009Z");

/** Windows with both ends, of every form. */
const boundedWindows: Arbitrary<Window> = fc.oneof(
  fc.record({ last: fc.integer({ min: 1, max: 14 }), unit: units }),
  fc.record({ next: fc.integer({ min: 1, max: 14 }), unit: units }),
  fc.record({ this: calendarUnits }),
  fc.record({ previous: calendarUnits }),
  fc.record({ following: calendarUnits }),
  fc.record({ to: fc.nat(9), more: fc.nat(9), unit: units }).map(({ to, more, unit }) => ({ ago: { from: to + more, to, unit } })),
  fc.record({ from: fc.nat(9), more: fc.nat(9), unit: units }).map(({ from, more, unit }) => ({ ahead: { from, to: from + more, unit } })),
  fc.tuple(days, days).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
);

/** Windows of every form. */
export const windows: Arbitrary<Window> = fc.oneof(
  boundedWindows,
  fc.record({ to: fc.nat(9), unit: units }).map((ago) => ({ ago })),
  fc.record({ from: fc.nat(9), unit: units }).map((ahead) => ({ ahead })),
  fc.oneof(days, instants).map((from) => ({ from })),
  fc.oneof(days, instants).map((to) => ({ to })),
);

const texts = fc.constantFrom("Berlin", "BERLIN", "a", "b", " ", "“x”, and", "İ", "Straße");
const patterns = fc.constantFrom("^b", "a$", "[ab]+", "lin");
const numbers = fc.constantFrom(-1, -0, 0, 0.5, 1, 2, 10);
const marks = fc.record({ off: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constant(true), fc.constant(false)), note: fc.constantFrom(undefined, "why") });

/** Conditions that `check` accepts, of every kind and every row of the tables, over the small workspace of the language cases. */
export const conditions: Arbitrary<Condition> = fc.letrec<{ node: Condition; group: Condition; not: Condition; leaf: Condition }>((tie) => ({
  node: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("group"), tie("not")),
  leaf: fc.oneof({ weight: 2, arbitrary: attributeConditions() }, { weight: 2, arbitrary: eventConditions() }, { weight: 1, arbitrary: keptConditions() }),
  group: fc.tuple(fc.constantFrom("all" as const, "any" as const), fc.array(tie("node"), { maxLength: 3 }), marks).map(([kind, of, mark]) => ({ kind, of, ...mark })),
  not: fc.tuple(tie("node"), marks).map(([of, mark]) => ({ kind: "not" as const, of, ...mark })),
})).node;

function attributeConditions(): Arbitrary<AttributeCondition> {
  const choices = catalog.attributes.flatMap(({ name, type }) => (isScalar(type) ? [{ name, type }] : []));
  return fc
    .constantFrom(...choices)
    .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([test, mark]) => ({ kind: "attribute" as const, attribute: name, ...test, ...mark })));
}

/** On who entered a segment or left it, and who was sent to a destination. */
function keptConditions(): Arbitrary<SegmentCondition | ExportedCondition> {
  const moves = fc.tuple(fc.constantFrom("entered" as const, "left" as const), windows, marks);
  const exported = fc.tuple(fc.constantFrom("mail", "files"), fc.option(windows, { nil: undefined }), marks);
  return fc.oneof(
    moves.map(([way, window, mark]) => ({ kind: "segment" as const, segment: "regulars", [way]: window, ...mark })),
    exported.map(([destination, window, mark]) => ({ kind: "exported" as const, destination, ...(window && { window }), ...mark })),
  );
}

function eventConditions(): Arbitrary<EventCondition> {
  const names = fc.constantFrom<string | readonly string[]>("Order", "Visit", "Tick", "Pay", ["Pay", "Payback"], ["Ping", "Order"], ["Order", "Ping", "Ping"]);
  return names.chain((event) =>
    fc
      .record({ where: fc.option(filters(event), { nil: undefined }), window: fc.option(windows, { nil: undefined }), measured: measured(event), mark: marks })
      .map(({ where, window, measured, mark }) => ({ kind: "event" as const, event, ...(where && { where }), ...(window && { window }), ...measured, ...mark })),
  );
}

function counts(): Arbitrary<Pick<EventCondition, "op" | "value">> {
  return fc.option(fc.tuple(fc.constantFrom<CountOperatorRow>(...countOperators), fc.nat(3), fc.nat(3)), { nil: undefined }).map((asked) => {
    if (asked === undefined) return {};
    const [{ op, value }, low, more] = asked;
    return { op, value: value === "pair" ? [low, low + more] : low };
  });
}

/** Measures that fit the events, with what they are compared with. */
function measured(event: string | readonly string[]): Arbitrary<Pick<EventCondition, "measure" | "op" | "value">> {
  const whole: Arbitrary<Measure> = fc.constantFrom<Measure>({ fn: "count" }, { fn: "days" });
  const choices = properties(event);
  const numeric = choices.filter(({ type }) => type.kind === "value" && type.of === "number");
  const withCounts = (measure: Arbitrary<Measure>) => fc.tuple(measure, counts()).map(([one, count]) => ({ measure: one, ...count }));
  const all = [counts(), withCounts(whole)];
  if (choices.length > 0) all.push(withCounts(fc.constantFrom(...choices).map(({ name }) => ({ fn: "distinct", property: name }))));
  if (numeric.length > 0) {
    const amount: Arbitrary<Measure> = fc.tuple(fc.constantFrom("sum", "avg", "min", "max"), fc.constantFrom(...numeric)).map(([fn, { name }]) => ({ fn, property: name }));
    all.push(fc.tuple(amount, amounts()).map(([measure, compared]) => ({ measure, ...compared })));
  }
  return fc.oneof(...all);
}

function amounts(): Arbitrary<Pick<EventCondition, "op" | "value">> {
  const number = fc.constantFrom(-20, -0.5, -1e-7, -0, 0, 1e-7, 0.3, 1, 20, 40, 140, 1e300);
  return fc.tuple(fc.constantFrom<CountOperatorRow>(...countOperators), number, number).map(([{ op, value }, one, other]) => {
    if (value === "one") return { op, value: one };
    return { op, value: one <= other ? [one, other] : [other, one] };
  });
}

function properties(event: string | readonly string[]): { name: string; type: ScalarType }[] {
  const named = typeof event === "string" ? [event] : event;
  const types = catalog.events.filter(({ name }) => named.includes(name));
  return propertyNames(types).flatMap((name) => {
    const meaning = meaningOf(types, name);
    return meaning.kind === "found" && isScalar(meaning.type) ? [{ name, type: meaning.type }] : [];
  });
}

function filters(event: string | readonly string[]): Arbitrary<EventFilter> {
  const choices = properties(event);
  if (choices.length === 0) return fc.constant({ kind: "any", of: [] });
  const leaf: Arbitrary<PropertyCondition> = fc
    .constantFrom(...choices)
    .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([test, mark]) => ({ kind: "property" as const, property: name, ...test, ...mark })));
  return fc.letrec<{ node: EventFilter; group: EventFilter; not: EventFilter }>((tie) => ({
    node: fc.oneof({ depthSize: "xsmall" }, leaf, tie("group"), tie("not")),
    group: fc.tuple(fc.constantFrom("all" as const, "any" as const), fc.array(tie("node"), { maxLength: 2 }), marks).map(([kind, of, mark]) => ({ kind, of, ...mark })),
    not: fc.tuple(tie("node"), marks).map(([of, mark]) => ({ kind: "not" as const, of, ...mark })),
  })).node;
}

function tests(type: ScalarType): Arbitrary<Test> {
  return fc.constantFrom(...operatorsFor(type)).chain((row) =>
    fc
      .record({
        operand: operands(row, type),
        match: takesMatch(row, type) ? fc.constantFrom(undefined, "any" as const, "all" as const, "none" as const) : fc.constant(undefined),
        caseSensitive: row.folds === true && type.of === "text" ? fc.constantFrom(undefined, true, false) : fc.constant(undefined),
      })
      .map(({ operand, match, caseSensitive }) => ({ op: row.op, ...operand, ...(match && { match }), ...(caseSensitive !== undefined && { caseSensitive }) })),
  );
}

function operands(row: OperatorRow, type: ScalarType): Arbitrary<Pick<Test, "value" | "window">> {
  const isNumber = type.of === "number";
  switch (row.value) {
    case "none":
      return fc.constant({});
    case "one":
      return (row.pattern ? patterns : isNumber ? numbers : texts).map((value) => ({ value }));
    case "many":
      return (isNumber ? fc.array(numbers, { minLength: 1, maxLength: 3 }) : fc.array(texts, { minLength: 1, maxLength: 3 })).map((value) => ({ value }));
    case "pair":
      return fc.tuple(numbers, numbers).map(([a, b]) => ({ value: a <= b ? [a, b] : [b, a] }));
    case "day":
      return days.map((value) => ({ value }));
    case "day_or_instant":
      return (type.of === "date" ? days : fc.oneof(days, instants)).map((value) => ({ value }));
    case "window":
      return (row.bounded ? boundedWindows : windows).map((window) => ({ window }));
  }
}
