/** Texts of customers who are opened from a number. */
export const opened = {
  page: "Open as page",
  save: "Save as segment",
  /** What a segment of them will hold. */
  kept: {
    entered: "A segment of them asks who entered at this refresh. It holds them for as long as the refresh is kept.",
    left: "A segment of them asks who left at this refresh. It holds them for as long as the refresh is kept.",
  },
  name: "Segment name",
  confirm: "Save",
  saved: "Saved.",
  openSegment: (name: string) => `Open “${name}”`,
  saveFailed: "This was not saved",
  everyone: "All customers",
  broken: "This link is not complete",
  brokenHint: "Copy it again, from “Open as page”. All customers are shown instead.",
};
