import type { ScalarType } from "../catalog/types.ts";
import { assertNever, invariant } from "../errors.ts";
import type { AttributeCondition, EventCondition, EventFilter, ExportedCondition, RecordFilter, RecordsCondition, SequenceCondition, Test, Window } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import type { MovesCondition } from "../segment/expand.ts";
import { isScalar } from "../segment/fields.ts";
import { isRecordsCondition } from "../segment/records.ts";
import type { MovingEdge } from "../segment/turning-points.ts";
import { anniversaryEdges, dayEdges, instantEdges, nowEdge, pastEdge } from "../segment/window-edges.ts";
import { typesOf } from "./event-scope.ts";
import { milliseconds } from "./duration.ts";
import type { Part } from "./parts.ts";
import { keptFor } from "./plan-kept.ts";
import type { Place } from "./plan.ts";
import { isEvent, knownItems } from "./print-filter.ts";
import { propertyPlaces, recordsPlaces } from "./property-place.ts";
import { identifier, sql, type Fragment } from "./sql.ts";

/** Values that passing time alone can bring into a window, or out of one. */
export interface TimeRead {
  readonly values: TimeValues;
  /** What passes these values, which ascend. */
  readonly edges: (values: readonly number[]) => readonly MovingEdge[];
}

/** Epoch milliseconds; of a date those of its midnight in UTC. */
export type TimeValues =
  /** When events of these names happened. */
  | { readonly kind: "happened"; readonly events: readonly string[] }
  /** Those of the column `value` of a query, which is of all customers. */
  | { readonly kind: "known"; readonly query: Fragment }
  /** Ascending. */
  | { readonly kind: "given"; readonly values: readonly number[] };

/** Everything in a part of a condition that depends on `now`: while no edge passes a value, nobody enters or leaves it. */
export function timeReads({ node, circumstances }: Part): readonly TimeRead[] {
  switch (node.kind) {
    case "attribute":
      return attributeReads(node, circumstances);
    case "event":
      return eventReads(node, circumstances);
    case "sequence":
      return sequenceReads(node, circumstances);
    case "moves":
    case "exported":
      return keptReads(node, circumstances);
    case "list":
    case "sample":
      return [];
    default:
      return assertNever(node);
  }
}

/** Of everybody: whom a set holds is asked when its instant passes. */
function keptReads(node: MovesCondition | ExportedCondition, circumstances: Circumstances): readonly TimeRead[] {
  const { window } = node;
  const instants = keptFor(node, circumstances).map(({ at }) => at);
  const edges = (values: readonly number[]) => [nowEdge(values), ...(window === undefined ? [] : instantEdges(window, circumstances.timeZone, values))];
  return [{ values: { kind: "given", values: instants.toSorted((one, other) => one - other) }, edges }];
}

function attributeReads(node: AttributeCondition | RecordsCondition, circumstances: Circumstances): readonly TimeRead[] {
  const attribute = circumstances.catalog.attributes.find(({ name }) => name === node.attribute);
  invariant(attribute !== undefined, `a checked definition has no attribute ${node.attribute}`);
  const { type, column } = attribute;
  if (isScalar(type)) {
    invariant(!isRecordsCondition(node, circumstances.catalog), `a checked test is of the values of ${node.attribute}`);
    return testReads(node, type, { kind: type.kind, column }, sql`customers`, circumstances);
  }
  invariant(isRecordsCondition(node, circumstances.catalog), `a checked test is of the records ${node.attribute}`);
  return recordReads(node.where, { column, fields: type.fields }, sql`customers`, circumstances);
}

function eventReads({ event, window, where }: EventCondition, circumstances: Circumstances): readonly TimeRead[] {
  return [...happened(event, circumstances, window), ...filterReads(where, event, circumstances)];
}

function sequenceReads({ steps, window }: SequenceCondition, circumstances: Circumstances): readonly TimeRead[] {
  const [first] = steps;
  const opening = first === undefined ? [] : happened(first.event, circumstances, window);
  const lasts = steps.flatMap(({ within, absent }) => (absent === true && within !== undefined ? [milliseconds(within)] : []));
  const each = steps.flatMap((step) => [
    ...happened(step.event, circumstances, undefined, lasts),
    ...filterReads(step.where, step.event, circumstances),
  ]);
  return [...opening, ...each];
}

/** Events come when it is their time, enter and leave a window, and are past for so long. */
function happened(
  event: string | readonly string[],
  circumstances: Circumstances,
  window: Window | undefined,
  past: readonly number[] = [],
): readonly TimeRead[] {
  const events = typesOf(event, circumstances.catalog).map(({ name }) => name);
  if (events.length === 0) return [];
  return [
    {
      values: { kind: "happened", events },
      edges: (values) => [
        nowEdge(values),
        ...(window === undefined ? [] : instantEdges(window, circumstances.timeZone, values)),
        ...past.map((length) => pastEdge(length, values)),
      ],
    },
  ];
}

function filterReads(node: EventFilter | undefined, event: string | readonly string[], circumstances: Circumstances): readonly TimeRead[] {
  if (node === undefined) return [];
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.flatMap((child) => filterReads(child, event, circumstances));
    case "not":
      return filterReads(node.of, event, circumstances);
    case "property": {
      const types = typesOf(event, circumstances.catalog);
      if (types.length === 0) return [];
      if (node.property === "$time") {
        const rows = sql`events WHERE ${isEvent(types.map(({ name }) => name))}`;
        return testReads(node, { kind: "value", of: "datetime" }, { kind: "value", column: "time" }, rows, circumstances);
      }
      return propertyPlaces(node.property, types).flatMap(({ events, type, place }) =>
        testReads(node, type, place, sql`events WHERE ${isEvent(events)}`, circumstances),
      );
    }
    case "item":
      return recordsPlaces(node.of, typesOf(event, circumstances.catalog)).flatMap(({ events, ...place }) =>
        recordReads(node.where, place, sql`events WHERE ${isEvent(events)}`, circumstances),
      );
    default:
      return assertNever(node);
  }
}

interface Records {
  readonly column: string;
  readonly fields: readonly { readonly name: string; readonly type: ScalarType }[];
}

function recordReads(node: RecordFilter | undefined, records: Records, from: Fragment, circumstances: Circumstances): readonly TimeRead[] {
  if (node === undefined) return [];
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.flatMap((child) => recordReads(child, records, from, circumstances));
    case "not":
      return recordReads(node.of, records, from, circumstances);
    case "field": {
      const index = records.fields.findIndex(({ name }) => name === node.field);
      const field = records.fields[index];
      invariant(field !== undefined, `a checked definition has no field ${node.field}`);
      const place = { kind: "field", column: records.column, field: index + 1, nested: field.type.kind === "list" } as const;
      return testReads(node, field.type, place, from, circumstances);
    }
    default:
      return assertNever(node);
  }
}

function testReads({ op, window }: Test, { of }: ScalarType, place: Place, from: Fragment, { timeZone }: Circumstances): readonly TimeRead[] {
  if (window === undefined || (of !== "date" && of !== "datetime")) return [];
  const each = place.kind === "value" ? identifier(place.column) : sql`arrayJoin(${knownItems(place)})`;
  const known = sql`SELECT ${each} AS known FROM ${from}`;
  const value = of === "date" ? sql`toInt64(toInt32(known)) * 86400000` : sql`toUnixTimestamp64Milli(known)`;
  const query = sql`SELECT DISTINCT assumeNotNull(${value}) AS value FROM (${known}) WHERE isNotNull(known)`;
  const values: TimeValues = { kind: "known", query };
  if (op === "anniversary_in") return [{ values, edges: (given) => anniversaryEdges(window, timeZone, given, of) }];
  return [{ values, edges: (given) => (of === "date" ? dayEdges : instantEdges)(window, timeZone, given) }];
}
