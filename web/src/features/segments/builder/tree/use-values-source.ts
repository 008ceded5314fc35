import { useMemo } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { ValuesOf } from "../../../../api/values.ts";
import type { ValuesSource } from "../inputs/suggested.tsx";
import { useTree } from "./tree-scope.ts";

/** The values of what a test at this path looks at, among the customers of the rest of the segment. */
export function useValuesSource(path: Path, of: ValuesOf | undefined): ValuesSource | undefined {
  const { restOf } = useTree();
  const key = of && JSON.stringify([path, of]);
  // By what they say: paths are made anew whenever something is drawn.
  return useMemo(() => of && { of, rest: () => restOf(path) }, [key, restOf]);
}
