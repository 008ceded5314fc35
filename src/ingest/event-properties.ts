import { z } from "zod";
import type { Catalog, DataType, EventType } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { type Fragment, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { type Cell, fieldOf, textOf } from "./cell.ts";
import { kindsBy, typeOfKinds } from "./infer.ts";
import type { ColumnDecision } from "./request.ts";
import { requireTypesOf, rows, sample, type Work } from "./work.ts";

/** A property of one type: where its values come from and which column takes them. */
export interface DecidedProperty {
  readonly name: string;
  readonly type: DataType;
  readonly cell: Cell;
  readonly column: string;
  readonly isNew: boolean;
  /** The events whose values have this type. */
  readonly events: readonly string[] | "all";
  /** The events that did not have the property before. */
  readonly declaredBy: readonly string[];
}

export interface DecidedProperties {
  readonly columns: readonly DecidedProperty[];
  readonly decisions: readonly ColumnDecision[];
}

interface Choice {
  readonly event: string;
  readonly type: DataType;
  readonly decided: ColumnDecision["decided"];
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
  const cells = new Map<string, Cell>();
  for (const name of work.raw.names) {
    if (name !== opened && !reserved.includes(name)) cells.set(name, work.raw.cell(name));
  }
  if (work.raw.names.includes(opened)) {
    const object = sql`ifNull(${textOf(work.raw.cell(opened))}, '{}')`;
    for (const name of await keysOf(work, object)) cells.set(name, fieldOf(object, name));
  }
  requireTypesOf(work, [...cells.keys()]);

  const kinds = await kindsBy(sample(work), sql`ifNull(${event}, '')`, [...cells.values()]);
  if (kinds.size > MOST_EVENT_NAMES) {
    throw new AppError("too_many_events", `The file has ${kinds.size} different event names.`, {
      hint: `At most ${MOST_EVENT_NAMES} are possible. Is the column of the event's name the right one? See --event.`,
    });
  }

  const columns: DecidedProperty[] = [];
  const decisions: ColumnDecision[] = [];
  const columnOf = columnChooser(work.storage.catalog, work.storage.manifest.nextColumn);
  for (const [index, [name, cell]] of [...cells].entries()) {
    const choices = await chooseTypes(work, name, cell, new Map([...kinds].map(([key, all]) => [key, all[index] ?? 0])));
    for (const group of groupByType(choices)) {
      const { type } = group;
      const { column, isNew } = columnOf(name, type);
      const all = group.choices.length === kinds.size;
      const declaredBy = group.choices.filter((choice) => choice.decided !== "known").map((choice) => choice.event);
      columns.push({ name, type, cell, column, isNew, events: all ? "all" : group.choices.map((choice) => choice.event), declaredBy });
      decisions.push({ name, type: typeName(type), decided: group.choices[0]?.decided ?? "inferred" });
    }
  }
  return { columns, decisions };
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

/** A type for each event in which the property has a known value. */
async function chooseTypes(
  work: Work,
  name: string,
  cell: Cell,
  kindsByEvent: ReadonlyMap<string, number>,
): Promise<readonly Choice[]> {
  const given = work.types.get(name);
  const events = new Map<string, EventType>(work.storage.catalog.events.map((event) => [event.name, event]));
  const inferred = new Map<number, DataType | undefined>();
  const choices: Choice[] = [];
  for (const [event, kinds] of kindsByEvent) {
    if (event === "" || kinds === 0) continue;
    const known = events.get(event)?.properties.find((property) => property.name === name)?.type;
    if (known !== undefined && given !== undefined && typeName(known) !== typeName(given)) {
      throw new AppError("type_conflict", `"${name}" of "${event}" is ${typeName(known)} already, not ${typeName(given)}.`, {
        hint: "Leave the type out, or import the values under another name.",
      });
    }
    if (!inferred.has(kinds)) inferred.set(kinds, await typeOfKinds(sample(work), cell, kinds));
    const type = known ?? given ?? inferred.get(kinds);
    if (type !== undefined) choices.push({ event, type, decided: known ? "known" : given ? "given" : "inferred" });
  }
  return choices;
}

function groupByType(choices: readonly Choice[]): readonly { type: DataType; choices: readonly Choice[] }[] {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices) {
    const group = groups.get(typeName(choice.type));
    if (group) group.push(choice);
    else groups.set(typeName(choice.type), [choice]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [{ type: group[0].type, choices: group }] : []));
}

/** One column for all properties of one name and type, whatever their event. */
function columnChooser(
  catalog: Catalog,
  firstNew: number,
): (name: string, type: DataType) => { column: string; isNew: boolean } {
  const known = new Map<string, string>();
  const keyOf = (name: string, type: DataType): string => JSON.stringify([name, typeName(type)]);
  for (const event of catalog.events) {
    for (const property of event.properties) known.set(keyOf(property.name, property.type), property.column);
  }
  let next = firstNew;
  return (name, type) => {
    const column = known.get(keyOf(name, type));
    if (column !== undefined) return { column, isNew: false };
    const made = `p${next}`;
    next += 1;
    return { column: made, isNew: true };
  };
}
