import { type ErrorBody, ifThere } from "../../errors.ts";
import type { DestinationStore } from "../../store/destinations.ts";
import type { ExportRun } from "../../store/export-runs.ts";
import type { ExportSchedule, ExportScheduleStore } from "../../store/export-schedules.ts";
import { type ExportSource, sourceId } from "../../store/export-source.ts";
import type { PeopleStore } from "../../store/people.ts";
import type { UserStore } from "../../store/users.ts";
import type { Telling } from "../telling.ts";
import { mayUse } from "./may-use.ts";
import { toldOutside } from "./told-outside.ts";

export interface TellOptions {
  readonly people: Pick<PeopleStore, "concerned">;
  readonly users: Pick<UserStore, "list">;
  readonly destinations: Pick<DestinationStore, "get">;
  readonly schedules: Pick<ExportScheduleStore, "get">;
  readonly telling: Pick<Telling, "tell">;
}

/**
 * Tells those whom an export concerns that it failed or is held: the owner and the people of its segment, and who asked for it. What a
 * destination said is told to who may export there.
 */
export interface Teller {
  ofRun(run: ExportRun): Promise<void>;
  /** Of a run that was due and could not be made. `destination`: its name. */
  ofSchedule(schedule: ExportSchedule, destination: string, failure: ErrorBody): Promise<void>;
}

export function teller({ people, users, destinations, schedules, telling }: TellOptions): Teller {
  return {
    async ofRun({ failure, frozen: { name, destination }, destination: to, id, status, by, schedule, source }) {
      if (failure === null) return;
      const due = schedule === null ? undefined : await ifThere(schedules.get(schedule));
      const kind = status === "held" ? "export_held" : "export_failed";
      const { who } = await concerned(source, [by?.id, due?.createdBy]);
      await tell(who, to, { kind, run: id, name, destination: destination.name }, failure);
    },

    async ofSchedule({ source, createdBy, destination: to }, destination, failure) {
      const { name, who } = await concerned(source, [createdBy]);
      await tell(who, to, { kind: "export_failed", run: null, name, destination }, failure);
    },
  };

  async function tell(who: ReadonlySet<string>, destination: string, about: About, failure: ErrorBody): Promise<void> {
    const outside = toldOutside(failure);
    const inside = outside === failure ? who : await insiders(destination);
    await telling.tell([...who].filter((user) => inside.has(user)), { ...about, ...causeOf(failure) });
    await telling.tell([...who].filter((user) => !inside.has(user)), { ...about, ...causeOf(outside) });
  }

  /** Who may export to a destination; to one that is gone administrators alone. */
  async function insiders(id: string): Promise<ReadonlySet<string>> {
    const destination = (await ifThere(destinations.get(id))) ?? { users: [] };
    return new Set((await users.list()).filter((user) => mayUse(destination, user)).map((user) => user.id));
  }

  /** What an export is of, by its name, and the ids of those whom it concerns. */
  async function concerned(source: ExportSource, asked: readonly (string | undefined)[]): Promise<{ readonly name: string; readonly who: ReadonlySet<string> }> {
    const [segment] = source.kind === "segment" ? await people.concerned([source.segment]) : [];
    const who = [...asked.filter((id) => id !== undefined), ...(segment?.users ?? [])];
    return { name: segment?.name ?? sourceId(source), who: new Set(who) };
  }
}

interface About {
  readonly kind: "export_failed" | "export_held";
  readonly run: string | null;
  readonly name: string;
  readonly destination: string;
}

function causeOf({ message, hint }: ErrorBody): { readonly message: string; readonly hint: string | null } {
  return { message, hint: hint ?? null };
}
