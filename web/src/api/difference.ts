import { type Asking, questionKey } from "./audience.ts";
import type { Condition } from "../../../src/segment/ast.ts";
import { request } from "./client.ts";
import type { Receipt } from "./receipt.ts";

export interface Moved {
  readonly count: number;
  /** Keys of up to ten of them. */
  readonly sample: readonly string[];
}

export interface Difference {
  readonly before: Receipt;
  readonly after: Receipt;
  readonly join: Moved;
  readonly leave: Moved;
  readonly stay: Moved;
}

interface Edited {
  /** The saved segment. */
  readonly id: string;
  readonly revision: number;
  readonly where: Condition;
  readonly ownTimeZone: string | null;
  /** RFC 3339. */
  readonly now: string;
}

/** Who joins, leaves and stays when a saved segment becomes what it is edited to. */
export function differenceQuery({ id, revision, where, ownTimeZone, now }: Edited): Asking<Difference> {
  const body = { now, before: { segment: id }, after: { where, ownTimeZone } };
  return {
    queryKey: ["difference", id, revision, ownTimeZone, ...questionKey({ where, now })],
    queryFn: ({ signal }) => request("/segments/difference", { method: "POST", body, signal }),
    staleTime: 60_000,
  };
}
