import { queryOptions } from "@tanstack/react-query";
import type { Path } from "../../../src/errors.ts";
import type { Condition, Measure } from "../../../src/segment/ast.ts";
import type { Cell, Question } from "./audience.ts";
import { request } from "./client.ts";
import type { CustomerEvent } from "./customers.ts";

/** What a condition saw of the customer. */
export type Evidence =
  | { readonly kind: "value"; readonly attribute: string; readonly value: Cell; readonly measured: Measured | null }
  | EventsEvidence
  | InstantsEvidence
  | { readonly kind: "membership" };

export interface EventsEvidence {
  readonly kind: "events";
  readonly matching: number;
  /** The newest first. */
  readonly latest: readonly CustomerEvent[];
  readonly measured: Measured | null;
  /** The one that is picked among them. */
  readonly picked: CustomerEvent | null;
}

/** When the customer was sent, or entered a segment or left it: how often, and the latest, the newest first. */
export interface InstantsEvidence {
  readonly kind: "instants";
  readonly matching: number;
  readonly latest: readonly string[];
}

/** What was measured of the customer, and what is asked of that. */
export interface Measured {
  readonly fn: Measure["fn"];
  readonly property: string | null;
  /** Null: unknown. */
  readonly amount: number | null;
  readonly op: string;
  readonly value: number | readonly number[];
}

export interface ExplainedNode {
  /** Where it stands in the definition. */
  readonly path: Path;
  readonly kind: Condition["kind"];
  /** The condition in full words; null for groups. */
  readonly sentence: string | null;
  /** Null: it is switched off. */
  readonly holds: boolean | null;
  readonly of: readonly ExplainedNode[];
  readonly evidence: Evidence | null;
}

export interface Explanation {
  readonly customer: string;
  readonly isIn: boolean;
  readonly tree: ExplainedNode;
  /** What passing time alone will do. */
  readonly change: {
    readonly at: string | null;
    readonly becomes: "in" | "out" | null;
    /** Null: until the end of all dates. */
    readonly searchedUntil: string | null;
  };
  readonly now: string;
  readonly timeZone: string;
}

/** Why a customer is in, or is not. */
export function explainQuery(question: Question, customer: string) {
  return queryOptions({
    queryKey: ["explain", question, customer],
    queryFn: ({ signal }) => request<Explanation>("/segments/explain", { method: "POST", body: { ...question, customer }, signal }),
    staleTime: 60_000,
  });
}
