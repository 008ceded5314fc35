import { z } from "zod";
import type { Attribute, Catalog, EventType, ScalarType } from "../catalog/types.ts";
import { typesOf } from "../compiler/event-scope.ts";
import { inSpan } from "../compiler/event-span.ts";
import { lowerAgainst } from "../compiler/print-fold.ts";
import { isEvent, knownItems } from "../compiler/print-filter.ts";
import { type PropertyPlace, propertyPlaces } from "../compiler/property-place.ts";
import { setSql } from "../compiler/set-sql.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { didYouMean } from "../segment/closest.ts";
import { isScalar, meaningOf } from "../segment/fields.ts";
import { asking, receiptOf, type Workbench } from "./audience.ts";
import { oneZero, oneZeroEach } from "./columns.ts";
import type { Question } from "./data.ts";
import type { Receipt } from "./receipt.ts";

/** Whose values are asked for: of an attribute, of a field of its records, or of a property of events up to now. */
export type ValuesOf =
  | { readonly attribute: string; readonly field?: string | undefined }
  | { readonly event: string | readonly string[]; readonly property: string };

export interface ValuesRequest {
  readonly of: ValuesOf;
  /** Only values that have this in them, whatever the case. */
  readonly search?: string | undefined;
  /** At least 1. */
  readonly limit: number;
}

/** The values that customers of a definition have, with how many have each. */
export interface Values {
  /** Of the definition. */
  readonly receipt: Receipt;
  /** The one that is searched for first, if it is one; then the commonest. Of a list or of events a customer may have several. */
  readonly values: readonly { readonly value: string | number; readonly count: number }[];
  /** Whether there are more. */
  readonly more: boolean;
}

/** A text that is longer is not offered. */
const LONGEST = 500;
const MOST_SECONDS = 20;

const valueRow = z.object({ value: z.string(), count: z.number() });

/**
 * The commonest values among the customers of a definition, exactly counted.
 *
 * @throws AppError `invalid_definition` with all problems, `unknown_attribute`, `unknown_event`, `unknown_property`
 */
export function values(bench: Workbench, question: Question, request: ValuesRequest, signal?: AbortSignal): Promise<Values> {
  return asking(bench, question, signal, async (asked, catalog) => {
    const { set } = asked.plan;
    const { type, sources } = sourcesOf(request.of, catalog, asked.now);
    return bench.leaves.with(asked.plan, catalog, signal, async (names) => {
      const among = set.kind === "everyone" ? undefined : setSql(set, names);
      const options = { signal, settings: { max_execution_time: MOST_SECONDS } };
      const rowsOf: Rows = (statement) => bench.storage.engine.rows(render(statement), options);
      const size = among === undefined ? catalog.customers : await sizeOf(among, rowsOf);
      const rows = sources.length === 0 ? [] : await rowsOf(statementOf(sources, among, request));
      const found = rows.map((row) => valueRow.parse(row));
      return {
        receipt: receiptOf(bench, asked, size),
        values: found.slice(0, request.limit).map(({ value, count }) => ({ value: type.of === "number" ? Number(value) : value, count })),
        more: found.length > request.limit,
      };
    });
  });
}

type Rows = (statement: Fragment) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Rows of `id` and one known `value`. */
type Source = (among: Fragment | undefined) => Fragment;

function statementOf(sources: readonly Source[], among: Fragment | undefined, { search = "", limit }: ValuesRequest): Fragment {
  const lowered = lowerAgainst(sql`value`, [search], "in part");
  const wanted = sql`lowerUTF8(${bind("String", search)})`;
  const holds = search === "" ? sql`` : sql` AND position(${lowered}, ${wanted}) > 0`;
  const first = search === "" ? sql`` : sql`${lowered} = ${wanted} DESC, `;
  const rows = join(sources.map((source) => source(among)), sql` UNION ALL `);
  return sql`SELECT value, groupBitmap(id) AS count FROM (SELECT id, toString(value) AS value FROM (${rows}))
    WHERE length(value) BETWEEN 1 AND ${bind("UInt32", LONGEST)}${holds}
    GROUP BY value ORDER BY ${first}count DESC, value LIMIT ${bind("UInt32", limit + 1)}`;
}

function sourcesOf(of: ValuesOf, catalog: Catalog, now: number): { readonly type: ScalarType; readonly sources: readonly Source[] } {
  if ("attribute" in of) {
    const { type, value, known } = attributeValue(of, catalog);
    return { type, sources: [(among) => sql`SELECT id, ${value} AS value FROM customers WHERE ${known}${within(among)}`] };
  }
  const events = eventsOf(of.event, catalog);
  const type = propertyType(of.property, events);
  const sources = propertyPlaces(of.property, typesOf(of.event, catalog)).map((place): Source => {
    const { value, known } = placeValue(place);
    const happened = sql`${isEvent(place.events)} AND ${inSpan({ to: now + 1 })}`;
    return (among) => sql`SELECT id, ${value} AS value FROM events WHERE ${happened} AND ${known}${within(among)}`;
  });
  return { type, sources };
}

function within(among: Fragment | undefined): Fragment {
  return among === undefined ? sql`` : sql` AND bitmapContains(${among}, id)`;
}

interface Valued {
  readonly value: Fragment;
  readonly known: Fragment;
}

type OfAttribute = Extract<ValuesOf, { readonly attribute: string }>;

function attributeValue({ attribute: name, field }: OfAttribute, catalog: Catalog): Valued & { readonly type: ScalarType } {
  const attribute = catalog.attributes.find((one) => one.name === name);
  if (attribute === undefined) throw unknown("attribute", name, catalog.attributes);
  const { column, type } = attribute;
  if (type.kind !== "records") {
    if (field !== undefined) throw unknown("field", field, []);
    return { type, ...placeValue({ events: [], type, place: { kind: type.kind, column } }) };
  }
  const at = type.fields.findIndex((one) => one.name === field);
  const found = type.fields[at];
  if (found === undefined) throw unknown("field", field ?? "", type.fields);
  const items = knownItems({ kind: "field", column, field: at + 1, nested: found.type.kind === "list" });
  return { type: found.type, ...itemsOf(found.type, items) };
}

function placeValue({ type, place }: PropertyPlace): Valued {
  if (place.kind !== "value") return itemsOf(type, knownItems(place));
  const value = identifier(place.column);
  return { value: oneZero(type.of, value), known: type.kind === "value" ? sql`isNotNull(${value})` : sql`1` };
}

function itemsOf({ of }: ScalarType, items: Fragment): Valued {
  return { value: sql`arrayJoin(arrayDistinct(${oneZeroEach(of, items)}))`, known: sql`1` };
}

function eventsOf(event: string | readonly string[], catalog: Catalog): readonly EventType[] {
  return (typeof event === "string" ? [event] : event).map((name) => {
    const found = catalog.events.find((one) => one.name === name);
    if (found === undefined) throw unknown("event", name, catalog.events);
    return found;
  });
}

function propertyType(name: string, events: readonly EventType[]): ScalarType {
  const meaning = meaningOf(events, name);
  if (meaning.kind === "found" && isScalar(meaning.type)) return meaning.type;
  throw unknown("property", name, events.flatMap(({ properties }) => properties));
}

function unknown(what: "attribute" | "event" | "field" | "property", name: string, known: readonly Pick<Attribute, "name">[]): AppError {
  return new AppError(`unknown_${what}`, `There is no ${what} ${JSON.stringify(name)} with values.`, {
    path: ["of", what],
    hint: didYouMean(name, known.map((one) => one.name)) ?? "Name one that there is.",
  });
}

async function sizeOf(set: Fragment, rowsOf: Rows): Promise<number> {
  const [row] = await rowsOf(sql`SELECT bitmapCardinality(${set}) AS size`);
  return z.number().parse(row?.["size"]);
}
