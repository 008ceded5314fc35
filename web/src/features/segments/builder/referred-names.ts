import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { referredSegments, referring } from "../../../../../src/segment/referring.ts";
import { destinationsQuery } from "../../../api/destinations.ts";
import { type Segment, segmentQuery } from "../../../api/segments.ts";

type Names = ReadonlyMap<string, { readonly name: string }>;

/** The names of what definitions refer to, by ids, as far as it is there. */
export interface ReferredNames {
  readonly segments: Names;
  readonly destinations: Names;
}

const NONE: Names = new Map();

/** Of what one definition, or several, refer to. */
export function useReferredNames(where: Condition | readonly Condition[]): ReferredNames {
  const ids = useMemo(() => [...referredSegments(where)].filter((id) => id !== ""), [where]);
  const isSent = useMemo(() => referring(where).destinations.size > 0, [where]);
  const segments = useQueries({ queries: ids.map((id) => ({ ...segmentQuery(id), staleTime: 60_000, retry: false })), combine: namesOf });
  const { data: destinations = NONE } = useQuery({ ...destinationsQuery, select: namesById, enabled: isSent, staleTime: 60_000 });
  return useMemo(() => ({ segments, destinations }), [segments, destinations]);
}

function namesOf(answers: readonly { readonly data: Segment | undefined }[]): Names {
  return namesById(answers.flatMap(({ data }) => data ?? []));
}

function namesById(all: readonly { readonly id: string; readonly name: string }[]): Names {
  return new Map(all.map(({ id, name }) => [id, { name }]));
}
