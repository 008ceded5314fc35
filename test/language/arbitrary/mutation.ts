import fc from "fast-check";
import { countOperators, operators } from "../../../src/segment/operators.ts";

type Place = readonly (string | number)[];

/** A change of a document at one of its places, whichever `at` falls on. */
interface Mutation {
  readonly at: number;
  readonly change: Change;
}

type Change =
  | { readonly kind: "replace"; readonly value: unknown }
  | { readonly kind: "remove" }
  | { readonly kind: "wrap" }
  | { readonly kind: "repeat" }
  | { readonly kind: "rename"; readonly name: string }
  | { readonly kind: "add"; readonly name: string; readonly value: unknown };

const OPERATORS = [...operators, ...countOperators, { op: "weekday_in" }, { op: "hour_in" }].map(({ op }) => op);
const KINDS = ["all", "any", "not", "attribute", "event", "sequence", "segment", "exported", "list", "sample", "property", "item", "field"];
const NAMES = [
  ...["of", "where", "op", "value", "window", "measure", "pick", "pickFrom", "match", "caseSensitive", "steps", "same", "within", "absent", "off", "note", "entered", "left"],
  ...["last", "next", "this", "previous", "following", "ago", "ahead", "from", "to", "unit", "fn", "property", "percent", "offset", "salt", "nonsense"],
];
const WORDS = ["", "x", "day", "minute", "first", "any", "sum", "2024-02-30", "2024-03-31", "2024-03-31T12:00:00Z", "1850-01-01", "$time", "\uD800", "(", "__proto__"];
const NUMBERS = [0, 1, -1, 1.5, 24, 1e300, 2 ** 53, 100.0000001, 100_001];

const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { kind: "all", of: [] }, { value: 1, unit: "hour" }, { last: 7, unit: "day" }, { last: 1 }),
  fc.constantFrom<unknown>(...WORDS, ...NUMBERS),
  fc.constantFrom(...OPERATORS, ...KINDS),
  fc.array(fc.constantFrom<unknown>(...WORDS, ...NUMBERS), { maxLength: 3 }),
);

const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: values.map((value): Change => ({ kind: "replace", value })) },
  { weight: 2, arbitrary: fc.constantFrom<Change>({ kind: "remove" }, { kind: "wrap" }, { kind: "repeat" }) },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES).map((name): Change => ({ kind: "rename", name })) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NAMES), values).map(([name, value]): Change => ({ kind: "add", name, value })) },
);

/** A document of JSON with one to three changes of any kind at any places. */
export function mutated(documents: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const mutations = fc.array(fc.record({ at: fc.nat(), change: changes }), { minLength: 1, maxLength: 3 });
  return fc.tuple(documents, mutations).map(([document, all]) => all.reduce<unknown>(mutate, JSON.parse(JSON.stringify(document))));
}

function mutate(document: unknown, { at, change }: Mutation): unknown {
  const places = placesOf(document);
  return changed(document, places[at % places.length] ?? [], change);
}

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [place];
  const inside = Array.isArray(value) ? value.map((item, at): [number, unknown] => [at, item]) : Object.entries(value);
  return [place, ...inside.flatMap(([key, item]) => placesOf(item, [...place, key]))];
}

function changed(value: unknown, [first, ...rest]: Place, change: Change): unknown {
  if (first === undefined) return changedHere(value, change);
  if (Array.isArray(value)) return value.flatMap((item, at): unknown[] => (at === first ? changedIn(item, rest, change) : [item]));
  const fields = Object.entries(value ?? {}).flatMap(([name, field]): (readonly [string, unknown])[] => {
    if (name !== first) return [[name, field]];
    if (rest.length === 0 && change.kind === "rename") return [[change.name, field]];
    return changedIn(field, rest, change).slice(0, 1).map((one) => [name, one] as const);
  });
  return Object.fromEntries(fields);
}

/** None when it was removed, two when it was repeated. */
function changedIn(value: unknown, rest: Place, change: Change): unknown[] {
  if (rest.length > 0) return [changed(value, rest, change)];
  switch (change.kind) {
    case "remove":
      return [];
    case "repeat":
      return [value, value];
    default:
      return [changedHere(value, change)];
  }
}

function changedHere(value: unknown, change: Change): unknown {
  switch (change.kind) {
    case "replace":
      return change.value;
    case "wrap":
      return [value];
    case "add":
      return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, [change.name]: change.value } : value;
    case "remove":
    case "repeat":
    case "rename":
      return value;
  }
}
