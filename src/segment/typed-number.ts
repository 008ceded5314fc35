const NUMBER = /^[+-]?(\d+([.]\d*)?|[.]\d+)(e[+-]?\d+)?$/i;

/** A number as typed, with thousands commas or spaces; undefined when it is none. */
export function typedNumber(text: string): number | undefined {
  const bare = text.trim().replace(/(?<=\d)[, \u00a0](?=\d{3}(\D|$))/g, "");
  if (!NUMBER.test(bare)) return undefined;
  const number = Number(bare);
  return Number.isFinite(number) ? number : undefined;
}
