/** Texts of customers who are opened from a number. */
export const opened = {
  page: "Open as page",
  save: "Save as segment",
  name: "Segment name",
  confirm: "Save",
  saved: "Saved.",
  openSegment: (name: string) => `Open “${name}”`,
  saveFailed: "This was not saved",
  everyone: "All customers",
  broken: "This link is not complete",
  brokenHint: "Copy it again, from “Open as page”. All customers are shown instead.",
};
