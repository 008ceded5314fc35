import fc from "fast-check";
import type { DataType, Field, ScalarType, ValueType } from "../../../src/catalog/types.ts";
import { readJson } from "../../reference/json.ts";
import type { SourceFile } from "../../reference/source-files.ts";
import { signedJson } from "../signed-json.ts";
import { besideClockChanges } from "./clock-changes.ts";
import { allOf, someOf } from "./source-cells.ts";

type Types = Readonly<Record<string, DataType>>;
/** A row as an object; a text in place of one that is no JSON. */
type Row = Readonly<Record<string, unknown>> | string;

/** How much of what there is in a workspace. */
export interface Extent {
  readonly attributes: number;
  readonly events: number;
  readonly customers: number;
  readonly happenings: number;
}

const NAMES = [
  ...["price", "Price", "цена", "価格", "a b", "x.y", "100%", "it's", '"q"', "back\\slash", "of", "kind", "id", "value", "null", "🙂"],
  ...["e\u0301", "é", "  pad ", "select", "{p1:String}", "a1", "p2", "import", "-", "0", "name", "tags", "İ", "ß", "line\nbreak", "tab\t"],
  ...["*", "a,b=c", "f1", "count()"],
];
const EVENT_NAMES = ["Buy", "buy", "Kauf 🛒", "order's", '"Add"', "Ünsub", "a\\b", "{list1:Identifier}", "イベント", " Visit ", "drop table"];
const VALUE_TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "datetime"];

/** Beside names that are all different, one that has other types in other events. */
const SHARED = "shared";

const scalars: fc.Arbitrary<ScalarType> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALUE_TYPES).map((of): ScalarType => ({ kind: "value", of })) },
  { weight: 1, arbitrary: fc.constantFrom(...VALUE_TYPES).map((of): ScalarType => ({ kind: "list", of })) },
);
const fields: fc.Arbitrary<readonly Field[]> = fc.uniqueArray(fc.record({ name: fc.constantFrom(...NAMES), type: scalars }), {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 3,
});
const dataTypes: fc.Arbitrary<DataType> = fc.oneof(
  { weight: 5, arbitrary: scalars },
  { weight: 1, arbitrary: fields.map((each): DataType => ({ kind: "records", fields: each })) },
);

/** Files of a workspace that has never been seen: names and types of any kind, and rows of which some are dirty and some can't be taken. */
export function sourceFiles({ attributes, events, customers, happenings }: Extent): fc.Arbitrary<readonly SourceFile[]> {
  return fc
    .record({
      attributes: typed(attributes),
      events: fc.array(typed(4), { minLength: events, maxLength: events }),
      shared: fc.array(scalars, { minLength: 3, maxLength: 3 }),
    })
    .chain((made) => {
      const eventTypes = made.events.map((types, at): [string, Types] => [
        EVENT_NAMES[at] ?? `event ${at}`,
        at < 3 ? { ...types, [SHARED]: made.shared[at] ?? { kind: "value", of: "text" } } : types,
      ]);
      const parts = Math.max(1, eventTypes.length);
      return fc.tuple(
        ...(customers > 0 ? [customersFile("ndjson", made.attributes, customers), customersFile("csv", made.attributes, customers)] : []),
        // A name may have other types in other events, so each event has files of its own; the same again holds messages that were there.
        ...eventTypes.flatMap(([name, types], place) => [
          eventsFile(place === 1 ? "csv" : "ndjson", name, types, Math.ceil(happenings / parts)),
          ...(place < 2 ? [eventsFile("ndjson", name, types, Math.ceil(happenings / parts / 3))] : []),
        ]),
        ...(customers > 0 ? [customersFile("ndjson", made.attributes, Math.ceil(customers / 3))] : []),
      );
    });
}

/** As many names as asked for, numbered when the odd ones are all taken. */
function typed(most: number): fc.Arbitrary<Types> {
  const odd = Math.min(most, NAMES.length);
  return fc
    .tuple(
      fc.shuffledSubarray(NAMES, { minLength: odd, maxLength: odd }),
      fc.array(dataTypes, { minLength: most, maxLength: most }),
    )
    .map(([names, types]) => Object.fromEntries(types.map((type, index) => [names[index] ?? `attribute ${index}`, type])));
}

const KEYS = Array.from({ length: 60 }, (_, index) => (index % 5 === 0 ? `客 ${index}'` : `c${index}`));

function customersFile(format: SourceFile["format"], types: Types, rows: number): fc.Arbitrary<SourceFile> {
  const key = dirty(fc.constantFrom(...KEYS), fc.constantFrom<unknown>("", null, ["list"], 17));
  const row = fc.tuple(key, someOf(types)).map(([customer, values]): Row => ({ customer_id: customer, ...values }));
  const complete = allOf(types).map((values): Row => ({ customer_id: "complete", ...values })).filter(isRead);
  return fc
    .tuple(complete, fc.array(orBroken(row), { maxLength: rows }))
    .map(([first, rest]) => file("customers", format, types, [first, ...rest]));
}

const ODD_TIMES = [
  ...["1900-01-01", "2299-12-31T23:59:59.999Z", "2250-06-01T00:00:00Z", "2024-03-31 01:30:00"],
  ...["2024-03-31T01:30:00.9999999+01:00", "1969-12-31T23:59:59.9995Z"],
  ...besideClockChanges.map((instant) => new Date(instant).toISOString()),
];
const NO_TIMES = ["", null, "yesterday", "2023-02-29T00:00:00Z", "1899-12-31T23:59:59Z", "2300-01-01T00:00:00Z", "2024-01-01T24:00:00Z"];

/** Some messages come twice, here or in another file. */
function messageId(number: number): string {
  return `${number % 2 === 0 ? "é" : "Z"} ${number}`;
}

function eventsFile(format: SourceFile["format"], event: string, types: Types, rows: number): fc.Arbitrary<SourceFile> {
  const close = fc.integer({ min: 0, max: 40 }).map((half) => new Date(Date.UTC(2024, 2, 20, 10, half * 30)).toISOString());
  const time = fc.oneof({ weight: 4, arbitrary: close }, { weight: 1, arbitrary: fc.constantFrom(...ODD_TIMES) });
  const row = fc
    .record({
      customer: dirty(fc.constantFrom(...KEYS.slice(20), "only in events"), fc.constantFrom<unknown>("", null, { an: "object" })),
      name: dirty(fc.constant(event), fc.constantFrom<unknown>("", null, [event])),
      time: dirty(time, fc.constantFrom<unknown>(...NO_TIMES)),
      messageId: fc.option(fc.integer({ min: 0, max: 400 }).map(messageId), { nil: null, freq: 5 }),
      values: someOf(types),
      opened: format === "ndjson" ? fc.boolean() : fc.constant(false),
    })
    .map(({ customer, name, time, messageId, values, opened }): Row => {
      const own = { customer_id: customer, event: name, time, message_id: messageId };
      return opened ? { ...own, properties: values } : { ...own, ...values };
    });
  const own = { customer_id: "complete", event, time: "2024-03-25T12:00:00Z", message_id: `complete ${event} ${format}` };
  const complete = allOf(types).map((values): Row => ({ ...own, ...values })).filter(isRead);
  return fc
    .tuple(complete, fc.array(orBroken(row), { minLength: Math.ceil(rows / 2), maxLength: rows }))
    .map(([first, rest]) => file("events", format, types, [first, ...rest]));
}

function file(kind: SourceFile["kind"], format: SourceFile["format"], types: Types, rows: readonly Row[]): SourceFile {
  return { kind, format, types, text: format === "ndjson" ? ndjson(rows) : csv(rows) };
}

/** Types may be given for the columns of a file alone: the row that has them all is not to be rejected for a number in it. */
function isRead(row: Row): boolean {
  return readJson(JSON.stringify(row)) !== undefined;
}

function orBroken(row: fc.Arbitrary<Row>): fc.Arbitrary<Row> {
  const broken = fc.constantFrom<Row[]>('{"customer_id": ', "[1]", '{"customer_id":"c1","x":1e999}', "");
  return fc.oneof({ weight: 30, arbitrary: row }, { weight: 1, arbitrary: broken });
}

/** Mostly the right, sometimes what a row is rejected for. */
function dirty(right: fc.Arbitrary<unknown>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

function ndjson(rows: readonly Row[]): string {
  return rows.map((row) => `${typeof row === "string" ? row : signedJson(row)}\n`).join("");
}

/** Every cell in quotes; lists and records as JSON. A row that is no object has a cell too few. */
function csv(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => (typeof row === "string" ? [] : Object.keys(row))))];
  const cell = (value: unknown): string => {
    const text = value === null || value === undefined ? "" : typeof value === "string" ? value : signedJson(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  const short = names.slice(1).map(() => cell("short"));
  const lines = rows.map((row) => (typeof row === "string" ? short : names.map((name) => cell(row[name]))));
  return [names.map(cell), ...lines].map((line) => `${line.join(",")}\n`).join("");
}
