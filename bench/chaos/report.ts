import { count } from "../report.ts";
import type { Kept } from "./audit.ts";
import type { ChaosArguments } from "./arguments.ts";
import type { Tally } from "./ledger.ts";

/** What a run came to. */
export interface ChaosResults {
  readonly arguments: Pick<ChaosArguments, "minutes" | "size" | "secondsBetweenKills" | "editors" | "seed">;
  readonly kinds: readonly KindResult[];
  readonly kills: number;
  /** The longest from a kill to the next answer. */
  readonly longestSilenceMs: number;
  readonly kept: Kept;
  readonly violations: readonly string[];
}

export interface KindResult {
  readonly kind: string;
  readonly asked: number;
  readonly answered: number;
  readonly cancelled: number;
  readonly brokenOff: number;
  /** Times by code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly mostMs: number;
}

export function kindResult(kind: string, { asked, answered, cancelled, refused, brokenOff, elapsed }: Tally): KindResult {
  const sorted = [...elapsed].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const times = { medianMs: at(0.5), p95Ms: at(0.95), mostMs: at(1) };
  return { kind, asked, answered, cancelled, brokenOff, refused: Object.fromEntries(refused), ...times };
}

const HEADINGS = ["kind", "asked", "answered", "cancelled", "broken off", "refused", "median ms", "p95 ms", "most ms"];
const MOST_SHOWN = 20;

/** The results for a terminal. */
export function printed({ arguments: given, kinds, kills, longestSilenceMs, kept, violations }: ChaosResults): string {
  const rows = [HEADINGS, ...kinds.map(cells)];
  const widths = HEADINGS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return [
    `${given.minutes} min, ${given.editors} editors, seed ${given.seed}; ` +
      `at the start ${count(given.size.customers)} customers, ${count(given.size.events)} events`,
    "",
    ...rows.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ")),
    "",
    `${kills} kills of the engine; the longest from a kill to the next answer: ${(longestSilenceMs / 1000).toFixed(1)} s`,
    `${count(kept.claims)} answers compared with what is right in their version of the data, of ${kept.version} versions`,
    `Files: ${kept.acknowledged} acknowledged, ${kept.silentlyKept} others whole, ${kept.absent} others absent; ${count(kept.rows)} rows`,
    "",
    violations.length === 0 ? "No violation." : `${violations.length} VIOLATIONS`,
    ...violations.slice(0, MOST_SHOWN),
    ...(violations.length > MOST_SHOWN ? [`… and ${violations.length - MOST_SHOWN} more`] : []),
  ].join("\n");
}

function cells({ kind, asked, answered, cancelled, brokenOff, refused, medianMs, p95Ms, mostMs }: KindResult): string[] {
  const codes = Object.entries(refused).map(([code, times]) => `${code} ${times}`);
  const times = [medianMs, p95Ms, mostMs].map((ms) => ms.toFixed(0));
  return [kind, ...[asked, answered, cancelled, brokenOff].map(count), codes.join(", ") || "0", ...times];
}
