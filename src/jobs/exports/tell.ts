import type { Mail } from "../../destinations/mail.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { ExportScheduleStore } from "../../store/export-schedules.ts";
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

/** Tells those whom a run concerns that it failed or is held: the owner and the people of its segment, and who asked for it. */
export function tellOfRun({ people, schedules, users, notifications, mail, link, log }: TellOptions): (run: ExportRun, signal: AbortSignal) => Promise<void> {
  return async (run, signal) => {
    const concerned = new Set(await concernedBy(run));
    const { failure, frozen, id } = run;
    if (failure === null) return;
    const kind = run.status === "held" ? "export_held" : "export_failed";
    const about = { kind, run: id, name: frozen.name, destination: frozen.destination.name, message: failure.message, hint: failure.hint ?? null } as const;
    await notifications.tell(concerned, about);
    const server = await mail();
    const to = (await users.list()).filter((user) => concerned.has(user.id) && user.disabledAt === null).map(({ email }) => email);
    if (server === undefined || to.length === 0) return;
    const what = run.status === "held" ? "waits for you to confirm it" : "failed";
    const subject = `The export of ${frozen.name} to ${frozen.destination.name} ${what}`;
    const text = [`${subject}.`, failure.message, ...(failure.hint === undefined ? [] : [failure.hint]), link(`/exports/${id}`)].join("\n\n");
    // Each alone: nobody learns of the others.
    for (const one of to) {
      await server.send({ to: [one], subject, text }, signal).catch((error: unknown) => log(`No letter about run ${id} could be sent: ${String(error)}`));
    }
  };

  async function concernedBy({ by, schedule, source }: ExportRun): Promise<readonly string[]> {
    const found: string[] = by === null ? [] : [by.id];
    if (schedule !== null) found.push(...(await schedules.get(schedule).then((one) => [one.createdBy], () => [])));
    if (source.kind === "segment") {
      const invited = await people.read(source.segment).then((all) => [all.owner, ...all.people], () => []);
      found.push(...invited.map(({ id }) => id));
    }
    return found;
  }
}
