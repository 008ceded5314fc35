import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { referredSegments } from "../../../../../src/segment/referred-segments.ts";
import { type Segment, segmentQuery } from "../../../api/segments.ts";

export type SegmentNames = ReadonlyMap<string, { readonly name: string }>;

/** The names of the segments that a definition refers to, as far as they are there. */
export function useSegmentNames(where: Condition): SegmentNames {
  return useNamesOf(where);
}

/** As of one definition, of several. */
export function useNamesOf(where: Condition | readonly Condition[]): SegmentNames {
  const ids = useMemo(() => [...referredSegments(where)], [where]);
  return useQueries({ queries: ids.map((id) => ({ ...segmentQuery(id), staleTime: 60_000, retry: false })), combine: namesOf });
}

function namesOf(answers: readonly { readonly data: Segment | undefined }[]): SegmentNames {
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, { name: data.name }] as const] : [])));
}
