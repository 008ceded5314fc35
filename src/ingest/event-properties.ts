import { z } from "zod";
import type { Catalog, DataType, EventType } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { grouped } from "../compiler/grouped.ts";
import { bind, type Fragment, join, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { type Cell, fieldOf, textOf } from "./cell.ts";
import { kindsBy, typeOfKinds } from "./infer.ts";
import { nearMisses, type TextColumn, withNearMiss } from "./near-miss.ts";
import { givenTwice, notAnObject, type Reason } from "./reason.ts";
import { covers, grown } from "./record-fields.ts";
import type { ColumnDecision } from "./request.ts";
import { requireTypesOf, rows, sample, type Work } from "./work.ts";

/** A property of one type: where its values come from and which column takes them. */
export interface DecidedProperty {
  readonly name: string;
  readonly type: DataType;
  readonly cell: Cell;
  readonly column: string;
  readonly isNew: boolean;
  /** Whether the stored type of its records lacks fields of `type`. */
  readonly grows: boolean;
  /** The events whose values have this type. */
  readonly events: readonly string[] | "all";
  /** The events that did not have the property before. */
  readonly declaredBy: readonly string[];
}

export interface DecidedProperties {
  readonly columns: readonly DecidedProperty[];
  readonly decisions: readonly ColumnDecision[];
  /** Why rows are rejected for the way in which they give their properties. */
  readonly reasons: readonly Reason[];
}

interface Choice {
  readonly event: string;
  readonly type: DataType;
  /** The column that takes it; undefined: a new one. */
  readonly column: string | undefined;
  readonly decided: ColumnDecision["decided"];
}

/** The choices that share a column. */
interface Group {
  readonly type: DataType;
  readonly column: string | undefined;
  readonly choices: readonly Choice[];
}

const MOST_EVENT_NAMES = 5_000;

/**
 * Decides the type of every property in the file, for each event: known from earlier imports, given by the caller, or
 * inferred from all values of that event. A property without any known value is left out.
 */
export async function decideProperties(
  work: Work,
  event: Fragment,
  { reserved, opened }: { readonly reserved: readonly string[]; readonly opened: string },
): Promise<DecidedProperties> {
  const { cells, reasons } = await propertyCells(work, reserved, opened);
  requireTypesOf(work, [...cells.keys()]);

  const kinds = await kindsBy(sample(work), sql`ifNull(${event}, '')`, [...cells.values()]);
  if (kinds.size > MOST_EVENT_NAMES) {
    throw new AppError("too_many_events", `The file has ${kinds.size} different event names.`, {
      hint: `At most ${MOST_EVENT_NAMES} are possible. Is the column of the event's name the right one? See --event.`,
    });
  }

  const columns: DecidedProperty[] = [];
  const decisions: ColumnDecision[] = [];
  const texts = new Map<number, TextColumn>();
  let next = work.storage.manifest.nextColumn;
  for (const [index, [name, cell]] of [...cells].entries()) {
    const kindsOfEvents = new Map([...kinds].map(([key, all]) => [key, all[index] ?? 0]));
    const stored = storedColumns(work.storage.catalog, name);
    for (const { type, column: known, choices } of await chooseTypes(work, name, cell, event, kindsOfEvents, stored)) {
      const column = known ?? `p${next}`;
      if (known === undefined) next += 1;
      const before = stored.get(column);
      columns.push({
        name,
        type,
        cell,
        column,
        isNew: known === undefined,
        grows: before !== undefined && typeName(before) !== typeName(type),
        events: choices.length === kinds.size ? "all" : choices.map((choice) => choice.event),
        declaredBy: choices.filter((choice) => choice.decided !== "known").map((choice) => choice.event),
      });
      const inferred = choices.filter(({ decided }) => decided === "inferred").map((choice) => choice.event);
      if (inferred.length > 0 && typeName(type) === "text") {
        const union = inferred.reduce((all, each) => all | (kindsOfEvents.get(each) ?? 0), 0);
        texts.set(decisions.length, { cell, kinds: union, where: among(event, inferred) });
      }
      decisions.push({ name, type: typeName(type), decided: choices[0]?.decided ?? "inferred" });
    }
  }
  const places = [...texts.keys()];
  const misses = new Map((await nearMisses(work, [...texts.values()])).map((miss, index) => [places[index], miss]));
  return { columns, reasons, decisions: decisions.map((decision, at) => withNearMiss(decision, misses.get(at))) };
}

/** Whether the event is one of these, as SQL. */
export function among(event: Fragment, events: readonly string[]): Fragment {
  return sql`${event} IN (${join(events.map((name) => bind("String", name)), sql`, `)})`;
}

/** Where the values of each property are: a column of its own, the opened object, or now one and now the other. */
async function propertyCells(
  work: Work,
  reserved: readonly string[],
  opened: string,
): Promise<{ cells: ReadonlyMap<string, Cell>; reasons: readonly Reason[] }> {
  const cells = new Map<string, Cell>();
  for (const name of work.raw.names) {
    if (name !== opened && !reserved.includes(name)) cells.set(name, work.raw.cell(name));
  }
  if (!work.raw.names.includes(opened)) return { cells, reasons: [] };
  const whole = work.raw.cell(opened);
  const reasons = [notAnObject(whole, opened)];
  const object = sql`ifNull(${textOf(whole)}, '{}')`;
  for (const name of await keysOf(work, object)) {
    const inside = fieldOf(object, name);
    const beside = cells.get(name);
    if (beside !== undefined) reasons.push(givenTwice(beside, inside, name, opened));
    cells.set(name, beside === undefined ? inside : firstKnown(inside, beside));
  }
  return { cells, reasons };
}

function firstKnown(first: Cell, second: Cell): Cell {
  const { encoding } = second;
  const known = encoding === "text" ? textOf(first) : sql`nullIf(${first.raw}, 'null')`;
  return { raw: sql`ifNull(${known}, ${second.raw})`, encoding };
}

async function keysOf(work: Work, object: Fragment): Promise<readonly string[]> {
  const result = await rows(
    work,
    sql`SELECT DISTINCT arrayJoin(JSONExtractKeys(${object})) AS name FROM ${work.raw.table} ORDER BY name LIMIT 2001`,
  );
  if (result.length > 2_000) {
    throw new AppError("too_many_columns", "The events have more than 2000 different properties.", {
      hint: "Put what varies into a list of records.",
    });
  }
  return result.map((row) => z.string().parse(row["name"]));
}

/** The columns that hold a property of this name, and their types. */
function storedColumns(catalog: Catalog, name: string): ReadonlyMap<string, DataType> {
  const properties = catalog.events.flatMap((event) => event.properties).filter((property) => property.name === name);
  return new Map(properties.map(({ column, type }) => [column, type]));
}

/** A type for each event in which the property has a known value, those together that share a column. */
async function chooseTypes(
  work: Work,
  name: string,
  cell: Cell,
  event: Fragment,
  kindsByEvent: ReadonlyMap<string, number>,
  stored: ReadonlyMap<string, DataType>,
): Promise<readonly Group[]> {
  const given = work.types.get(name);
  const events = new Map<string, EventType>(work.storage.catalog.events.map((each) => [each.name, each]));
  const types = new Map(stored);
  const choices: Choice[] = [];
  const undeclared: [event: string, kinds: number][] = [];
  for (const [eventName, kinds] of kindsByEvent) {
    if (eventName === "" || kinds === 0) continue;
    const known = events.get(eventName)?.properties.find((property) => property.name === name);
    if (known === undefined) {
      undeclared.push([eventName, kinds]);
      continue;
    }
    const type = await grown(types.get(known.column) ?? known.type, given, {
      sample: sample(work, sql`${event} = ${bind("String", eventName)}`),
      cell,
      what: `"${name}" of "${eventName}"`,
    });
    types.set(known.column, type);
    choices.push({ event: eventName, type, column: known.column, decided: "known" });
  }
  const inferred = new Map<number, DataType | undefined>();
  for (const [eventName, kinds] of undeclared) {
    if (!inferred.has(kinds)) inferred.set(kinds, await typeOfKinds(sample(work), cell, kinds));
    const type = given ?? inferred.get(kinds);
    if (type === undefined) continue;
    const takes = (other: DataType): boolean => covers(other, type) && (given === undefined || covers(type, other));
    const column = [...types].find(([, other]) => takes(other))?.[0];
    choices.push({ event: eventName, type, column, decided: given ? "given" : "inferred" });
  }
  return groupByColumn(choices, types);
}

/** One column for all properties of one name and type, whatever their event. */
function groupByColumn(choices: readonly Choice[], types: ReadonlyMap<string, DataType>): readonly Group[] {
  return grouped(choices, ({ column, type }) => column ?? typeName(type)).map((group) => {
    const [first] = group;
    const { column } = first;
    const type = column === undefined ? first.type : (types.get(column) ?? first.type);
    return { type, column, choices: group };
  });
}
