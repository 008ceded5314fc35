import { type Catalog, type DataType, EMPTY_CATALOG, type Field } from "../catalog/types.ts";
import { assertNever } from "../errors.ts";
import type { AttributeCondition, Condition, Counted, EventCondition, EventFilter, ItemCondition, RecordFilter, RecordsCondition } from "./ast.ts";
import { describeMeasure } from "./describe-measure.ts";
import { describeSequence } from "./describe-sequence.ts";
import { countRange } from "./count-range.ts";
import { describeTest, type Shape } from "./describe-test.ts";
import { describeWindow } from "./describe-window.ts";
import { eventsNamed, meaningOf } from "./fields.ts";
import { countOperator } from "./operators.ts";
import { listed, named, quoted } from "./phrase.ts";
import { isRecordsCondition } from "./records.ts";
import { active, isEverything, isGroup, isNot, isNothing, type Leaf, type LeafOf, type Tree } from "./tree.ts";

export interface DescribeOptions {
  /** How many values of a set are named before the rest is counted; all when left out. */
  readonly values?: number;
  /** The names of saved segments by their ids; those that are not there are told by the id alone. */
  readonly segments?: ReadonlyMap<string, { readonly name: string }>;
}

/**
 * A checked condition as one English sentence. Groups in groups stand in parentheses, texts in marks, and "or is unknown" wherever
 * customers without a value are in. With all values named, conditions of different normal forms have different sentences. The
 * catalog tells lists from single values; without one a list is known by its `match` alone.
 */
export function describe(condition: Condition, catalog?: Catalog, options: DescribeOptions = {}): string {
  const scope = { catalog, most: options.values ?? Number.POSITIVE_INFINITY, segments: options.segments };
  const tree = active<LeafOf<Condition>>(condition);
  if (tree === undefined || isEverything<LeafOf<Condition>>(tree)) return "Everyone.";
  if (isNothing<LeafOf<Condition>>(tree)) return "Nobody.";
  const clause = (leaf: LeafOf<Condition>, denied: boolean) => conditionClause(leaf, denied, scope);
  return `Customers ${treeClause<LeafOf<Condition>>(tree, clause, PEOPLE, true)}.`;
}

interface Scope {
  readonly catalog: Catalog | undefined;
  readonly most: number;
  readonly segments: DescribeOptions["segments"] | undefined;
}

interface Words {
  readonly everything: string;
  readonly nothing: string;
  readonly not: string;
}

const PEOPLE: Words = { everything: "who are anyone", nothing: "who are no one", not: "who are not those" };
const RECORDS: Words = { everything: "anything", nothing: "nothing", not: "not" };
const EVENTS: Words = { everything: "anything holds", nothing: "nothing holds", not: "not" };

function treeClause<L extends Leaf>(node: Tree<L>, clause: (leaf: L, denied: boolean) => string, words: Words, isRoot = false): string {
  if (isEverything<L>(node)) return words.everything;
  if (isNothing<L>(node)) return words.nothing;
  if (isGroup<L>(node)) {
    const parts = node.of.map((child) => treeClause(child, clause, words, isRoot && node.of.length === 1));
    const text = parts.join(node.kind === "all" ? ", and " : ", or ");
    return isRoot || parts.length === 1 ? text : `(${text})`;
  }
  if (!isNot<L>(node)) return clause(node, false);
  return deniedClause(node.of, clause, words);
}

function deniedClause<L extends Leaf>(node: Tree<L>, clause: (leaf: L, denied: boolean) => string, words: Words): string {
  if (isNot<L>(node)) return treeClause(node.of, clause, words);
  if (isEverything<L>(node)) return words.nothing;
  if (isNothing<L>(node)) return words.everything;
  if (!isGroup<L>(node)) return clause(node, true);
  const [only] = node.of;
  if (node.of.length === 1 && only !== undefined) return deniedClause(only, clause, words);
  return `${words.not} ${treeClause(node, clause, words)}`;
}

function conditionClause(leaf: LeafOf<Condition>, denied: boolean, scope: Scope): string {
  switch (leaf.kind) {
    case "attribute":
      return attributeClause(leaf, denied, scope);
    case "event":
      return leaf.pick === undefined ? eventClause(leaf, denied, scope) : pickClause(leaf, denied, scope);
    case "sequence":
      return `who ${describeSequence(leaf, denied, (where, event) => filterText(where, event, scope))}`;
    case "segment":
      return `who are ${denied ? "not " : ""}in the segment ${labelled(scope.segments?.get(leaf.segment)?.name, leaf.segment)}`;
    case "list":
      return `who are ${denied ? "not " : ""}on the list ${labelled(scope.catalog?.lists.find(({ id }) => id === leaf.list)?.name, leaf.list)}`;
    case "sample": {
      const from = leaf.offset === undefined || leaf.offset === 0 ? "" : ` from ${leaf.offset}% on`;
      return `who are ${denied ? "not " : ""}in a random ${leaf.percent}%${from} drawn by ${quoted(leaf.salt)}`;
    }
    default:
      return assertNever(leaf);
  }
}

/** A name may be that of several, an id is not. */
function labelled(name: string | undefined, id: string): string {
  return name === undefined ? named(id) : `${quoted(name)} (${named(id)})`;
}

function attributeClause(leaf: AttributeCondition | RecordsCondition, denied: boolean, scope: Scope): string {
  const type = scope.catalog?.attributes.find((attribute) => attribute.name === leaf.attribute)?.type;
  if (isRecordsCondition(leaf, scope.catalog ?? EMPTY_CATALOG)) {
    const { count, orNone, isDenied } = countText(leaf, denied);
    const where = recordsText(leaf.where, type?.kind === "records" ? type.fields : [], scope);
    return `who ${isDenied ? "do not have" : "have"} ${count} of ${named(leaf.attribute)}${where}${orNone}`;
  }
  return `whose ${named(leaf.attribute)} ${describeTest(leaf, shapeOf(type), denied, scope.most)}`;
}

/** How many records: the complement of an open range is said by the other range. */
function countText(counted: Counted, denied: boolean): { readonly count: string; readonly orNone: string; readonly isDenied: boolean } {
  const { low, high } = countRange(counted);
  if (denied && high === undefined && low > 0) return countText({ op: "at_most", value: low - 1 }, false);
  if (denied && low <= 0 && high !== undefined) return countText({ op: "at_least", value: high + 1 }, false);
  const [first = 1, second] = typeof counted.value === "number" ? [counted.value] : (counted.value ?? []);
  const words = countOperator(counted.op ?? "at_least")?.sentence ?? "{}";
  const count = words.replace("{}", second === undefined ? String(first) : `${first} and ${second}`);
  const holdsOfNone = low <= 0 && (high === undefined || high >= 0);
  return { count, orNone: holdsOfNone !== denied ? " (or none)" : "", isDenied: denied };
}

function recordsText(where: RecordFilter | undefined, fields: readonly Field[], { most }: Scope): string {
  const tree = where === undefined ? undefined : active<LeafOf<RecordFilter>>(where);
  if (tree === undefined || isEverything<LeafOf<RecordFilter>>(tree)) return "";
  const clause = (leaf: LeafOf<RecordFilter>, denied: boolean) =>
    `${named(leaf.field)} ${describeTest(leaf, fields.find(({ name }) => name === leaf.field)?.type.kind, denied, most)}`;
  return ` with (${treeClause<LeafOf<RecordFilter>>(tree, clause, RECORDS, true)})`;
}

function eventClause(leaf: EventCondition, denied: boolean, scope: Scope): string {
  const window = leaf.window === undefined ? "" : ` ${describeWindow(leaf.window)}`;
  const [verb, measured] = describeMeasure(leaf, denied);
  return `who ${verb} ${eventNames(leaf)}${measured}${window}${filterText(leaf.where, leaf.event, scope)}`;
}

/** `whose first “Order” in the last 30 days is one where …`; chosen from all time, the window is said of it instead. */
function pickClause(leaf: EventCondition, denied: boolean, scope: Scope): string {
  const window = leaf.window === undefined ? "" : ` ${describeWindow(leaf.window)}`;
  const [chosen, lies] = leaf.pickFrom === "ever" ? [`${leaf.pick} ever ${eventNames(leaf)}`, window] : [`${leaf.pick} ${eventNames(leaf)}${window}`, ""];
  return `whose ${chosen} ${denied ? "is not one" : "is one"}${lies}${filterText(leaf.where, leaf.event, scope)}`;
}

function eventNames({ event }: EventCondition): string {
  return listed((typeof event === "string" ? [event] : event).map(quoted), "or");
}

function filterText(where: EventFilter | undefined, event: string | readonly string[], scope: Scope): string {
  const tree = where === undefined ? undefined : active<LeafOf<EventFilter>>(where);
  if (tree === undefined || isEverything<LeafOf<EventFilter>>(tree)) return "";
  const events = scope.catalog === undefined ? [] : eventsNamed(scope.catalog, event);
  const typeOf = (name: string): DataType | undefined => {
    const meaning = meaningOf(events, name);
    return meaning.kind === "found" ? meaning.type : undefined;
  };
  const clause = (leaf: LeafOf<EventFilter>, denied: boolean) => {
    if (leaf.kind === "item") return itemText(leaf, denied, typeOf(leaf.of), scope);
    const name = leaf.property === "$time" ? "its time" : named(leaf.property);
    return `${name} ${describeTest(leaf, leaf.property === "$time" ? "value" : shapeOf(typeOf(leaf.property)), denied, scope.most)}`;
  };
  return ` where ${treeClause<LeafOf<EventFilter>>(tree, clause, EVENTS)}`;
}

function itemText(leaf: ItemCondition, denied: boolean, type: DataType | undefined, scope: Scope): string {
  const { count, orNone, isDenied } = countText(leaf, denied);
  return `${isDenied ? "not " : ""}${count} of ${named(leaf.of)}${recordsText(leaf.where, type?.kind === "records" ? type.fields : [], scope)}${orNone}`;
}

function shapeOf(type: DataType | undefined): Shape {
  return type === undefined || type.kind === "records" ? undefined : type.kind;
}
