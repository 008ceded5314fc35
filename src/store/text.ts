/** Postgres keeps no U+0000 in text; a definition, kept as JSON, does. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
