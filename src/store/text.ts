/** Postgres keeps no U+0000 in text; a definition, kept as JSON, does. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

/** By what names are sorted, wherever the database stands: without letter case and marks on letters, numbers by their value. */
export function sortKey(name: string): string {
  return storable(name)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}
