/** What people are told of. */
export type Notice =
  /** A run failed, or waits for somebody to confirm it; null: one that was due could not be made. */
  | { readonly kind: "export_failed" | "export_held"; readonly run: string | null; readonly name: string; readonly destination: string; readonly message: string; readonly hint: string | null }
  /** Somebody else changed or deleted a segment of theirs. */
  | { readonly kind: "segment_changed" | "segment_deleted"; readonly segment: string; readonly name: string; readonly by: string };
