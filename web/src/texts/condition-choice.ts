/** Texts of a condition that is chosen in a form. */
export const conditionChoice = {
  yes: "Those of whom an attribute is yes",
  segment: "Those in a saved segment",
  exported: "Those whom a destination was sent",
  code: "A condition written as code",
  attribute: "Attribute",
  attributePlaceholder: "Choose a yes/no attribute",
  noneYesNo: "There is no yes/no attribute of this name",
  savedSegment: "Saved segment",
  segmentPlaceholder: "Choose a segment",
  destination: "Destination",
  destinationPlaceholder: "Choose a destination",
  noneDestination: "No destination is called so",
  days: "In the last days",
  daysEver: "at any time",
  incomplete: "Choose what the condition is about, or write it so that it can be read.",
};
