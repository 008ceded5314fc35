import { queryOptions } from "@tanstack/react-query";
import type { Catalog } from "../../../../../src/catalog/types.ts";
import type { Segment } from "../../../api/segments.ts";

/** Whether a saved definition no longer fits what there is. The checker comes when it is first needed. */
export function repairQuery(segment: Segment, catalog: Catalog | undefined, timeZone: string) {
  return queryOptions({
    queryKey: ["needs-repair", segment.id, segment.revision, catalog, timeZone],
    enabled: catalog !== undefined,
    staleTime: Infinity,
    queryFn: async () => {
      if (!catalog) return false;
      const { check } = await import("../../../../../src/segment/check.ts");
      return check(segment.where, { catalog, now: Date.now(), timeZone }).problems.length > 0;
    },
  });
}
