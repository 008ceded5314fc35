import type { ErrorBody } from "../../errors.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { ExportSchedule, ExportScheduleStore } from "../../store/export-schedules.ts";
import { type ExportSource, sourceId } from "../../store/export-source.ts";
import type { PeopleStore } from "../../store/people.ts";
import type { Telling } from "../telling.ts";

export interface TellOptions {
  readonly people: Pick<PeopleStore, "read">;
  readonly schedules: Pick<ExportScheduleStore, "get">;
  readonly telling: Pick<Telling, "tell">;
}

/** Tells those whom an export concerns that it failed or is held: the owner and the people of its segment, and who asked for it. */
export interface Teller {
  ofRun(run: ExportRun): Promise<void>;
  /** Of a run that was due and could not be made. */
  ofSchedule(schedule: ExportSchedule, destination: string, failure: ErrorBody): Promise<void>;
}

export function teller({ people, schedules, telling }: TellOptions): Teller {
  return {
    async ofRun({ failure, frozen: { name, destination }, id, status, by, schedule, source }) {
      if (failure === null) return;
      const { createdBy } = schedule === null ? { createdBy: undefined } : await schedules.get(schedule).catch(() => ({ createdBy: undefined }));
      const kind = status === "held" ? "export_held" : "export_failed";
      await telling.tell(await concerned(source, [by?.id, createdBy]), { kind, run: id, name, destination: destination.name, ...causeOf(failure) });
    },

    async ofSchedule({ source, createdBy }, destination, failure) {
      const name = sourceId(source);
      await telling.tell(await concerned(source, [createdBy]), { kind: "export_failed", run: null, name, destination, ...causeOf(failure) });
    },
  };

  async function concerned(source: ExportSource, asked: readonly (string | undefined)[]): Promise<ReadonlySet<string>> {
    const found = asked.filter((id) => id !== undefined);
    if (source.kind === "smart") return new Set(found);
    const invited = await people.read(source.segment).then((all) => [all.owner, ...all.people], () => []);
    return new Set([...found, ...invited.map(({ id }) => id)]);
  }
}

function causeOf({ message, hint }: ErrorBody): { readonly message: string; readonly hint: string | null } {
  return { message, hint: hint ?? null };
}
