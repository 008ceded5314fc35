import { type Catalog, EMPTY_CATALOG } from "../catalog/types.ts";
import { assertNever } from "../errors.ts";
import type { AttributeCondition, Condition, EventCondition, RecordsCondition, SegmentCondition, Window } from "./ast.ts";
import { describeCount } from "./describe-count.ts";
import { describeFilter, describeRecords, shapeOf } from "./describe-filter.ts";
import { describeMeasure } from "./describe-measure.ts";
import { describeSequence, eventNames } from "./describe-sequence.ts";
import { describeTest } from "./describe-test.ts";
import { describeTree } from "./describe-tree.ts";
import { describeWindow } from "./describe-window.ts";
import { named, quoted } from "./phrase.ts";
import { isRecordsCondition } from "./records.ts";
import { FULL, type Room, SHORT } from "./room.ts";
import { EXISTS, HAVE, MOVES, PEOPLE, ZONE } from "./sentence-words.ts";
import { active, isEverything, isNothing, type LeafOf } from "./tree.ts";

type Names = ReadonlyMap<string, { readonly name: string }>;

export interface DescribeOptions {
  /** The names of saved segments by their ids; those that are not there are told by the id alone. */
  readonly segments?: Names | undefined;
  /** The same of destinations. */
  readonly destinations?: Names | undefined;
  /** The definition's own zone, which is told when there is one. IANA name. */
  readonly timeZone?: string | undefined;
}

/**
 * A checked condition as one English sentence, the full one. Groups in groups stand in parentheses, texts in marks, and "or is unknown"
 * wherever customers without a value are in. `parseSentence` turns it back: conditions of different normal forms have different
 * sentences. The catalog tells lists from single values and records from both; without one a list is known by its `match` alone.
 */
export function describe(condition: Condition, catalog?: Catalog, options: DescribeOptions = {}): string {
  const zone = options.timeZone === undefined ? "" : ` ${ZONE} ${quoted(options.timeZone, FULL)}.`;
  return `${sentence(condition, { catalog, ...options }, FULL)}${zone}`;
}

/**
 * The short sentence, for screens. It tells 8 values of a set, and less of everything when it would be longer than 300 characters: of
 * values, steps, conditions and characters that are left out it says how many there are. It never has more than 1,000 characters, and
 * tells no zone.
 */
export function describeShort(condition: Condition, catalog?: Catalog, options: Omit<DescribeOptions, "timeZone"> = {}): string {
  const scope = { catalog, ...options };
  let text = "";
  for (const room of SHORT) {
    text = sentence(condition, scope, room);
    if (text.length <= SHORT_ENOUGH) break;
  }
  return text;
}

const SHORT_ENOUGH = 300;

interface Scope extends Omit<DescribeOptions, "timeZone"> {
  readonly catalog: Catalog | undefined;
}

function sentence(condition: Condition, scope: Scope, room: Room): string {
  const tree = active<LeafOf<Condition>>(condition);
  if (tree === undefined || isEverything<LeafOf<Condition>>(tree)) return "Everyone.";
  if (isNothing<LeafOf<Condition>>(tree)) return "Nobody.";
  const clause = (leaf: LeafOf<Condition>, denied: boolean, within: Room) => conditionClause(leaf, denied, scope, within);
  return `Customers ${describeTree<LeafOf<Condition>>(tree, clause, PEOPLE, room, true)}.`;
}

function conditionClause(leaf: LeafOf<Condition>, denied: boolean, scope: Scope, room: Room): string {
  const not = denied ? "not " : "";
  switch (leaf.kind) {
    case "attribute":
      return attributeClause(leaf, denied, scope, room);
    case "event":
      return leaf.pick === undefined ? eventClause(leaf, denied, scope, room) : pickClause(leaf, denied, scope, room);
    case "sequence":
      return `who ${describeSequence(leaf, denied, (where, event) => describeFilter(where, event, scope.catalog, room), room)}`;
    case "segment":
      return `who ${segmentVerb(leaf, denied)} the segment ${labelled(scope.segments?.get(leaf.segment)?.name, leaf.segment, room)}${windowText(leaf.entered ?? leaf.left)}`;
    case "exported":
      return `who were ${not}sent to the destination ${labelled(scope.destinations?.get(leaf.destination)?.name, leaf.destination, room)}${windowText(leaf.window)}`;
    case "list":
      return `who are ${not}on the list ${labelled(scope.catalog?.lists.find(({ id }) => id === leaf.list)?.name, leaf.list, room)}`;
    case "sample": {
      const from = leaf.offset === undefined || leaf.offset === 0 ? "" : ` from ${leaf.offset}% on`;
      return `who are ${not}in a random ${leaf.percent}%${from} drawn by ${quoted(leaf.salt, room)}`;
    }
    default:
      return assertNever(leaf);
  }
}

function segmentVerb({ entered, left }: SegmentCondition, denied: boolean): string {
  if (entered !== undefined) return denied ? MOVES.entered.denied : MOVES.entered.affirmed;
  if (left !== undefined) return denied ? MOVES.left.denied : MOVES.left.affirmed;
  return denied ? "are not in" : "are in";
}

/** A name may be that of several, an id is not; on a screen the name is enough. */
function labelled(name: string | undefined, id: string, room: Room): string {
  if (name === undefined) return named(id, room);
  return room.letters < FULL.letters ? quoted(name, room) : `${quoted(name, room)} (${named(id, room)})`;
}

function attributeClause(leaf: AttributeCondition | RecordsCondition, denied: boolean, scope: Scope, room: Room): string {
  const type = scope.catalog?.attributes.find((attribute) => attribute.name === leaf.attribute)?.type;
  if (isRecordsCondition(leaf, scope.catalog ?? EMPTY_CATALOG)) {
    const { count, orNone, isDenied } = describeCount(leaf, denied);
    const records = `${named(leaf.attribute, room)}${describeRecords(leaf.where, type, room)}`;
    return `who ${isDenied ? HAVE.people.denied : HAVE.people.affirmed} ${count} of ${records}${orNone}`;
  }
  return `whose ${named(leaf.attribute, room)} ${describeTest(leaf, shapeOf(type), denied, room)}`;
}

function eventClause(leaf: EventCondition, denied: boolean, scope: Scope, room: Room): string {
  const [verb, measured] = describeMeasure(leaf, denied, room);
  const window = windowText(leaf.window);
  // Two numbers beside each other would read as one.
  const comma = /\d$/.test(measured) && /^ \d/.test(window) ? "," : "";
  const filter = describeFilter(leaf.where, leaf.event, scope.catalog, room);
  return `who ${verb} ${eventNames(leaf.event, room)}${measured}${comma}${window}${filter}`;
}

/** `whose first “Order” in the last 30 days is one where …`; chosen from all time, the window is said of it instead. */
function pickClause(leaf: EventCondition, denied: boolean, scope: Scope, room: Room): string {
  const names = eventNames(leaf.event, room);
  const chosen = leaf.pickFrom === "ever" ? `${leaf.pick} ever ${names}` : `${leaf.pick} ${names}${windowText(leaf.window)}`;
  const more = `${leaf.pickFrom === "ever" ? windowText(leaf.window) : ""}${describeFilter(leaf.where, leaf.event, scope.catalog, room)}`;
  if (more === "") return `whose ${chosen} ${denied ? EXISTS.denied : EXISTS.affirmed}`;
  return `whose ${chosen} ${denied ? "is not one" : "is one"}${more}`;
}

function windowText(window: Window | undefined): string {
  return window === undefined ? "" : ` ${describeWindow(window)}`;
}
