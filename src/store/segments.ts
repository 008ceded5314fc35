import type { Condition } from "../segment/ast.ts";

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly where: Condition;
  /** IANA name; null: the workspace's. */
  readonly timeZone: string | null;
  /** Counts from 1. */
  readonly revision: number;
  /** The definition in words, as of this revision. */
  readonly sentence: string;
  readonly owner: { readonly id: string; readonly name: string };
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Revision {
  readonly revision: number;
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly sentence: string;
  readonly author: { readonly id: string; readonly name: string };
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** What a caller saves; `author` is the id of a user. */
export interface SegmentDraft {
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly sentence: string;
  readonly author: string;
}

/** The saved segments. Where an id is unknown or deleted: `AppError("not_found")`. */
export interface SegmentStore {
  create(draft: SegmentDraft): Promise<Segment>;
  get(id: string): Promise<Segment>;
  /** The latest changed first; `search` looks in name and sentence. Throws `AppError("invalid_cursor")`. */
  list(options: {
    readonly search?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  }): Promise<{ readonly segments: readonly Segment[]; readonly next: string | null }>;
  /** Makes revision `revision + 1`. Throws `AppError("conflict")` when `revision` is not the current one. */
  update(id: string, revision: number, draft: SegmentDraft): Promise<Segment>;
  /** Keeps the segment and its revisions, and hides them. */
  remove(id: string): Promise<void>;
  /** The newest first. */
  revisions(id: string): Promise<readonly Revision[]>;
}
