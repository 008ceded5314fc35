/** What a tag may be drawn in; a new one gets the first that the fewest have. */
export const TAG_COLORS = ["blue", "teal", "orange", "grape", "green", "red", "cyan", "yellow", "pink", "violet", "gray"] as const;

export type TagColor = (typeof TAG_COLORS)[number];
