export const recipes = {
  title: "Begin with a recipe",
  lead: "Ready for your data. Open one, see who is in, change what you like: nothing is saved until you save it.",
  menu: "Create segment from a recipe",
  blank: "Blank segment",
  label: "Recipes",
  smart: "Or look at the",
  smartLink: "smart segments",
  smartEnd: "that are made of your data already.",
  missing: (labels: readonly string[]) => `Not in your data: ${labels.join(", ").toLowerCase()}.`,
  mend: "If it goes by another name there, an administrator can say so: Smart, Attributes and events.",
} as const;
