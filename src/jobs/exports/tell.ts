import type { ErrorBody } from "../../errors.ts";
import type { Mail } from "../../destinations/mail.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { ExportSchedule, ExportScheduleStore } from "../../store/export-schedules.ts";
import { type ExportSource, sourceId } from "../../store/export-source.ts";
import type { NotificationStore } from "../../store/notifications.ts";
import type { PeopleStore } from "../../store/people.ts";
import type { UserStore } from "../../store/users.ts";

export interface TellOptions {
  readonly people: Pick<PeopleStore, "read">;
  readonly schedules: Pick<ExportScheduleStore, "get">;
  readonly users: Pick<UserStore, "list">;
  readonly notifications: Pick<NotificationStore, "tell">;
  /** Undefined: no mail server is set up. */
  readonly mail: () => Promise<Mail | undefined>;
  /** The address of a page. */
  readonly link: (path: string) => string;
  readonly log: (message: string) => void;
}

/** Tells those whom an export concerns that it failed or is held: the owner and the people of its segment, and who asked for it. */
export interface Teller {
  ofRun(run: ExportRun, signal: AbortSignal): Promise<void>;
  /** Of a run that was due and could not be made. */
  ofSchedule(schedule: ExportSchedule, destination: string, failure: ErrorBody, signal: AbortSignal): Promise<void>;
}

export function teller({ people, schedules, users, notifications, mail, link, log }: TellOptions): Teller {
  return {
    async ofRun({ failure, frozen, id, status, by, schedule, source }, signal) {
      if (failure === null) return;
      const { createdBy } = schedule === null ? { createdBy: undefined } : await schedules.get(schedule).catch(() => ({ createdBy: undefined }));
      const kind = status === "held" ? "export_held" : "export_failed";
      await tell(await concerned(source, [by?.id, createdBy]), { kind, run: id, name: frozen.name, destination: frozen.destination.name, failure }, signal);
    },

    async ofSchedule({ source, createdBy }, destination, failure, signal) {
      const name = sourceId(source);
      await tell(await concerned(source, [createdBy]), { kind: "export_failed", run: null, name, destination, failure }, signal);
    },
  };

  async function tell(who: ReadonlySet<string>, { failure, ...about }: Told, signal: AbortSignal): Promise<void> {
    await notifications.tell(who, { ...about, message: failure.message, hint: failure.hint ?? null });
    const server = await mail();
    const to = (await users.list()).filter((user) => who.has(user.id) && user.disabledAt === null).map(({ email }) => email);
    if (server === undefined || to.length === 0) return;
    const what = about.kind === "export_held" ? "waits for you to confirm it" : "failed";
    const subject = `The export of ${about.name} to ${about.destination} ${what}`;
    const page = link(about.run === null ? "/exports" : `/exports/${about.run}`);
    const text = [`${subject}.`, failure.message, ...(failure.hint === undefined ? [] : [failure.hint]), page].join("\n\n");
    // Each alone: nobody learns of the others.
    for (const one of to) {
      await server.send({ to: [one], subject, text }, signal).catch((error: unknown) => log(`No letter about the export of ${about.name} could be sent: ${String(error)}`));
    }
  }

  async function concerned(source: ExportSource, asked: readonly (string | undefined)[]): Promise<ReadonlySet<string>> {
    const found = asked.filter((id) => id !== undefined);
    if (source.kind === "smart") return new Set(found);
    const invited = await people.read(source.segment).then((all) => [all.owner, ...all.people], () => []);
    return new Set([...found, ...invited.map(({ id }) => id)]);
  }
}

interface Told {
  readonly kind: "export_failed" | "export_held";
  readonly run: string | null;
  readonly name: string;
  readonly destination: string;
  readonly failure: ErrorBody;
}
