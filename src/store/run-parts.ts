import type { Ladder } from "../results/exports/ladder.ts";
import type { Change, Taken } from "../results/exports/part.ts";
import type { SentTable } from "../results/exports/sent-table.ts";
import type { Shape } from "../results/exports/shape.ts";
import type { Condition } from "../segment/ast.ts";

/** Why a run was made. */
export type Cause = "hand" | "schedule";

/** Held: it waits for somebody to say that its size is meant. */
export type RunStatus = "waiting" | "running" | "held" | "finished" | "failed" | "cancelled";

/** What a run exports: whatever changes meanwhile, it stays so. */
export interface Frozen {
  /** Of the segment or card. */
  readonly name: string;
  readonly where: Condition;
  /** The definition's own zone; null: the workspace's. */
  readonly timeZone: string | null;
  /** When it was decided who is sent, RFC 3339 UTC; until then when the run was asked for. */
  readonly now: string;
  /** In words. */
  readonly sentence: string;
  readonly destination: { readonly name: string; readonly type: string; readonly revision: number };
  readonly shape: Shape;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whom the workspace never sends. */
  readonly suppression: Condition | null;
  /** See `Timing`; null: whatever the size is. */
  readonly holdPercent: number | null;
}

/** Rows as a destination has them. */
export interface DeliveredTable extends SentTable {
  /** Where it has them, as `placeId` tells it: of those at one place nothing is known at another. */
  readonly place: string;
}

/** What was written down to be sent. */
export interface Written extends DeliveredTable {
  /** What names the data directory on whose engine the rows are. */
  readonly by: string;
  readonly ladder: Ladder;
  /** The table of what the destination was known to have then, whether the rows were compared with it or not; null: nothing was known. */
  readonly known: string | null;
  readonly rows: Readonly<Record<Change, number>>;
  /** What the destination had before; null: it was not compared with anything. */
  readonly before: { readonly run: string; readonly sent: SentTable } | null;
}

/** A file that the destination took. */
export interface SentFile {
  readonly name: string;
  readonly change: Change;
  readonly rows: number;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** Where the destination has it. */
  readonly place: string;
}

/** Rows that the destination did not take, by why. */
export interface Rejection {
  readonly reason: string;
  readonly rows: number;
}

/** How far a run is. Counts are of rows that the destination took. */
export interface Progress {
  readonly taken: Taken;
  readonly sent: Readonly<Record<Change, number>>;
  /** Rows that went by so far, of a file that was not taken yet too. */
  readonly read: number;
  readonly rejected: number;
  /** By the first reasons that there were. */
  readonly rejections: readonly Rejection[];
  readonly files: readonly SentFile[];
}

const NONE: Readonly<Record<Change, number>> = { added: 0, updated: 0, removed: 0 };
export const NOTHING_SENT: Progress = { taken: NONE, sent: NONE, read: 0, rejected: 0, rejections: [], files: [] };
