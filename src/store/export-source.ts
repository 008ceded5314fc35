import { storable } from "./text.ts";

/** What an export is of: a saved segment, or a card of the smart ones as it is now. */
export type ExportSource =
  | { readonly kind: "segment"; readonly segment: string }
  | { readonly kind: "smart"; readonly group: string; readonly card: string };

/** What a source is called by programs: the id of the segment or of the card. */
export function sourceId(source: ExportSource): string {
  return source.kind === "segment" ? source.segment : `${source.group}/${source.card}`;
}

/** The text by which a source is found again. */
export function sourceKey(source: ExportSource): string {
  return storable(`${source.kind}/${sourceId(source)}`);
}

/** What `sourceKey` says. */
export function sourceOf(key: string): ExportSource {
  const [kind, one = "", two = ""] = key.split("/");
  return kind === "segment" ? { kind, segment: one } : { kind: "smart", group: one, card: two };
}

/** Null: it is of no saved segment. */
export function segmentOf(source: ExportSource): string | null {
  return source.kind === "segment" ? source.segment : null;
}
