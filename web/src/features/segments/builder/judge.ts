import { useMemo } from "react";
import type { Catalog } from "../../../../../src/catalog/types.ts";
import type { Problem } from "../../../../../src/errors.ts";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { check } from "../../../../../src/segment/check.ts";
import { describeShort } from "../../../../../src/segment/describe.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { ReferredNames } from "./referred-names.ts";

export interface Judged {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Undefined while there are problems. */
  readonly sentence: string | undefined;
}

/** What the checker says of the definition on the screen. */
export function useJudged(where: Condition, catalog: Catalog, { now, timeZone }: Clock, names: ReferredNames): Judged {
  return useMemo(() => {
    const { condition, problems, warnings } = check(where, { catalog, now, timeZone });
    const sentence = condition && describeShort(condition, catalog, names);
    return { problems, warnings, sentence };
  }, [where, catalog, now, timeZone, names]);
}
