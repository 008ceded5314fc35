/** Texts of what people are told in the page. */
export const notifications = {
  title: "Notifications",
  open: (unread: number) => (unread === 0 ? "Notifications" : `Notifications, ${unread} unread`),
  most: "99+",
  none: "Nothing yet. You are told here of exports that failed or are held, and of changes that others make to your segments.",
  failed: "They did not load",
  more: "Show earlier ones",
  fresh: "new",
  export_failed: (name: string, destination: string) => `The export of “${name}” to “${destination}” failed`,
  export_held: (name: string, destination: string) => `The export of “${name}” to “${destination}” waits for you`,
  heldBefore: (name: string, destination: string) => `The export of “${name}” to “${destination}” was held`,
  /** Of a run that went on. */
  finished: (said: string) => `${said}; finished since`,
  segment_changed: (name: string, by: string) => `${by} changed “${name}”`,
  segment_deleted: (name: string, by: string) => `${by} deleted “${name}”`,
  toRun: "Open the run",
  toRuns: "See the runs",
  toHistory: "See what changed",
  toTrash: "Look in the trash",
};
