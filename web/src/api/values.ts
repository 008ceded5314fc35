import { type Asking, type Question, questionKey } from "./audience.ts";
import { request } from "./client.ts";
import type { Receipt } from "./receipt.ts";

/** Whose values are asked for. */
export type ValuesOf =
  | { readonly attribute: string; readonly field?: string }
  | { readonly event: string | readonly string[]; readonly property: string };

export interface Values {
  readonly receipt: Receipt;
  readonly values: readonly { readonly value: string | number; readonly count: number }[];
  readonly more: boolean;
}

/** The commonest values among customers, those that hold what is searched for. */
export function valuesQuery(question: Question, of: ValuesOf, search: string, limit: number): Asking<Values> {
  return {
    queryKey: ["values", ...questionKey(question), of, search, limit],
    queryFn: ({ signal }) => request("/segments/values", { method: "POST", body: { ...question, of, search, limit }, signal }),
    staleTime: 60_000,
  };
}

export interface HistogramBar {
  readonly of:
    | { readonly kind: "range"; readonly from: number | null; readonly to: number | null }
    | { readonly kind: "value"; readonly value: number }
    | { readonly kind: "unknown" };
  readonly segment: number;
}

interface Tiles {
  readonly tiles: readonly { readonly bars: readonly HistogramBar[] }[];
}

/** How the numbers of customers lie. Those of records have no histogram. */
export function histogramQuery(question: Question, of: ValuesOf): Asking<readonly HistogramBar[]> {
  const tile =
    "attribute" in of
      ? { kind: "attribute", attribute: of.attribute }
      : { kind: "property", event: [of.event].flat()[0], property: of.property };
  return {
    queryKey: ["histogram", ...questionKey(question), of],
    queryFn: async ({ signal }) => {
      const { tiles } = await request<Tiles>("/insights", { method: "POST", body: { ...question, tiles: [tile] }, signal });
      return tiles[0]?.bars ?? [];
    },
    staleTime: 60_000,
  };
}
