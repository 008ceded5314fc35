/** A piece of a sentence. `text` stood in marks, `broken` begins with marks that nothing closes, `sign` is any other character. */
export interface Token {
  readonly kind: "word" | "text" | "number" | "time" | "sign" | "broken" | "end";
  /** What it says: of a text what is between the marks, without their escapes. */
  readonly value: string;
  /** Where it begins and ends in the sentence, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
}

/** The token that begins at a place or after the space there. Looks at each character a fixed number of times. */
export function tokenAt(sentence: string, from: number): Token {
  const at = matchEnd(SPACE, sentence, from) ?? from;
  const first = sentence.charAt(at);
  if (first === "") return { kind: "end", value: "", at, end: at };
  if (first === "“" || first === '"') return textAt(sentence, at, first === "“" ? "”" : '"');
  const time = matchEnd(TIME, sentence, at);
  if (time !== undefined) return { kind: "time", value: sentence.slice(at, time), at, end: time };
  const number = matchEnd(NUMBER, sentence, at);
  if (number !== undefined) return { kind: "number", value: sentence.slice(at, number), at, end: number };
  const word = wordEnd(sentence, at);
  if (word !== undefined) return { kind: "word", value: sentence.slice(at, word), at, end: word };
  const sign = String.fromCodePoint(sentence.codePointAt(at) ?? 0);
  return { kind: "sign", value: sign, at, end: at + sign.length };
}

// Each is tried at one place only, and holds nothing that could match the same text in two ways.
const SPACE = /\s+/uy;
const TIME = /\d\d:\d\d:\d\d(?:\.\d+)?/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]\d+)?/uy;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_.-]*/uy;
const PLAIN = /[^\\“”"]+/uy;

function matchEnd(pattern: RegExp, sentence: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sentence) ? pattern.lastIndex : undefined;
}

/** A word does not end with a full stop or a dash: those are the sentence's. */
function wordEnd(sentence: string, at: number): number | undefined {
  let end = matchEnd(WORD, sentence, at);
  while (end !== undefined && /[.-]/.test(sentence.charAt(end - 1))) end -= 1;
  return end;
}

function textAt(sentence: string, at: number, close: string): Token {
  const parts: string[] = [];
  let place = at + 1;
  for (;;) {
    const plain = matchEnd(PLAIN, sentence, place) ?? place;
    parts.push(sentence.slice(place, plain));
    const sign = sentence.charAt(plain);
    if (sign === close) return { kind: "text", value: parts.join(""), at, end: plain + 1 };
    if (sign === "") return { kind: "broken", value: sentence.slice(at, at + 1), at, end: plain };
    const escape = sign === "\\" ? escapeAt(sentence, plain) : { text: sign, end: plain + 1 };
    if (escape === undefined) return { kind: "broken", value: sign, at: plain, end: plain + 1 };
    parts.push(escape.text);
    place = escape.end;
  }
}

function escapeAt(sentence: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const next = sentence.charAt(at + 1);
  if (next !== "" && '\\“”"'.includes(next)) return { text: next, end: at + 2 };
  const digits = sentence.slice(at + 2, at + 6);
  if (next !== "u" || !/^[0-9a-f]{4}$/i.test(digits)) return undefined;
  return { text: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
}
