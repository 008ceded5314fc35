/** A stretch of a text that was changed. */
export interface Part {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Beyond so many words that differ the whole is shown as replaced. */
const MOST_WORDS = 500;

/** The text after, with what is new in it and what is gone from the one before, word by word; a text in marks is one word. */
export function changedWords(before: string, after: string): readonly Part[] {
  const [old, young] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < Math.min(old.length, young.length) && old[start] === young[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, young.length) - start && old.at(-1 - end) === young.at(-1 - end)) end += 1;
  const parts: Part[] = [];
  const put = (kind: Part["kind"], words: readonly string[]): void => {
    if (words.length > 0) parts.push({ kind, text: words.join("") });
  };
  put("same", young.slice(0, start));
  parts.push(...between(old.slice(start, old.length - end), young.slice(start, young.length - end)));
  put("same", young.slice(young.length - end));
  return joined(parts);
}

/** Words with the spaces before them, and marks of punctuation. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s*(?:“[^”]*”|[\p{L}\p{N}_.:%+−-]*[\p{L}\p{N}_%]|[^\s])/gu) ?? [];
}

/** A value is rather kept than what stands between values. */
function weightOf(word: string): number {
  if (word.includes("“")) return 4;
  return /^\s*(?:or|and|[^\p{L}\p{N}]+)$/u.test(word) ? 1 : 2;
}

/** The weightiest common subsequence, and what is not in it. */
function between(old: readonly string[], young: readonly string[]): readonly Part[] {
  if (old.length > MOST_WORDS || young.length > MOST_WORDS) {
    return [...(old.length > 0 ? [{ kind: "removed", text: old.join("") } as const] : []), ...(young.length > 0 ? [{ kind: "added", text: young.join("") } as const] : [])];
  }
  const width = young.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = young.length - 1; column >= 0; column -= 1) {
      const word = old[row] ?? "";
      const best = word === young[column] ? at(row + 1, column + 1) + weightOf(word) : Math.max(at(row + 1, column), at(row, column + 1));
      longest[row * width + column] = best;
    }
  }
  const parts: Part[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < young.length) {
    const [gone, come] = [old[row], young[column]];
    if (gone !== undefined && gone === come) {
      parts.push({ kind: "same", text: gone });
      row += 1;
      column += 1;
    } else if (gone !== undefined && (come === undefined || at(row + 1, column) >= at(row, column + 1))) {
      parts.push({ kind: "removed", text: gone });
      row += 1;
    } else {
      parts.push({ kind: "added", text: come ?? "" });
      column += 1;
    }
  }
  return parts;
}

/** Stretches of one kind beside each other are one; of what was replaced, what is gone stands first. */
function joined(parts: readonly Part[]): readonly Part[] {
  const whole: Part[] = [];
  let [gone, come] = ["", ""];
  const flush = (): void => {
    if (gone !== "") whole.push({ kind: "removed", text: gone });
    if (come !== "") whole.push({ kind: "added", text: come });
    [gone, come] = ["", ""];
  };
  for (const { kind, text } of parts) {
    if (kind === "removed") gone += text;
    else if (kind === "added") come += text;
    else {
      flush();
      const last = whole.at(-1);
      if (last?.kind === "same") whole[whole.length - 1] = { kind, text: last.text + text };
      else whole.push({ kind, text });
    }
  }
  flush();
  return whole;
}
