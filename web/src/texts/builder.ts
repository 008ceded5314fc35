import { counted } from "./common.ts";

export const builder = {
  newTitle: "New segment",
  name: "Segment name",
  namePlaceholder: "Name this segment",
  nameMissing: "Give the segment a name before you save it.",
  crumb: "Segments",
  customersBlocked: "A condition is not complete yet",
  customersBlockedHint: "The customers are shown as soon as every condition is. The builder marks what is missing.",
  tabs: { label: "Views of the segment", builder: "Builder", customers: "Customers", insights: "Insights", exports: "Exports", history: "History" },
  save: "Save",
  saveKeys: "Ctrl S",
  unsaved: "Unsaved changes",
  undo: "Undo",
  redo: "Redo",
  copy: "Copy",
  copyName: (name: string) => `Copy of ${name}`,
  copied: "This is the copy. The original is as it was saved.",
  remove: "Delete",
  more: "More actions",
  removed: (name: string) => `“${name}” is in the trash`,
  mend: (count: number) => (count === 1 ? "One thing needs mending before this can be saved" : `${count} things need mending before this can be saved`),
  saveFailed: "This was not saved",
  goneMeanwhile: "It was deleted meanwhile. Restore it from the trash and save again, or save yours as a copy.",
  copyFailed: "This was not copied",
  removeFailed: "This was not deleted",
  notFound: "There is no such segment",
  notFoundHint: "It may have been deleted, or the link is not complete.",
  broken: "This segment needs repair",
  brokenHint: "It uses something that no longer exists or no longer fits. The places are marked below.",
  saveAsCopy: "Save as copy",
  before: {
    show: "Before you save",
    title: "Before you save",
    kinds: {
      join: { title: "Join", sign: "+" },
      leave: { title: "Leave", sign: "−" },
      stay: { title: "Stay", sign: "" },
    },
    more: (count: string) => `and ${count} more`,
    open: (kind: string, count: string) => `${kind}: ${counted(count, "customer")}`,
    used: (count: number) => (count === 1 ? "This uses the segment, and changes with it:" : "These use the segment, and change with it:"),
    featured: (name: string) => `The featured card “${name}”`,
    usedNowhere: "Nothing else uses this segment.",
    usesUnknown: "What uses it is not known just now.",
  },
  code: {
    show: "View as code",
    label: "Definition as code",
    format: "Format",
    hint: "The same definition: what you change here changes the conditions, and the other way round.",
    close: "Back to the conditions",
    problems: "What to mend",
    line: (line: number) => `Line ${line}:`,
    waits: "The conditions stay as they were until this can be read.",
  },
  leave: {
    lead: "Your changes to this segment are not saved.",
  },
  delete: {
    title: ([first = "", ...others]: readonly string[]) => (others.length === 0 ? `Delete “${first}”?` : `Delete ${others.length + 1} segments?`),
    lead: (count: number) =>
      count === 1
        ? "It goes to the trash, from which it can be restored. The customers in it stay as they are."
        : "They go to the trash, from which they can be restored. The customers in them stay as they are.",
    used: (count: number, of: number) => {
      const what = of === 1 ? "it" : "them";
      return count === 1 ? `This uses ${what}, and needs repair without ${what}:` : `These use ${what}, and need repair without ${what}:`;
    },
    featured: (count: number) =>
      count === 1 ? "It is featured for everyone. The card goes with it, and comes back with it:" : "These are featured for everyone. The cards go with them, and come back with them:",
    usesUnknown: "What uses it is not known just now.",
    confirm: (count: number) => (count === 1 ? "Delete segment" : `Delete ${count} segments`),
  },
  conflict: {
    title: (authors: string) => `${authors} saved this segment meanwhile`,
    you: "You, elsewhere,",
    and: (first: string, last: string) => `${first} and ${last}`,
    lead: (author: string, revision: string, ago: string) =>
      `Revision ${revision} was saved by ${author} ${ago}, while you were editing. Nothing is lost: choose what to keep.`,
    theirs: "What changed since you began",
    mine: "What you changed",
    keepMine: (revision: string) => `Save mine as revision ${revision}`,
    keepMineHint: "Theirs stays in the history, from where it can be restored.",
    keepBoth: "Save mine as a copy",
    keepTheirs: "Take theirs",
    keepTheirsHint: "When you take theirs, Undo brings yours back.",
    later: "Keep editing",
  },
};
