import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { request } from "./client.ts";
import type { SegmentDraft } from "./segments.ts";

/** A segment to begin with. */
export interface Recipe {
  readonly id: string;
  readonly name: string;
  readonly lead: string;
  readonly picture: string;
  /** Null: something is missing. */
  readonly where: Condition | null;
  readonly short: string | null;
  readonly missing: readonly string[];
}

export const recipesQuery = queryOptions({
  queryKey: ["recipes"],
  queryFn: ({ signal }) => request<{ readonly recipes: readonly Recipe[] }>("/recipes", { signal }),
  staleTime: 60_000,
});

/** What a segment of this recipe begins as; undefined: the data lacks something for it. */
export function draftOf({ name, where }: Recipe): SegmentDraft | undefined {
  return where === null ? undefined : { name, where, timeZone: null };
}
