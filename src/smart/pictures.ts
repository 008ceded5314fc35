/** What can be drawn on a card of a ready segment; the page has the drawings. */
export const PICTURES = [
  "star",
  "heart",
  "crown",
  "gift",
  "target",
  "flame",
  "people",
  "recency",
  "frequency",
  "spend",
  "interaction",
  "cart",
  "web",
  "app",
  "email",
  "lifetime",
  "age",
  "location",
  "source",
  "device",
  "channel",
  "subscription",
  "permission",
] as const;

export type Picture = (typeof PICTURES)[number];
