import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Catalog, DataType, EventType, Property } from "../../src/catalog/types.ts";
import type { Condition } from "../../src/segment/ast.ts";
import type { KeptSet, Referred, SavedDestination, SavedSegment } from "../../src/segment/checked.ts";
import { acceptedEvents, type Dataset, everyone } from "../reference/dataset.ts";
import { parseInstant } from "../reference/instant.ts";
import { parseDataType, printDataType } from "./data-type.ts";

const type = z.string().transform(parseDataType);
const stored = z.record(z.string(), z.unknown());

/** The border at which a saved condition becomes a tree: the evaluators refuse what they do not know. */
const tree = z.custom<Condition>((where) => typeof where === "object" && where !== null);

const shape = z.strictObject({
  types: z.strictObject({
    attributes: z.record(z.string(), type),
    events: z.record(z.string(), z.record(z.string(), type)),
  }),
  customers: z.array(z.strictObject({ key: z.string(), attributes: stored })),
  events: z.array(
    z.strictObject({ customer: z.string(), event: z.string(), time: z.string(), messageId: z.string(), properties: stored }),
  ),
  lists: z.record(z.string(), z.array(z.string())).default({}),
  segments: z
    .record(
      z.string(),
      z.strictObject({
        where: tree,
        timeZone: z.string().exactOptional(),
        refreshes: z.array(z.strictObject({ at: z.string(), members: z.array(z.string()) })).exactOptional(),
      }),
    )
    .default({}),
  destinations: z.record(z.string(), z.strictObject({ exports: z.array(z.strictObject({ at: z.string(), sent: z.array(z.string()) })) })).default({}),
});

/** Reads `data/<name>.yaml`, and what is added in the events, lists and segments of `data/<more>.yaml`. Throws when anything is not declared. */
export function loadDataset(name: string, more?: string): Dataset {
  const first = z.looseObject({ events: z.array(z.unknown()) }).parse(readData(name));
  const second = more === undefined ? { events: [] } : z.looseObject({ events: z.array(z.unknown()) }).parse(readData(more));
  const dataset = shape.parse({ ...first, ...second, events: [...first.events, ...second.events] });
  for (const customer of dataset.customers) requireDeclared(customer.key, customer.attributes, dataset.types.attributes);
  const keys = new Set(everyone(dataset));
  for (const [of, named] of keysNamed(dataset)) {
    for (const key of named) if (!keys.has(key)) throw new Error(`${of}: there is no customer ${key}`);
  }
  for (const event of dataset.events) requireDeclared(event.event, event.properties, dataset.types.events[event.event]);
  return dataset;
}

/** The catalog that a data set makes, for what looks at no customer. A column is shared by properties of the same name and type. */
export function datasetCatalog(dataset: Dataset): Catalog {
  const columns = new Map<string, string>();
  const propertyOf = ([name, type]: readonly [string, DataType]): Property => {
    const key = JSON.stringify([name, printDataType(type)]);
    const column = columns.get(key) ?? `p${columns.size + 1}`;
    columns.set(key, column);
    return { name, type, column };
  };
  const accepted = acceptedEvents(dataset);
  const events = Object.entries(dataset.types.events).map(([name, properties]): EventType => {
    const times = accepted.filter(({ event }) => event === name).map(({ time }) => parseInstant(time));
    return {
      name,
      properties: Object.entries(properties).map(propertyOf),
      count: times.length,
      oldest: Math.min(...times),
      newest: Math.max(...times),
      version: 1,
    };
  });
  return {
    version: 1,
    customersVersion: 1,
    customers: everyone(dataset).length,
    attributes: Object.entries(dataset.types.attributes).map(([name, type], index) => ({
      name,
      type,
      column: `a${index + 1}`,
      version: 1,
    })),
    events,
    lists: Object.entries(dataset.lists ?? {}).map(([id, keys]) => ({ id, name: id, size: keys.length, version: 1 })),
  };
}

/** What a data set's conditions may refer to, with what is kept of it under the ids of `refreshId` and `exportId`. */
export function datasetReferred(dataset: Dataset): Referred {
  const segments = Object.entries(dataset.segments ?? {}).map(([id, segment]): [string, SavedSegment] => {
    const { where, timeZone, refreshes = [] } = segment;
    const kept = refreshes.map(({ at, members }, nth) => ({ id: refreshId(id, nth), at: parseInstant(at), members, before: refreshes[nth - 1]?.members }));
    const entered = kept.flatMap(({ members, before, ...set }): KeptSet[] => (before && holdsMore(members, before) ? [set] : []));
    const left = kept.flatMap(({ members, before, ...set }): KeptSet[] => (before && holdsMore(before, members) ? [set] : []));
    return [id, { id, name: id, where, timeZone, refreshes: { count: refreshes.length, entered, left } }];
  });
  const destinations = Object.entries(dataset.destinations ?? {}).map(([id, { exports }]): [string, SavedDestination] => {
    const sendings = exports.flatMap(({ at, sent }, nth): KeptSet[] => (sent.length === 0 ? [] : [{ id: exportId(id, nth), at: parseInstant(at) }]));
    return [id, { id, name: id, sendings }];
  });
  return { segments: new Map(segments), destinations: new Map(destinations) };
}

/** What is kept of a refresh of a segment has this id, whether somebody moved or not. */
export function refreshId(segment: string, nth: number): string {
  return `${segment} refreshed ${nth}`;
}

/** What is kept of an export to a destination has this id. */
export function exportId(destination: string, nth: number): string {
  return `${destination} sent ${nth}`;
}

function holdsMore(some: readonly string[], than: readonly string[]): boolean {
  return some.some((key) => !than.includes(key));
}

/** Keys of customers with where they are named. */
function keysNamed({ lists = {}, segments = {}, destinations = {} }: Dataset): readonly (readonly [string, readonly string[]])[] {
  return [
    ...Object.entries(lists),
    ...Object.entries(segments).flatMap(([id, { refreshes = [] }]) => refreshes.map(({ members }) => [id, members] as const)),
    ...Object.entries(destinations).flatMap(([id, { exports }]) => exports.map(({ sent }) => [id, sent] as const)),
  ];
}

function readData(name: string): unknown {
  return parse(readFileSync(new URL(`data/${name}.yaml`, import.meta.url), "utf8"));
}

function requireDeclared(of: string, values: object, types: object | undefined): void {
  for (const name of Object.keys(values)) {
    if (!types || !Object.hasOwn(types, name)) throw new Error(`${of}: ${name} is not declared`);
  }
}
