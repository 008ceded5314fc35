import type { Catalog } from "../../catalog/types.ts";
import { setGraph } from "../../compiler/set-graph.ts";
import { type Path, invariant } from "../../errors.ts";
import { receiptOf, type Timed, type Workbench } from "../audience.ts";
import { type Compared, comparing, everyoneBeside } from "../comparing.ts";
import type { Receipt } from "../receipt.ts";
import { sizesOf } from "../sizes.ts";
import { attributeTiles } from "./customer-tiles.ts";
import { eventTile, propertyTile } from "./event-tiles.ts";
import { type FoundTile, findTile } from "./find-tiles.ts";
import { onScene, type Scene } from "./scene.ts";
import { less } from "./sets.ts";
import type { Both, Tile, TileData } from "./tile.ts";

/** A segment, what it is compared with, and what tiles show of both. */
export interface Insights {
  readonly segment: Receipt;
  /** Of everyone, or of the segment that it is compared with. */
  readonly base: Receipt;
  /** In the order asked for. */
  readonly tiles: readonly TileData[];
}

/** Values that are a bar each. */
const MOST_VALUES = 10;

/**
 * Exact counts of several tiles, of one state of the data: in a segment, and in another one or everyone.
 *
 * @param against left out: everyone
 * @param at where the tiles stand in what the caller sent
 * @throws AppError `invalid_definition` with all problems of the first definition that has some, `unknown_attribute`, `unknown_event`,
 * `unknown_property`
 */
export function insights(
  bench: Workbench,
  segment: Compared,
  against: Compared | undefined,
  tiles: readonly Tile[],
  at: Path,
  signal?: AbortSignal,
): Promise<Insights> {
  const base = against ?? everyoneBeside(segment);
  const conditions = tiles.flatMap((tile, index): Compared[] =>
    tile.kind === "condition" ? [{ question: { ...segment.question, where: tile.where }, at: [...at, index, "where"] }] : [],
  );
  return comparing(bench, [segment, base, ...conditions], signal, async (asked, catalog) => {
    const [ofSegment, ofBase, ...ofTiles] = asked;
    invariant(ofSegment && ofBase, "a segment is compared with a base");
    const found = tiles.map((tile, index) => findTile(tile, catalog, [...at, index]));
    const { sizes, met } = await conditionSizes(bench, ofSegment, ofBase, ofTiles, catalog, signal);
    const sets = { segment: ofSegment.plan.set, base: ofBase.plan.set };
    const shown = { sizes, timeZone: ofSegment.timeZone, most: MOST_VALUES, commonest: "segment" } as const;
    const data = await onScene(bench, sets, shown, catalog, signal, (scene) => tilesOf(found, scene, ofSegment.now));
    const splits = ofTiles.map(({ condition }, index) => split(condition, met[index] ?? sizes, sizes));
    return {
      segment: receiptOf(bench, ofSegment, sizes.segment),
      base: receiptOf(bench, ofBase, sizes.base),
      tiles: data.map((tile) => {
        const made = tile ?? splits.shift();
        invariant(made, "every tile has its data");
        return made;
      }),
    };
  });
}

/** Undefined in the place of a condition. */
async function tilesOf(tiles: readonly FoundTile[], scene: Scene, now: number): Promise<readonly (TileData | undefined)[]> {
  const attributes = tiles.flatMap((tile) => (tile.kind === "attribute" ? [tile.attribute] : []));
  const [ofAttributes, others] = await Promise.all([attributeTiles(attributes, scene), eventTiles(tiles, scene, now)]);
  const left = [...ofAttributes];
  return tiles.map((tile, index) => (tile.kind === "attribute" ? left.shift() : others[index]));
}

/** Of what is asked for twice the same. Undefined in the place of other tiles. */
function eventTiles(tiles: readonly FoundTile[], scene: Scene, now: number): Promise<readonly (TileData | undefined)[]> {
  const made = new Map<string, Promise<TileData>>();
  const once = (key: readonly string[], make: () => Promise<TileData>): Promise<TileData> => {
    const found = made.get(JSON.stringify(key)) ?? make();
    made.set(JSON.stringify(key), found);
    return found;
  };
  return Promise.all(
    tiles.map((tile) => {
      if (tile.kind === "event") return once(["event", tile.event.name, tile.by], () => eventTile(tile.event, tile.by, now, scene));
      if (tile.kind !== "property") return undefined;
      return once(["property", tile.event.name, tile.property], () => propertyTile(tile.event, tile.property, now, scene));
    }),
  );
}

async function conditionSizes(
  bench: Workbench,
  segment: Timed,
  base: Timed,
  conditions: readonly Timed[],
  catalog: Catalog,
  signal: AbortSignal | undefined,
): Promise<{ readonly sizes: Both; readonly met: readonly Both[] }> {
  const graph = setGraph();
  const [inSegment, inBase] = [graph.add(segment.plan.set), graph.add(base.plan.set)];
  const both = conditions.map(({ plan }) => {
    const set = graph.add(plan.set);
    return [graph.and(set, inSegment), graph.and(set, inBase)] as const;
  });
  const sizeOf = await sizesOf(bench, graph, [inSegment, inBase, ...both.flat()], catalog, signal);
  return {
    sizes: { segment: sizeOf(inSegment), base: sizeOf(inBase) },
    met: both.map(([ofSegment, ofBase]) => ({ segment: sizeOf(ofSegment), base: sizeOf(ofBase) })),
  };
}

function split(where: Timed["condition"], met: Both, sizes: Both): TileData {
  return {
    chart: "split",
    overlapping: false,
    known: sizes,
    bars: [
      { of: { kind: "yes" }, where, ...met },
      { of: { kind: "no" }, where: { kind: "not", of: where }, ...less(sizes, met) },
    ],
  };
}
