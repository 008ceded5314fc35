import type { Change, RunStatus, Step } from "../api/exports.ts";
import { counted } from "./common.ts";

const listed = (names: readonly string[]): string => {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
};

const neither = (names: readonly string[]): string => `neither ${names.join(" nor ")}`;

/** Texts of what is exported: runs, the ladder, the preview. */
export const exports = {
  title: "Exports",
  tabs: { label: "Exports and destinations", runs: "Runs", destinations: "Destinations", settings: "Settings" },
  status: {
    waiting: "Waiting",
    running: "Running",
    held: "Held",
    finished: "Finished",
    failed: "Failed",
    cancelled: "Cancelled",
  } satisfies Readonly<Record<RunStatus, string>>,
  progress: {
    label: (name: string) => `Progress of ${name}`,
    writing: "Writing the rows down",
    written: (rows: string) => `Writing the rows down: ${counted(rows, "customer")} read`,
    none: "No row was written down",
    sending: (done: string, total: string) => `${done} of ${counted(total, "row")}`,
    next: (when: string) => `next try ${when}`,
  },
  runs: {
    table: "Runs",
    columns: { status: "Status", what: "Export", rows: "Rows", when: "When" },
    to: (destination: string) => `to ${destination}`,
    sent: (rows: string) => `${rows} sent`,
    /** Of what changed, some were taken away: those were not sent. */
    changed: (rows: string) => counted(rows, "row"),
    notYet: "–",
    parts: {
      added: (rows) => `${rows} added`,
      updated: (rows) => `${rows} updated`,
      removed: (rows) => `${rows} removed`,
    } satisfies Readonly<Record<Change, (rows: string) => string>>,
    rejected: (rows: string) => `${rows} rejected`,
    scheduled: "scheduled",
    by: (name: string) => `by ${name}`,
    took: (time: string) => `took ${time}`,
    firstOfChanges: "only changes, the first time whole",
    byStatus: "Status",
    anyStatus: "Any status",
    byDestination: "Destination",
    anyDestination: "Any destination",
    goneDestination: "A destination that is gone",
    noDestination: "No destination is called so",
    more: "Show earlier runs",
    noneFound: "No run is like that",
    noneFoundHint: "Choose another status or destination.",
    all: "Show all runs",
    none: "Nothing was exported yet",
    noneHint: "Open a segment, go to Exports, and send its customers to a destination: now or on a schedule. Each run is kept here with its rows, files and ladder.",
    noneWithoutDestination: "Exports send the customers of a segment to a destination. An administrator sets up the first one.",
    toDestinations: "Go to destinations",
    toSegments: "Go to segments",
  },
  run: {
    pending: "Export",
    title: (name: string, destination: string) => `${name} to ${destination}`,
    all: "All runs",
    sentTitle: (name: string, destination: string) => `Sent: ${name} to ${destination}`,
    cancel: "Cancel the run",
    confirm: "Confirm and send",
    again: "Retry",
    cancelFailed: "The run was not cancelled",
    againFailed: "The run does not go on",
    definition: "What was exported",
    frozen: (time: string) => `As it was defined at ${time}: later edits do not change this run.`,
    openSegment: "Open the segment as it is now",
    ladder: "Who could be sent",
    inSegment: (name: string, time: string) => `In “${name}”, as of ${time}`,
    rejected: (rows: string) => (rows === "1" ? "1 row was rejected" : `${rows} rows were rejected`),
    reasons: "Why rows were rejected",
    rejectedOutside: "Who may export to this destination sees which, and why.",
    downloadRejected: "Download the rejected customers, each with the reason",
    cleared: (time: string) => `The rows are no longer kept: they were removed at ${time}.`,
    columns: "Columns",
    parameters: "Parameters",
    facts: {
      label: "How the run stands",
      sent: (rows: string) => `${counted(rows, "row")} sent`,
      destination: "Destination",
      mode: "Mode",
      by: "Started by",
      schedule: "its schedule",
      due: "Due",
      created: "Begun",
      ended: "Ended",
      notYet: "not yet",
      tries: "Tries",
      cleared: "Rows and files removed",
      revision: (name: string, revision: number) => `${name}, revision ${revision}`,
    },
    trouble: {
      held: "This run waits for you to confirm it",
      failed: "This run failed",
      again: "The last try failed; the run is tried again by itself",
    },
    files: {
      title: "Files",
      name: "File",
      change: "Rows that were",
      changes: { added: "added", updated: "updated", removed: "removed" } satisfies Readonly<Record<Change, string>>,
      rows: "Rows",
      size: "Size",
      hash: "SHA-256",
      copy: (name: string) => `Copy the SHA-256 of ${name}`,
      copied: "Copied",
      kept: (until: string) => `Kept here until ${until}.`,
    },
  },
  duration: {
    instant: "under 1 s",
    seconds: (count: number) => `${count} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  },
  ladder: {
    title: "Who can be sent, step by step",
    segment: "In the segment",
    exportable: "Exportable",
    /** What is asked of a customer. */
    step: (step: Step): string => {
      switch (step.kind) {
        case "known":
          return `${listed(step.attributes)} is known`;
        case "valid":
          return `${listed(step.attributes)} is valid`;
        case "permitted":
          return "Permitted";
        case "not_suppressed":
          return "Not suppressed";
        case "unique":
          return `No other with the same ${step.field}`;
      }
    },
    /** Why somebody is left out. */
    reason: (step: Step): string => {
      switch (step.kind) {
        case "known":
          return step.attributes.length === 1 ? `${listed(step.attributes)} is unknown` : `${neither(step.attributes)} is known`;
        case "valid":
          return `${step.attributes.length === 1 ? `${listed(step.attributes)} can’t` : `${neither(step.attributes)} can`} be sent as it is`;
        case "permitted":
          return "there is no permission";
        case "not_suppressed":
          return "they are suppressed";
        case "unique":
          return `somebody else has the same ${step.field}`;
      }
    },
    openRemaining: (count: string, step: string) => `${step}: ${counted(count, "customer")} ${count === "1" ? "remains" : "remain"}`,
    remainTitle: (step: string) => `Remain after: ${step}`,
    exportableTitle: "Exportable customers",
    openExportable: (count: string) => `Exportable: ${counted(count, "customer")}`,
    leftOut: (count: string) => `−${count}`,
    openSegment: (count: string) => `In the segment: ${counted(count, "customer")}`,
    openLeftOut: (count: string, reason: string) => `Left out: ${counted(count, "customer")}, because ${reason}`,
    leftOutTitle: (reason: string) => `Left out, because ${reason}`,
    found: (count: string) => counted(count, "customer"),
    none: "Nobody is here any more",
    noneHint: "What is known of customers has changed since the number was counted.",
  },
  preview: {
    title: "First rows, as they are sent",
    table: "First rows",
    empty: "empty",
    none: {
      whole: "No row would be sent.",
      changes: "No row would be added or updated; those who were sent before and left would be removed.",
    },
    preflight: "Identifiers",
    known: (field: string, count: string) => `${field}: ${count} known`,
    fine: "all can be sent",
    hashed: (count: string) => `${count} hashed already, it seems: a hash of a hash finds nobody`,
    invalid: (count: string) => `${count} not of this kind: left empty`,
    differs: (count: string, rule: string) => `${count} would hash otherwise under “${rule}”: right by the rule of this column`,
  },
};
