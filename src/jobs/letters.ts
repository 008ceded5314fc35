import type { Letter } from "../destinations/mail.ts";
import { runPage } from "../destinations/run-page.ts";
import { assertNever } from "../errors.ts";
import type { Notice } from "../store/notice.ts";

/** What somebody is written of what the app tells them. `link`: the address of a page. */
export function letterOf(about: Notice, link: (path: string) => string): Pick<Letter, "subject" | "text"> {
  switch (about.kind) {
    case "export_failed":
      return written(`The export of ${about.name} to ${about.destination} failed`, causes(about), link(about.run === null ? "/exports" : runPage(about.run)));
    case "export_held":
      return written(`The export of ${about.name} to ${about.destination} waits for you to confirm it`, causes(about), link(runPage(about.run ?? "")));
    case "segment_changed":
      return written(`${about.by} changed the segment ${about.name}`, ["Its history shows what changed, and restores what was."], link(`/segments/${about.segment}?tab=history`));
    case "segment_deleted":
      return written(`${about.by} deleted the segment ${about.name}`, ["It can be restored from the trash."], link("/segments/trash"));
    default:
      return assertNever(about);
  }
}

function causes({ message, hint }: { readonly message: string; readonly hint: string | null }): readonly string[] {
  return hint === null ? [message] : [message, hint];
}

function written(subject: string, paragraphs: readonly string[], page: string): Pick<Letter, "subject" | "text"> {
  return { subject, text: [`${subject}.`, ...paragraphs, page].join("\n\n") };
}
