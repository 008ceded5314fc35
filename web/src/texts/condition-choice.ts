/** Texts of a condition that is chosen in a form. */
export const conditionChoice = {
  yes: "Those of whom an attribute is yes",
  segment: "Those in a saved segment",
  code: "A condition written as code",
  attribute: "Attribute",
  attributePlaceholder: "Choose a yes/no attribute",
  noneYesNo: "There is no yes/no attribute of this name",
  savedSegment: "Saved segment",
  segmentPlaceholder: "Choose a segment",
  incomplete: "Choose what the condition is about, or write it so that it can be read.",
};
