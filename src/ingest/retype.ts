import { z } from "zod";
import type { Attribute, Catalog, DataType, EventType, Property } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { bind, type Fragment, identifier, render, sql } from "../compiler/sql.ts";
import { columnType, typeText } from "../engine/schema.ts";
import type { Storage } from "../engine/storage.ts";
import { AppError } from "../errors.ts";
import { castTo, type Cell, isMisfit, textOf } from "./cell.ts";
import { shown, withArticle } from "./reason.ts";

/** What is to become of a type: of an attribute, or of a property of an event. */
export interface RetypeRequest {
  readonly name: string;
  /** Left out: an attribute. */
  readonly event?: string | undefined;
  readonly type: DataType;
  /** Whether values that are not of the type become unknown; left out, they forbid it. */
  readonly misfits?: "refuse" | "unknown" | undefined;
}

export interface Retyped {
  readonly from: string;
  readonly to: string;
  /** How many values were known. */
  readonly known: number;
  /** How many of them are unknown now, and the first 100. */
  readonly misfits: number;
  readonly firstMisfits: readonly Misfit[];
}

export interface Misfit {
  readonly customer: string;
  /** Its first 60 characters. */
  readonly value: string;
}

const REPORTED = 100;

/** Where the values are. */
interface Place {
  readonly table: "customers" | "events";
  readonly rows: Fragment;
  readonly found: Property;
  readonly column: string;
}

/**
 * Gives an attribute or a property another type. Its values stay where they are and are read from there as the new type, so nothing is
 * rewritten; those that are not of the type forbid it, unless they may become unknown. No import may be at work.
 *
 * @throws AppError `unknown_attribute`, `unknown_event`, `unknown_property`; `type_conflict` for values that are not of the type
 */
export async function retype(storage: Storage, request: RetypeRequest, signal: AbortSignal | undefined): Promise<Retyped> {
  await storage.prepareImport();
  const place = placeOf(storage, request);
  const { found } = place;
  const [from, to] = [typeName(found.type), typeName(request.type)];
  if (found.type.kind === "records" || request.type.kind === "records") {
    throw new AppError("type_conflict", "Lists of records keep their type.", { hint: "Import the values under another name." });
  }
  const cell = storedCell(identifier(found.column), found.type);
  const judged = await judge(storage, place, cell, request.type, signal);
  const refused = judged.misfits > 0 && request.misfits !== "unknown";
  if (refused) throw misfitsError(request, judged);
  if (from !== to) await change(storage, place, cell, request, signal);
  return { from, to, ...judged };
}

async function change(storage: Storage, place: Place, cell: Cell, request: RetypeRequest, signal: AbortSignal | undefined): Promise<void> {
  const { layout, manifest } = storage;
  const { table, column, rows: among } = place;
  const type = columnType(request.type);
  const nothing = request.type.kind === "value" ? sql`NULL` : sql`[]`;
  const value = sql`if(${among}, ${castTo(cell, request.type)}, ${nothing})`;
  const holders = layout.holders(table);
  for (const engine of layout.engines) {
    const read = holders.includes(engine) ? sql` DEFAULT ${value}` : sql``;
    await engine.run(render(sql`ALTER TABLE ${identifier(table)} ADD COLUMN ${identifier(column)} ${typeText(type)}${read}`), { signal });
  }
  await storage.commit(
    { ...manifest, catalog: withType(manifest.catalog, request, place), nextColumn: manifest.nextColumn + 1, nextImport: manifest.nextImport + 1 },
    { import: manifest.nextImport, staged: {} },
    { signal },
  );
}

function placeOf({ catalog, manifest }: Storage, { name, event }: RetypeRequest): Place {
  const next = manifest.nextColumn;
  if (event === undefined) {
    const found = catalog.attributes.find((attribute) => attribute.name === name);
    if (found === undefined) throw unknown("attribute", `There is no attribute ${JSON.stringify(name)}.`);
    return { table: "customers", rows: sql`1`, found, column: `a${next}` };
  }
  const type = catalog.events.find((each) => each.name === event);
  if (type === undefined) throw unknown("event", `There is no event ${JSON.stringify(event)}.`);
  const found = type.properties.find((property) => property.name === name);
  if (found === undefined) throw unknown("property", `The event ${JSON.stringify(event)} has no property ${JSON.stringify(name)}.`);
  return { table: "events", rows: sql`event = ${bind("String", event)}`, found, column: `p${next}` };
}

function unknown(what: string, message: string): AppError {
  return new AppError(`unknown_${what}`, message, { hint: "`npx coterie catalog` lists what there is." });
}

/** A stored value as the text that a file would have for it. */
function storedCell(column: Fragment, type: DataType): Cell {
  if (type.kind !== "value") return { raw: sql`nullIf(toJSONString(${column}), '[]')`, encoding: "text" };
  if (type.of === "datetime") return { raw: sql`concat(replaceOne(toString(${column}), ' ', 'T'), 'Z')`, encoding: "text" };
  return { raw: sql`CAST(toString(${column}), 'Nullable(String)')`, encoding: "text" };
}

const countsSchema = z.object({ known: z.number(), misfits: z.number() });
const misfitSchema = z.object({ customer: z.string(), value: z.string() });

async function judge(storage: Storage, { table, rows }: Place, cell: Cell, type: DataType, signal: AbortSignal | undefined) {
  const wrong = isMisfit(cell, type);
  const [row] = await storage.engine.rows(
    render(sql`SELECT countIf(${textOf(cell)} IS NOT NULL) AS known, countIf(${wrong}) AS misfits FROM ${identifier(table)} WHERE ${rows}`),
    { signal },
  );
  const counts = countsSchema.parse(row);
  if (counts.misfits === 0) return { ...counts, firstMisfits: [] };
  const found = await storage.engine.rows(
    render(sql`SELECT keys.key AS customer, wrong.value AS value
      FROM (SELECT id, ${shown(cell)} AS value FROM ${identifier(table)} WHERE ${rows} AND ${wrong} ORDER BY id LIMIT ${bind("UInt32", REPORTED)}) AS wrong
      INNER JOIN keys ON keys.id = wrong.id ORDER BY wrong.id`),
    { signal },
  );
  return { ...counts, firstMisfits: found.map((each) => misfitSchema.parse(each)) };
}

function misfitsError({ name, event, type }: RetypeRequest, { known, misfits, firstMisfits: [first] }: Omit<Retyped, "from" | "to">): AppError {
  const what = `${misfits} of ${known} known values of ${JSON.stringify(name)} ${misfits === 1 ? "is" : "are"} not ${withArticle(type)}`;
  const mend = event === undefined ? "Import the right values for these customers first, or let" : "Let";
  return new AppError("type_conflict", `${what}; the first is ${first?.value ?? ""} of the customer ${JSON.stringify(first?.customer)}.`, {
    hint: `${mend} them become unknown: --misfits unknown.`,
  });
}

function withType(catalog: Catalog, { name, event, type }: RetypeRequest, { found, column }: Place): Catalog {
  const version = catalog.version + 1;
  const changed = { name, type, column, kept: [...(found.kept ?? []), found.column] };
  if (event === undefined) {
    const attributes = catalog.attributes.map((each): Attribute => (each.name === name ? { ...changed, version } : each));
    return { ...catalog, version, attributes };
  }
  const events = catalog.events.map((each): EventType =>
    each.name === event
      ? { ...each, version, properties: each.properties.map((property) => (property.name === name ? changed : property)) }
      : each,
  );
  return { ...catalog, version, events };
}
