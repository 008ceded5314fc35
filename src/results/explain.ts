import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import { chunked } from "../compiler/grouped.ts";
import { isIn, leavesSql, type LeafAnswers } from "../compiler/one-customer.ts";
import { leafKey } from "../compiler/leaf-key.ts";
import { plan } from "../compiler/plan-condition.ts";
import type { Plan } from "../compiler/plan.ts";
import { AppError, type Path } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { describe } from "../segment/describe.ts";
import { isGroup, isNot, type LeafOf } from "../segment/tree.ts";
import { asking, type Workbench } from "./audience.ts";
import { customerId } from "./customer-id.ts";
import type { Question } from "./data.ts";
import { type Evidence, see } from "./evidence.ts";
import { keptOfCustomer } from "./kept-of-customer.ts";
import { moving, nextChange, type NextChange } from "./next-change.ts";
import { type OnlyCustomer, onlyCustomer } from "./only-customer.ts";
import type { Asked } from "./question.ts";

/** Why a customer is in, or is not, and when that will change by itself. */
export interface Explanation {
  /** The customer's key. */
  readonly customer: string;
  readonly isIn: boolean;
  readonly tree: ExplainedNode;
  readonly change: NextChange;
  /** SHA-256 of the normal form, hex. */
  readonly definitionHash: string;
  readonly dataVersion: number;
  /** RFC 3339, UTC. */
  readonly now: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** A node of the definition as it was given. */
export interface ExplainedNode {
  /** Where it stands in the definition. */
  readonly path: Path;
  readonly kind: Condition["kind"];
  /** The condition in words; null for groups. */
  readonly sentence: string | null;
  /** Whether the customer meets it; null: it is off. */
  readonly holds: boolean | null;
  readonly of: readonly ExplainedNode[];
  /** What decided it; null for groups and for what is off. */
  readonly evidence: Evidence | null;
}

/**
 * Judges one customer by the tests by which all are counted, in statements of which each sees the rows of this customer alone.
 *
 * @throws AppError `invalid_definition` with all problems, `not_found` when there is no customer of this key
 */
export function explain(bench: Workbench, question: Question, customer: string, signal?: AbortSignal): Promise<Explanation> {
  return asking(bench, question, signal, async (ofAll, catalog) => {
    const id = await idOf(bench, customer, signal);
    const only = onlyCustomer(bench.storage.layout, id, signal);
    const circumstances = await keptOfCustomer(ofAll.circumstances, only);
    const asked = { ...ofAll, circumstances, plan: plan(ofAll.condition, circumstances) };
    const whole = asked.plan;
    const conditions = conditionsOf(asked.condition).map((node) => ({ node, plan: plan(node, asked.circumstances) }));
    const seen = see(conditions, asked.circumstances, only);
    const answering = Promise.all([
      seen.found,
      answersOf([whole, ...conditions.map((each) => each.plan)], seen.answering, only),
    ]).then(([{ answers }, others]) => new Map([...answers, ...others]));
    const changing = Promise.all([answering, moving(asked, only)]).then(([answers, moves]) =>
      nextChange(asked, moves, async (plans) => new Map([...answers, ...(await answersOf(plans, answers, only))])),
    );
    const [{ evidence }, answers, change] = await Promise.all([seen.found, answering, changing]);
    const holding = new Map(conditions.map((each) => [each.node, each.plan]));
    return {
      customer,
      isIn: isIn(whole.set, answers),
      tree: explained(asked.condition, [], { holding, answers, evidence, asked, catalog }),
      change,
      definitionHash: asked.definitionHash,
      dataVersion: catalog.version,
      now: new Date(asked.now).toISOString(),
      timeZone: asked.timeZone,
    };
  });
}

interface Explaining {
  /** The plan of each condition that is not a group. */
  readonly holding: ReadonlyMap<Condition, Plan>;
  readonly answers: LeafAnswers;
  readonly evidence: ReadonlyMap<Condition, Evidence | null>;
  readonly asked: Asked;
  readonly catalog: Catalog;
}

async function idOf({ storage }: Workbench, key: string, signal: AbortSignal | undefined): Promise<number> {
  const id = await customerId(storage.engine, key, signal);
  if (id === undefined) {
    throw new AppError("not_found", `There is no customer ${JSON.stringify(key)}.`, { path: ["customer"], hint: "Check the key." });
  }
  return id;
}

/** Statements at once: each may be a long one. */
const TOGETHER = 4;

const answerRow = z.object({ at: z.number(), size: z.number() });

/** Whether the customer is in the sets that are kept. */
async function keptAnswers(plans: readonly Plan[], known: Pick<ReadonlySet<string>, "has">, only: OnlyCustomer): Promise<LeafAnswers> {
  const leaves = plans.flatMap((each) => each.leaves.flatMap((leaf) => (leaf.kind === "kept" && !known.has(leafKey(leaf)) ? [leaf] : [])));
  return new Map(await Promise.all(leaves.map(async (leaf): Promise<[string, boolean]> => [leafKey(leaf), (await only.kept(leaf)).length > 0])));
}

/** The answers for leaves of the plans whose keys are not among those that are known otherwise. */
export async function answersOf(plans: readonly Plan[], known: Pick<ReadonlySet<string>, "has">, only: OnlyCustomer): Promise<LeafAnswers> {
  const { keys, statements } = leavesSql(plans, known);
  const rows: z.infer<typeof answerRow>[] = [];
  for (const some of chunked(statements, TOGETHER)) {
    rows.push(...(await Promise.all(some.map(only.rows))).flat().map((row) => answerRow.parse(row)));
  }
  const sizes = new Map(rows.map(({ at, size }) => [at, size]));
  return new Map([...keys.map((key, at): [string, boolean] => [key, (sizes.get(at) ?? 0) > 0]), ...(await keptAnswers(plans, known, only))]);
}

/** The conditions of a tree that are not groups and not off. */
function conditionsOf(node: Condition): readonly Condition[] {
  if (node.off === true) return [];
  if (isGroup<LeafOf<Condition>>(node)) return node.of.flatMap(conditionsOf);
  return isNot<LeafOf<Condition>>(node) ? conditionsOf(node.of) : [node];
}

function explained(node: Condition, path: Path, explaining: Explaining): ExplainedNode {
  const { kind } = node;
  if (node.kind === "all" || node.kind === "any" || node.kind === "not") {
    const children = node.kind === "not" ? [node.of] : node.of;
    const of = children.map((child, index) => explained(child, [...path, "of", ...(node.kind === "not" ? [] : [index])], explaining));
    return { path, kind, holds: node.off === true ? null : heldBy(node.kind, of), of, sentence: null, evidence: null };
  }
  const { segments, destinations } = explaining.asked.circumstances;
  const sentence = describe(node, explaining.catalog, { segments, destinations });
  const planned = explaining.holding.get(node);
  if (planned === undefined) return { path, kind, sentence, holds: null, of: [], evidence: null };
  const evidence = explaining.evidence.get(node) ?? null;
  return { path, kind, sentence, holds: isIn(planned.set, explaining.answers), of: [], evidence };
}

/** Null when all that a group is made of is off. */
function heldBy(kind: "all" | "any" | "not", of: readonly ExplainedNode[]): boolean | null {
  const known = of.map(({ holds }) => holds).filter((holds) => holds !== null);
  if (known.length === 0 && of.length > 0) return null;
  switch (kind) {
    case "all":
      return known.every(Boolean);
    case "any":
      return known.some(Boolean);
    case "not":
      return !known.every(Boolean);
  }
}
