import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import type { AtStep } from "../../api/exports.ts";
import type { Moved } from "../../api/history.ts";

/**
 * Customers to look at, under the title by which they were opened: those of a definition, who entered or left a saved segment, or whom a step
 * of an export leaves out or lets through.
 */
export type OpenedSet = DefinedSet | MovedSet | AtStepSet;

export interface DefinedSet {
  readonly title: string;
  readonly question: Question;
}

export interface MovedSet {
  readonly title: string;
  readonly moved: Moved;
  /** The condition that asks for them, as long as the refresh is kept; left out: none does. */
  readonly begins?: Condition;
}

export interface AtStepSet {
  readonly title: string;
  readonly atStep: AtStep;
}

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Open beside the page. It stands in the history, so that going back closes it and a reload does not. */
    readonly opened?: OpenedSet;
  }
}

const HASH = "set=";

/** The part of an address after `#`, which no server sees: a definition of any length fits. */
export function hashOfSet(set: OpenedSet): string {
  const bytes = new TextEncoder().encode(JSON.stringify(set));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `${HASH}${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** Undefined: the address names no customers. Null: it names some, and cannot be read. */
export function setOfHash(hash: string): OpenedSet | undefined | null {
  if (!hash.startsWith(HASH)) return undefined;
  try {
    const binary = atob(hash.slice(HASH.length).replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
    const set: unknown = JSON.parse(text);
    return isSet(set) ? set : null;
  } catch {
    return null;
  }
}

/** The definition itself is judged by the server. */
function isSet(value: unknown): value is OpenedSet {
  if (!isRecord(value) || typeof value["title"] !== "string") return false;
  if (isRecord(value["moved"])) return isMoved(value["moved"]) && (value["begins"] === undefined || isCondition(value["begins"]));
  if (isRecord(value["atStep"])) return isAtStep(value["atStep"]);
  if (!isRecord(value["question"])) return false;
  const { where, now, ownTimeZone } = value["question"];
  return isCondition(where) && isText(now) && isText(ownTimeZone);
}

function isCondition(value: unknown): boolean {
  return isRecord(value) && typeof value["kind"] === "string";
}

function isMoved({ segment, from, to, side }: Readonly<Record<string, unknown>>): boolean {
  return [segment, from, to].every((id) => typeof id === "string") && (side === "entered" || side === "left");
}

function isAtStep({ of, step, side }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(of) && typeof step === "number" && (side === "left_out" || side === "remain");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
