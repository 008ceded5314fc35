import type { Problem } from "../../errors.ts";
import { closest } from "../closest.ts";
import { counted } from "../phrase.ts";
import { type Token, tokenAt } from "./tokens.ts";

/** Goes through a sentence. A part that does not fit gives undefined and notes what was expected there. */
export interface Reader {
  readonly token: Token;
  /** To the next token. */
  advance(): void;
  /** Passes over a phrase of words and signs; false, without a step, when something else stands there. */
  words(phrase: string): boolean;
  /** Notes what could have stood here: in a message after “expected”. */
  miss(what: string): undefined;
  /** Reads a part; when it does not fit, goes back to where it began. Only for parts of which no other part is a choice. */
  attempt<T>(part: () => T | undefined): T | undefined;
  /** Reads what stands in parentheses or below a word; ends the reading where that goes too deep. */
  nested<T>(part: () => T | undefined): T | undefined;
  /** Reads a node of a condition and keeps in mind where it begins. */
  node<T extends object>(part: () => T | undefined): T | undefined;
  /** Where a node that was read begins; undefined of what is none. */
  placeOf(node: object): number | undefined;
  /** Notes that a word was taken for a name: what follows it may belong to the name. */
  bareName(token: Token): void;
  /** Ends the reading with a problem of its own, at a token that was passed or here. */
  stop(message: string, hint: string, at?: Token): undefined;
  /** What is wrong, as of the farthest place that was reached. */
  problem(): Problem;
}

/** As deep as definitions may be, and more conditions and steps than they may have: what is longer need not be read to its end. */
const DEEPEST = 100;
const MOST_NODES = 1_000;

/** Where a problem stands, in a path from the body that holds the sentence as `text`. */
export function placeIn(at: number): readonly ["text", number] {
  return ["text", at];
}

export function readerOf(sentence: string): Reader {
  const places = new WeakMap<object, number>();
  const following = new WeakMap<Token, Token>();
  let token = tokenAt(sentence, 0);
  let depth = 0;
  let nodes = 0;
  let farthest = token;
  let expected = new Set<string>();
  let stopped: Problem | undefined;
  let name: Token | undefined;

  const reader: Reader = {
    get token() {
      return token;
    },

    advance() {
      const next = following.get(token) ?? tokenAt(sentence, token.end);
      following.set(token, next);
      token = next;
    },

    words(phrase) {
      const start = token;
      const parts = partsOf(phrase);
      for (const [index, part] of parts.entries()) {
        if (token.value !== part || (token.kind !== "word" && token.kind !== "sign")) {
          reader.miss(`“${spelled(parts.slice(index))}”`);
          token = start;
          return false;
        }
        reader.advance();
      }
      return true;
    },

    miss(what) {
      if (token.at > farthest.at) [farthest, expected] = [token, new Set()];
      if (token.at === farthest.at) expected.add(what);
      return undefined;
    },

    attempt(part) {
      const start = token;
      const found = part();
      if (found === undefined) token = start;
      return found;
    },

    nested(part) {
      if (depth === DEEPEST) {
        return reader.stop(`Conditions are nested more than ${DEEPEST} levels deep.`, "Take out parentheses that hold a single condition.");
      }
      depth += 1;
      const found = part();
      depth -= 1;
      return found;
    },

    node(part) {
      const { at } = token;
      nodes += 1;
      if (nodes > MOST_NODES) {
        return reader.stop("This is more than a definition may hold.", "Use “any of” with many values instead of many conditions.");
      }
      const found = part();
      if (found !== undefined) places.set(found, at);
      return found;
    },

    bareName(found) {
      if (found.at >= (name?.at ?? 0)) name = found;
    },

    placeOf: (node) => places.get(node),

    stop(message, hint, { at } = token) {
      stopped ??= { code: CODE, message, path: placeIn(at), hint };
      // Nothing fits the end, so that every part gives up.
      token = { kind: "end", value: "", at: token.at, end: sentence.length };
      return undefined;
    },

    problem() {
      return stopped ?? problemOf(farthest, [...expected], unmarked());
    },
  };
  return reader;

  /** What should perhaps stand in marks: words after a name, or one where a text is expected. */
  function unmarked(): string | undefined {
    if (farthest.kind !== "word" && farthest.kind !== "number") return undefined;
    if (name !== undefined && following.get(name) === farthest) return `${name.value} ${farthest.value}`;
    return expected.has(A_TEXT) ? capitalisedFrom(farthest) : undefined;
  }

  /** A word with those after it that begin with a capital, as names do. */
  function capitalisedFrom(first: Token): string {
    let last = first;
    for (let next = tokenAt(sentence, last.end); /^\p{Lu}/u.test(next.value) && next.kind === "word"; next = tokenAt(sentence, last.end)) last = next;
    return sentence.slice(first.at, last.end);
  }
}

/** What is expected where a text must stand. */
export const A_TEXT = "a text in “marks”";

const CODE = "invalid_sentence";
const MOST_TOLD = 12;
const LONGEST_TOLD = 40;

function problemOf(found: Token, expected: readonly string[], unmarked: string | undefined): Problem {
  const where = `at character ${counted(found.at + 1)}`;
  const problem = (message: string, hint: string): Problem => ({ code: CODE, message, path: placeIn(found.at), hint });
  if (found.kind === "broken") {
    if (found.value === "\\") return problem(`“\\” ${where} begins nothing that is known.`, "Write “\\\\” for the character itself.");
    return problem(`The marks that open ${where} are not closed.`, "Close them; inside of a text write a closing mark as “\\””.");
  }
  const told = choices(expected);
  const words = told.map((one) => one.replace(/[“”]/g, ""));
  const meant = found.kind === "word" ? closest(found.value, words) : undefined;
  const stands = found.kind === "end" ? "but the text ends" : `not ${JSON.stringify(found.value.slice(0, LONGEST_TOLD))}`;
  return problem(`Expected ${listedChoices(told)} ${where}, ${stands}.`, hintFor(found, meant, unmarked));
}

const OTHER_MARKS = /^[‘’'«»„‚]$/;

function hintFor(found: Token, meant: string | undefined, unmarked: string | undefined): string {
  if (meant !== undefined) return `Did you mean ${JSON.stringify(meant)}?`;
  if (found.kind === "sign" && OTHER_MARKS.test(found.value)) return "Texts and names stand in “marks” or in \"straight ones\".";
  if (unmarked === undefined) return "Compare it with a sentence that `npx coterie describe` writes.";
  return `Texts, and names of more than one word, stand in marks: “${unmarked}” or ${JSON.stringify(unmarked)}.`;
}

/** Where much could stand, the first word of each is enough. */
function choices(expected: readonly string[]): readonly string[] {
  if (expected.length <= MOST_TOLD) return expected;
  return [...new Set(expected.map((one) => one.replace(/^“([^ ”]+)[^”]*”$/, "“$1”")))];
}

function listedChoices(told: readonly string[]): string {
  const shown = told.slice(0, MOST_TOLD);
  const rest = told.length - shown.length;
  const last = rest > 0 ? `${rest} other things` : (shown.pop() ?? "the end");
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

const phrases = new Map<string, readonly string[]>();

/** The phrases are those of the language: there are few. */
function partsOf(phrase: string): readonly string[] {
  const known = phrases.get(phrase) ?? phrase.match(/[\p{L}\p{N}]+|[^\s]/gu) ?? [];
  phrases.set(phrase, known);
  return known;
}

function spelled(parts: readonly string[]): string {
  return parts.join(" ").replace(/\( /g, "(").replace(/ ([),.])/g, "$1");
}
