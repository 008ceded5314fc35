import type { Condition } from "../../../../src/segment/ast.ts";
import { justAfter } from "../just-after.ts";

interface SentRun {
  readonly destination: { readonly id: string };
  /** When its parts ended, RFC 3339. */
  readonly sentAt: readonly string[];
}

/** Whom a run sent, as a condition: a millisecond for each of its ends, since runs to one destination follow each other. Undefined: nobody. */
export function sentCondition({ destination: { id }, sentAt }: SentRun): Condition | undefined {
  const [first, ...others] = sentAt.map((at): Condition => ({ kind: "exported", destination: id, window: { from: at, to: justAfter(at) } }));
  return first === undefined || others.length === 0 ? first : { kind: "any", of: [first, ...others] };
}
