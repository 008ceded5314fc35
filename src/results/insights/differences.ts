import { z } from "zod";
import type { Catalog } from "../../catalog/types.ts";
import { inSpan } from "../../compiler/event-span.ts";
import { isEvent } from "../../compiler/print-filter.ts";
import { minus } from "../../compiler/set.ts";
import { setGraph } from "../../compiler/set-graph.ts";
import { sql } from "../../compiler/sql.ts";
import { grouped } from "../../compiler/grouped.ts";
import { invariant } from "../../errors.ts";
import type { Condition } from "../../segment/ast.ts";
import { resolveWindow } from "../../segment/window.ts";
import { receiptOf, type Timed, type Workbench } from "../audience.ts";
import { type Compared, comparing, everyoneBeside } from "../comparing.ts";
import type { Receipt } from "../receipt.ts";
import { sizesOf } from "../sizes.ts";
import { attributeTiles } from "./customer-tiles.ts";
import { onScene, type Scene } from "./scene.ts";
import { overlaps } from "./sets.ts";
import { chanceOf, differenceInterval, distance, falseDiscoveryRates, type Part } from "./statistics.ts";
import type { BarOf } from "./tile.ts";

/** What a difference is about. */
export type About =
  | { readonly kind: "attribute"; readonly attribute: string }
  /** Whether they ever did it, or in the last so many days. */
  | { readonly kind: "event"; readonly event: string };

/** One thing that is more, or less, frequent in a segment than among all others of the base. */
export interface Difference {
  readonly of: BarOf | { readonly kind: "ever" | "lately" };
  /** Selects all customers of whom it holds, in the segment or not. */
  readonly where: Condition;
  /** Of how many it holds in the segment, and among all others of the base. */
  readonly segment: number;
  readonly rest: number;
  readonly share: number;
  readonly restShare: number;
  /** `share − restShare`, and its 95 % interval. */
  readonly difference: number;
  readonly interval: readonly [low: number, high: number];
  /** The rate of false findings at which it counts as found. */
  readonly rate: number;
  /** How far the segment departs at least; what findings are ordered by. */
  readonly strength: number;
}

/** All that is different of one attribute or event, the farthest first. */
export interface DifferenceGroup {
  readonly about: About;
  readonly differences: readonly Difference[];
}

export interface Differences {
  readonly segment: Receipt;
  readonly base: Receipt;
  /** How many of the base are not in the segment. */
  readonly rest: number;
  /** How many comparisons were made. */
  readonly tests: number;
  /** Too few customers, of the segment or beside it, to tell. */
  readonly tooFew: boolean;
  /** The farthest first. */
  readonly found: readonly DifferenceGroup[];
  /** What the definition itself asks about, and so was not compared. */
  readonly leftOut: readonly About[];
}

/** Customers of each side, at least. */
const LEAST_CUSTOMERS = 30;
/** Customers of whom it holds, on both sides together, at least; and so many who would be expected on each. */
const LEAST_IN_CELL = 50;
const LEAST_EXPECTED = 5;
const MOST_RATE = 0.05;
/** Smaller differences are told of nobody, however sure they are: a point, and less than half as much again. */
const LEAST_DIFFERENCE = 0.01;
const LEAST_RATIO = 1.5;
const LATELY_DAYS = 30;
const MOST_VALUES = 50;
const MOST_ATTRIBUTES = 300;
const MOST_EVENTS = 300;
const MOST_GROUPS = 50;
const MOST_IN_GROUP = 10;

/**
 * What makes the customers of a segment different from all others of the base: every value or range of every attribute, and every
 * event, each compared by Fisher's exact test, with the false discovery rate held over all of them (`docs/insights.md`).
 *
 * @param against left out: everyone
 * @throws AppError `invalid_definition` with all problems of the first definition that has some
 */
export function differences(bench: Workbench, segment: Compared, against: Compared | undefined, signal?: AbortSignal): Promise<Differences> {
  return comparing(bench, [segment, against ?? everyoneBeside(segment)], signal, async ([ofSegment, ofBase], catalog) => {
    invariant(ofSegment && ofBase, "a segment is compared with a base");
    const restSet = minus(ofBase.plan.set, ofSegment.plan.set);
    const graph = setGraph();
    const [inSegment, inBase, inRest] = [graph.add(ofSegment.plan.set), graph.add(ofBase.plan.set), graph.add(restSet)];
    const sizeOf = await sizesOf(bench, graph, [inSegment, inBase, inRest], catalog, signal);
    const sizes = { segment: sizeOf(inSegment), base: sizeOf(inRest) };
    const asked = named(ofSegment);
    const tooFew = sizes.segment < LEAST_CUSTOMERS || sizes.base < LEAST_CUSTOMERS;
    const sets = { segment: ofSegment.plan.set, base: restSet };
    const shown = { sizes, timeZone: ofSegment.timeZone, most: MOST_VALUES, commonest: "both" } as const;
    const cells = tooFew ? [] : await onScene(bench, sets, shown, catalog, signal, (scene) => cellsOf(scene, catalog, asked, ofSegment));
    const { found, tests } = judged(cells, sizes.segment, sizes.base);
    return {
      segment: receiptOf(bench, ofSegment, sizes.segment),
      base: receiptOf(bench, ofBase, sizeOf(inBase)),
      rest: sizes.base,
      tests,
      tooFew,
      found,
      leftOut: [
        ...[...asked.attributes].map((attribute): About => ({ kind: "attribute", attribute })),
        ...[...asked.events].map((event): About => ({ kind: "event", event })),
      ],
    };
  });
}

interface Named {
  readonly attributes: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
}

/** What a definition asks about, by way of other segments too. */
function named({ plan }: Timed): Named {
  return {
    attributes: new Set(plan.leaves.flatMap(({ reads }) => reads.attributes)),
    events: new Set(plan.leaves.flatMap(({ reads }) => reads.events)),
  };
}

/** One thing that customers may have in common, with how many have. */
interface Cell {
  readonly about: About;
  readonly of: Difference["of"];
  readonly where: Condition;
  readonly segment: number;
  readonly rest: number;
}

async function cellsOf(scene: Scene, catalog: Catalog, asked: Named, { now, timeZone }: Timed): Promise<readonly Cell[]> {
  const attributes = catalog.attributes.filter(({ name }) => !asked.attributes.has(name)).slice(0, MOST_ATTRIBUTES);
  const events = catalog.events.filter(({ name }) => !asked.events.has(name)).slice(0, MOST_EVENTS).map(({ name }) => name);
  const [tiles, did] = await Promise.all([attributeTiles(attributes, scene), eventCells(scene, events, { now, timeZone })]);
  const ofAttributes = tiles.flatMap(({ bars }, index) => {
    const about: About = { kind: "attribute", attribute: attributes[index]?.name ?? "" };
    const telling = bars.filter(({ of }) => of.kind !== "others");
    return telling.map(({ of, where, segment, base }): Cell => ({ about, of, where, segment, rest: base }));
  });
  return [...ofAttributes, ...did];
}

const eventRow = z.object({ event: z.string(), lately: z.number(), segment: z.number(), base: z.number() });

/** Who did each event, ever and lately. */
async function eventCells({ rows, sets }: Scene, events: readonly string[], clock: Pick<Timed, "now" | "timeZone">): Promise<readonly Cell[]> {
  if (events.length === 0) return [];
  const window = { last: LATELY_DAYS, unit: "day" } as const;
  const { from = 0, to = clock.now + 1 } = resolveWindow(window, clock);
  const found = await rows(sql`SELECT toString(event) AS event, lately, ${overlaps(sets, sql`members`)} FROM (
      SELECT event, arrayJoin([0, 1]) AS lately, if(lately = 1, recent, ever) AS members FROM (
        SELECT event, groupBitmapState(id) AS ever, groupBitmapStateIf(id, ${inSpan({ from, to })}) AS recent
        FROM events WHERE ${isEvent(events)} AND ${inSpan({ to: clock.now + 1 })} GROUP BY event))`);
  return found.map((row): Cell => {
    const { event, lately, segment, base } = eventRow.parse(row);
    const where: Condition = lately === 1 ? { kind: "event", event, window } : { kind: "event", event };
    return { about: { kind: "event", event }, of: { kind: lately === 1 ? "lately" : "ever" }, where, segment, rest: base };
  });
}

/** Compares all cells that hold enough, and keeps what is different enough for sure. */
function judged(cells: readonly Cell[], inSegment: number, inRest: number): Pick<Differences, "found" | "tests"> {
  const tested = cells.filter(({ segment, rest }) => {
    const expected = ((segment + rest) * Math.min(inSegment, inRest)) / (inSegment + inRest);
    return segment + rest >= LEAST_IN_CELL && expected >= LEAST_EXPECTED && segment + rest < inSegment + inRest;
  });
  const parts = tested.map(({ segment, rest }): readonly [Part, Part] => [{ count: segment, of: inSegment }, { count: rest, of: inRest }]);
  const rates = falseDiscoveryRates(parts.map(([one, other]) => chanceOf(one, other)));
  const all = tested.flatMap((cell, index) => {
    const [one, other] = parts[index] ?? [];
    if (one === undefined || other === undefined) return [];
    return [{ cell, difference: measured(cell, one, other, rates[index] ?? 1) }];
  });
  const found = all.filter(({ difference }) => difference.rate <= MOST_RATE && isLarge(difference));
  found.sort((a, b) => b.difference.strength - a.difference.strength);
  const groups = grouped(found, ({ cell }) => JSON.stringify(cell.about)).map((group) => ({
    about: group[0].cell.about,
    differences: group.slice(0, MOST_IN_GROUP).map(({ difference }) => difference),
  }));
  return { found: groups.slice(0, MOST_GROUPS), tests: tested.length };
}

function measured({ of, where, segment, rest }: Cell, one: Part, other: Part, rate: number): Difference {
  const [share, restShare] = [one.count / one.of, other.count / other.of];
  return {
    ...{ of, where, segment, rest, share, restShare, rate },
    difference: share - restShare,
    interval: differenceInterval(one, other),
    strength: distance(one, other),
  };
}

function isLarge({ difference, share, restShare }: Difference): boolean {
  const ratio = Math.max(share, restShare) / Math.min(share, restShare);
  return Math.abs(difference) >= LEAST_DIFFERENCE || ratio >= LEAST_RATIO;
}
