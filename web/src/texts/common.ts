export const common = {
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  loading: "Loading",
  failedTitle: "This did not load",
  failedHint: "Try again. If it keeps failing, look at the server’s log.",
  leave: { title: "Leave without saving?", stay: "Keep editing", discard: "Leave without saving" },
  notFoundTitle: "There is nothing at this address",
  notFoundHint: "The link may be old, or what it led to was deleted.",
  toSegments: "Go to segments",
  unknown: "unknown",
  copied: "Copied",
  /** How a destination is sent. */
  modes: { whole: "whole list", changes: "only changes" },
  yes: "yes",
  no: "no",
  secret: {
    kept: "Kept for this server: leave it empty to keep it.",
    goes: "It goes when you save.",
    placeholder: "••••••••",
    takeAway: "Take it away",
    keep: "Keep it",
  },
};

/** `1 customer`, `12 customers`: a count as a number, or as it is shown. */
export function counted(count: number | string, noun: string): string {
  return `${count} ${noun}${String(count) === "1" ? "" : "s"}`;
}
