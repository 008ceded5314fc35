import type { Catalog, DataType, Field } from "../catalog/types.ts";
import type { EventFilter, ItemCondition, RecordFilter } from "./ast.ts";
import { describeCount } from "./describe-count.ts";
import { describeTest, type Shape } from "./describe-test.ts";
import { conditions, describeTree, leavesOf } from "./describe-tree.ts";
import { eventsNamed, meaningOf } from "./fields.ts";
import { named } from "./phrase.ts";
import { inner, type Room } from "./room.ts";
import { EVENTS, HAVE, OWN_TIME, RECORDS } from "./sentence-words.ts";
import { active, isEverything, type LeafOf } from "./tree.ts";

/** What must hold of the same event, after its name: ` where price is at least 100`; empty when every event passes. */
export function describeFilter(
  where: EventFilter | undefined,
  event: string | readonly string[],
  catalog: Catalog | undefined,
  room: Room,
): string {
  const tree = where === undefined ? undefined : active<LeafOf<EventFilter>>(where);
  if (tree === undefined || isEverything<LeafOf<EventFilter>>(tree)) return "";
  if (room.depth < 1) return ` where ${conditions(leavesOf<LeafOf<EventFilter>>(tree))} hold`;
  const typeOf = (name: string): DataType | undefined => {
    const meaning = meaningOf(catalog === undefined ? [] : eventsNamed(catalog, event), name);
    return meaning.kind === "found" ? meaning.type : undefined;
  };
  const clause = (leaf: LeafOf<EventFilter>, denied: boolean, within: Room) => {
    if (leaf.kind === "item") return itemText(leaf, denied, typeOf(leaf.of), within);
    const isOwnTime = leaf.property === "$time";
    const shape = isOwnTime ? "value" : shapeOf(typeOf(leaf.property));
    return `${isOwnTime ? OWN_TIME : named(leaf.property, within)} ${describeTest(leaf, shape, denied, within)}`;
  };
  return ` where ${describeTree<LeafOf<EventFilter>>(tree, clause, EVENTS, inner(room))}`;
}

/** What must hold of the same record, after its name: ` with (price is at least 100)`; empty when every record passes. */
export function describeRecords(where: RecordFilter | undefined, type: DataType | undefined, room: Room): string {
  const tree = where === undefined ? undefined : active<LeafOf<RecordFilter>>(where);
  if (tree === undefined || isEverything<LeafOf<RecordFilter>>(tree)) return "";
  if (room.depth < 1) return ` with (${conditions(leavesOf<LeafOf<RecordFilter>>(tree))})`;
  const fields: readonly Field[] = type?.kind === "records" ? type.fields : [];
  const clause = (leaf: LeafOf<RecordFilter>, denied: boolean, within: Room) =>
    `${named(leaf.field, within)} ${describeTest(leaf, fields.find(({ name }) => name === leaf.field)?.type.kind, denied, within)}`;
  return ` with (${describeTree<LeafOf<RecordFilter>>(tree, clause, RECORDS, inner(room), true)})`;
}

/** Whether a name stands for one value or for a list; of records nothing is said as a whole. */
export function shapeOf(type: DataType | undefined): Shape {
  return type === undefined || type.kind === "records" ? undefined : type.kind;
}

function itemText(leaf: ItemCondition, denied: boolean, type: DataType | undefined, room: Room): string {
  const { count, orNone, isDenied } = describeCount(leaf, denied);
  const verb = isDenied ? HAVE.event.denied : HAVE.event.affirmed;
  return `${verb} ${count} of ${named(leaf.of, room)}${describeRecords(leaf.where, type, room)}${orNone}`;
}
