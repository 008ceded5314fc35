import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import type { Question } from "./audience.ts";
import { request } from "./client.ts";
import type { Receipt } from "./receipt.ts";

export type Period = "day" | "week" | "month";

/** What a tile looks at. */
export type Tile =
  | { readonly kind: "attribute"; readonly attribute: string }
  | { readonly kind: "event"; readonly event: string; readonly by: Period }
  | { readonly kind: "property"; readonly event: string; readonly property: string }
  | { readonly kind: "condition"; readonly where: Condition };

/** What customers of a bar have in common. */
export type BarOf =
  | { readonly kind: "value"; readonly value: string | number }
  | { readonly kind: "range"; readonly from: number | null; readonly to: number | null }
  | { readonly kind: "days"; readonly from: string | null; readonly to: string | null }
  | { readonly kind: "yes" | "no" | "others" | "unknown" };

export interface Both {
  readonly segment: number;
  readonly base: number;
}

export interface Bar extends Both {
  readonly of: BarOf;
  /** Selects exactly its customers. */
  readonly where: Condition;
}

export interface TileData {
  readonly chart: "bars" | "histogram" | "line" | "split";
  readonly overlapping: boolean;
  readonly known: Both;
  readonly bars: readonly Bar[];
}

export interface Insights {
  readonly segment: Receipt;
  readonly base: Receipt;
  readonly tiles: readonly TileData[];
}

export type About = { readonly kind: "attribute"; readonly attribute: string } | { readonly kind: "event"; readonly event: string };

export interface Difference {
  readonly of: BarOf | { readonly kind: "ever" } | { readonly kind: "lately" };
  readonly where: Condition;
  readonly segment: number;
  readonly rest: number;
  readonly share: number;
  readonly restShare: number;
  readonly difference: number;
  readonly interval: readonly [low: number, high: number];
}

export interface DifferenceGroup {
  readonly about: About;
  /** The farthest first. */
  readonly differences: readonly Difference[];
}

export interface Differences {
  readonly segment: Receipt;
  readonly base: Receipt;
  readonly rest: number;
  readonly tests: number;
  readonly tooFew: boolean;
  readonly found: readonly DifferenceGroup[];
  /** What the definition itself asks about. */
  readonly leftOut: readonly About[];
}

export interface Overview {
  readonly customers: Receipt;
  readonly withEvents: Receipt;
  readonly active: Receipt;
  readonly where: readonly [Condition, Condition, Condition];
  readonly events: { readonly count: number; readonly oldest: string | null; readonly newest: string | null };
  readonly weeks: readonly { readonly from: string; readonly to: string; readonly events: number }[];
}

export const TILE_COLORS = ["indigo", "teal", "orange", "grape", "red", "gray"] as const;
export type TileColor = (typeof TILE_COLORS)[number];

export interface ShownTile {
  readonly tile: Tile;
  /** Null: told from what it looks at. */
  readonly title: string | null;
  readonly color: TileColor;
  readonly note: string | null;
}

export interface TileBoard {
  readonly shared: readonly ShownTile[];
  /** Nobody chose the shared ones yet. */
  readonly suggested: boolean;
  readonly own: readonly ShownTile[];
}

export const MOST_TILES = 20;

/** What a segment is compared with; left out: everyone. */
export interface Against {
  readonly segment: string;
}

export function insightsQuery(question: Question, against: Against | undefined, tiles: readonly Tile[]) {
  return queryOptions({
    queryKey: ["insights", question, against ?? null, tiles],
    queryFn: ({ signal }) =>
      request<Insights>("/insights", { method: "POST", body: { ...question, ...(against && { against }), tiles }, signal }),
    staleTime: 60_000,
  });
}

export function differencesQuery(question: Question, against: Against | undefined) {
  return queryOptions({
    queryKey: ["insights", "differences", question, against ?? null],
    queryFn: ({ signal }) =>
      request<Differences>("/insights/differences", { method: "POST", body: { ...question, ...(against && { against }) }, signal }),
    staleTime: 60_000,
  });
}

export interface Overlap {
  readonly segments: readonly { readonly receipt: Receipt }[];
  readonly pairs: readonly { readonly first: number; readonly second: number; readonly count: number; readonly jaccard: number | null }[];
  /** Who is in exactly these and in no other. */
  readonly exclusive: readonly { readonly in: readonly number[]; readonly count: number }[] | null;
}

/** How many customers of a definition and of saved segments are the same. */
export function overlapQuery({ where, now, ownTimeZone }: Question, ids: readonly string[]) {
  const segments = [{ where, ...(ownTimeZone !== undefined && { ownTimeZone }) }, ...ids.map((segment) => ({ segment }))];
  return queryOptions({
    queryKey: ["insights", "overlap", segments, now],
    queryFn: ({ signal }) => request<Overlap>("/segments/overlap", { method: "POST", body: { segments, ...(now !== undefined && { now }) }, signal }),
    staleTime: 60_000,
  });
}

export const overviewQuery = queryOptions({
  queryKey: ["insights", "overview"],
  queryFn: ({ signal }) => request<Overview>("/insights/overview", { signal }),
  staleTime: 60_000,
});

export const tileBoardQuery = queryOptions({
  queryKey: ["insight-tiles"],
  queryFn: ({ signal }) => request<TileBoard>("/insights/tiles", { signal }),
  staleTime: 60_000,
});

/** Null: suggested ones again. */
export function chooseSharedTiles(tiles: readonly ShownTile[] | null): Promise<TileBoard> {
  return request("/insights/tiles/shared", { method: "PUT", body: { tiles } });
}

export function chooseOwnTiles(tiles: readonly ShownTile[]): Promise<TileBoard> {
  return request("/insights/tiles/own", { method: "PUT", body: { tiles } });
}
