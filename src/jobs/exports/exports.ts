import { AppError } from "../../errors.ts";
import type { Question } from "../../results/data.ts";
import type { Workbench } from "../../results/audience.ts";
import type { PageRequest } from "../../results/customers-page.ts";
import { ladder, type Ladder, stepCustomers, type StepCustomers, type StepSide } from "../../results/exports/ladder.ts";
import { preview, type Preview } from "../../results/exports/preview.ts";
import type { Outline } from "../../results/exports/scene.ts";
import { outlineOf, type Shape } from "../../results/exports/shape.ts";
import type { Condition } from "../../segment/ast.ts";
import type { Destination, DestinationStore } from "../../store/destinations.ts";
import type { ExportRun, RunStore } from "../../store/export-runs.ts";
import type { ExportSchedule, ExportScheduleStore, ScheduleSetup } from "../../store/export-schedules.ts";
import type { ExportSource } from "../../store/export-source.ts";
import { type Exportable, exportableTo } from "./exportable.ts";
import { frozenOutline } from "./frozen-outline.ts";
import type { Queue } from "./queue.ts";
import type { Sourced } from "./sources.ts";
import { assertTiming, dueAfter } from "./timing.ts";

/** An export that somebody asks for. */
export interface ExportRequest {
  readonly source: ExportSource;
  /** The id of a destination. */
  readonly destination: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Exports of segments and cards. Where a source, a destination, a schedule or a run is unknown: `AppError("not_found")`. */
export interface Exports {
  /** How many can be sent to a destination, and why the others can't. */
  ladder(request: ExportRequest, signal?: AbortSignal): Promise<Ladder>;
  /** How many can be sent to each of several destinations; of one that is broken, why that can't be told. */
  exportable(source: ExportSource, destinations: readonly Destination[], signal?: AbortSignal): Promise<readonly Exportable[]>;
  /** A page of the customers whom a step of the ladder leaves out, or who remain after it. */
  stepCustomers(request: ExportRequest, page: PageRequest & { readonly step: number; readonly side: StepSide }, signal?: AbortSignal): Promise<StepCustomers>;
  /** The same of a run: by its definition at its instant, on the data of now. */
  stepCustomersOf(run: string, page: PageRequest & { readonly step: number; readonly side: StepSide }, signal?: AbortSignal): Promise<StepCustomers>;
  /** The first rows as they would be sent. */
  preview(request: ExportRequest, signal?: AbortSignal): Promise<Preview>;
  /** The same of a destination that is being set up. */
  previewOf(source: ExportSource, shape: Shape, parameters: ExportRequest["parameters"], signal?: AbortSignal): Promise<Preview>;
  /** Makes a run, which begins at once. */
  start(request: ExportRequest, user: string): Promise<ExportRun>;
  schedule(source: ExportSource, setup: ScheduleSetup, user: string): Promise<ExportSchedule>;
  reschedule(id: string, setup: ScheduleSetup): Promise<ExportSchedule>;
  /** Cancels a run at once, wherever it is. */
  cancel(id: string): Promise<ExportRun>;
  /** Confirms what is held, and tries again what failed or was cancelled. Throws `AppError("not_retryable")`. */
  again(id: string): Promise<ExportRun>;
}

export interface ExportsOptions {
  readonly bench: Workbench;
  readonly sources: (source: ExportSource) => Promise<Sourced>;
  readonly destinations: Pick<DestinationStore, "get">;
  readonly schedules: ExportScheduleStore;
  readonly runs: RunStore;
  readonly suppression: () => Promise<Condition | null>;
  readonly queue: Pick<Queue, "put">;
  /** Told of runs that are not to go on, so that this process stops at once. */
  readonly stop: (run: string) => void;
}

/** Runs that wait or run at a time, of all that are asked for by hand. */
const MOST_OPEN = 500;

export function exportsOf(options: ExportsOptions): Exports {
  const { bench, sources, destinations, schedules, runs, suppression, queue, stop } = options;
  const { now } = bench.clock;

  return {
    ladder: async (request, signal) => ladder(bench, await outline(request), signal),
    exportable: async (source, among, signal) => exportableTo(bench, questionOf(await sources(source)), await suppression(), among, signal),
    stepCustomers: async (request, page, signal) => stepCustomers(bench, await outline(request), page, signal),
    stepCustomersOf: async (run, page, signal) => stepCustomers(bench, frozenOutline(await runs.get(run)), page, signal),
    preview: async (request, signal) => preview(bench, await outline(request), signal),

    async previewOf(source, shape, parameters, signal) {
      return preview(bench, outlineOf(shape, questionOf(await sources(source)), parameters, await suppression()), signal);
    },

    async start(request, user) {
      if ((await runs.open()).length >= MOST_OPEN) {
        throw new AppError("too_many_runs", `${MOST_OPEN} exports wait or run already.`, { hint: "Wait for some to end, or cancel some." });
      }
      const run = await add(options, request, { due: null, user, holdPercent: null });
      await queue.put({ kind: "run", id: run.id });
      return run;
    },

    async schedule(source, setup, user) {
      const from = await judge(source, setup);
      return queued(await schedules.add(source, setup, user, from), from);
    },

    async reschedule(id, setup) {
      const from = await judge((await schedules.get(id)).source, setup);
      return queued(await schedules.change(id, setup, from), from);
    },

    async cancel(id) {
      const run = await runs.cancel(id);
      stop(id);
      // What waited behind it goes on.
      await queue.put({ kind: "run", id });
      return run;
    },

    async again(id) {
      const run = await runs.again(id);
      await queue.put({ kind: "run", id });
      return run;
    },
  };

  async function outline({ source, destination, parameters }: ExportRequest): Promise<Outline> {
    const { shape } = await destinations.get(destination);
    return outlineOf(shape, questionOf(await sources(source)), parameters, await suppression());
  }

  /** The instant for which it was judged: what is due from then on is made, however long it takes to be kept. */
  async function judge(source: ExportSource, { destination, parameters, timing, paused }: ScheduleSetup): Promise<number> {
    const from = now();
    assertTiming(timing, from, paused);
    assertParameters((await destinations.get(destination)).shape, parameters);
    await sources(source);
    return from;
  }

  async function queued(schedule: ExportSchedule, from: number): Promise<ExportSchedule> {
    await putNext(queue, schedule, from);
    return schedule;
  }
}

/** What a run is of and by what: it is frozen with it. Throws `AppError("slot_taken")` when another run has the slot. */
export async function add(
  { bench, sources, destinations, runs, suppression }: Pick<ExportsOptions, "bench" | "sources" | "destinations" | "runs" | "suppression">,
  { source, destination: id, parameters }: ExportRequest,
  { due, user, holdPercent }: { readonly due: { readonly schedule: string; readonly slot: number } | null; readonly user: string | null; readonly holdPercent: number | null },
): Promise<ExportRun> {
  const destination = await destinations.get(id);
  // What is due and lacks a parameter by now becomes a run that fails, of which people are told.
  if (due === null) assertParameters(destination.shape, parameters);
  const frozen = {
    ...(await sources(source)),
    now: new Date(bench.clock.now()).toISOString(),
    destination: { name: destination.name, type: destination.type, revision: destination.revision },
    shape: destination.shape,
    parameters,
    suppression: await suppression(),
    holdPercent,
  };
  const run = await runs.add({ source, destination: id, frozen, due, user });
  if (run === undefined) throw new AppError("slot_taken", "This was exported already.");
  return run;
}

/** Puts a schedule's next instant into the queue. */
export async function putNext(queue: Pick<Queue, "put">, { id, timing, paused }: ExportSchedule, after: number): Promise<void> {
  const next = paused ? undefined : dueAfter(timing, after);
  if (next !== undefined) await queue.put({ kind: "due", id }, next);
}

function questionOf({ where, timeZone }: Sourced): Question {
  return { where, ownTimeZone: timeZone ?? undefined };
}

function assertParameters({ fields }: Shape, parameters: ExportRequest["parameters"]): void {
  const wanted = new Set(fields.flatMap(({ from }) => (from.kind === "parameter" ? [from.parameter] : [])));
  const unknown = Object.keys(parameters).find((name) => !wanted.has(name));
  if (unknown !== undefined) {
    throw new AppError("unknown_parameter", `This destination has no parameter ${JSON.stringify(unknown)}.`, { path: ["parameters", unknown], hint: `It has ${[...wanted].join(", ") || "none"}.` });
  }
  const missing = [...wanted].find((name) => !Object.hasOwn(parameters, name) || parameters[name] === "");
  if (missing !== undefined) {
    throw new AppError("parameter_missing", `The parameter ${JSON.stringify(missing)} is not filled.`, { path: ["parameters", missing], hint: "Say it with the export." });
  }
}
