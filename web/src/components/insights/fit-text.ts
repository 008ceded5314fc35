const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/;

/** A text cut to about so many pixels at the charts' size of letters: an SVG cuts none by itself. */
export function fitText(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const char of text) {
    used += WIDE.test(char) ? 12 : 6.4;
    if (used > width) return `${text.slice(0, Math.max(0, end - 1)).trimEnd()}…`;
    end += char.length;
  }
  return text;
}
