import { setTimeout as sleep } from "node:timers/promises";
import { wholeRunAnswer } from "../api/run-answers.ts";
import type { Catalog } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { AppError } from "../errors.ts";
import { count, findings, membersFile } from "../results/audience.ts";
import { explain } from "../results/explain.ts";
import { readSentence } from "../results/sentence.ts";
import { type CommandData, type Exporting, openData, type WorkspaceOptions } from "../wire.ts";
import { type Backend, type CatalogView, type ExportedRun, type ExportedSegment, LOOK_MS } from "./backend.ts";
import { idOfNamed } from "./named.ts";
import { assertSomebody } from "./somebody.ts";

/** Opens a data directory and works on it. Throws what `openData` throws. */
export async function openLocal(options: WorkspaceOptions): Promise<Backend> {
  return localBackend(await openData(options));
}

function localBackend(data: CommandData): Backend {
  const { storage, importer } = data;
  return {
    catalog: () => Promise.resolve(viewOf(storage.catalog)),
    count: (question) => count(data, question),
    check: (question) => findings(data, question),
    parse: (text) => readSentence(text, storage.catalog, data.clock, data.referred),
    explain: (question, customer) => explain(data, question, customer),
    members: (question, file) => membersFile(data, question, file),
    import: (request, options) => importer.import(request, options),
    retype: (request) => importer.retype(request),
    refresh: (segment) => data.withMemberships((memberships, user) => memberships.refresh(segment, { cause: "hand", user })),
    history: async (segment, limit) =>
      (await data.withMemberships((memberships) => memberships.history(segment, { limit }))).refreshes,
    export: (request, onProgress) => data.withExports((exporting) => exportAlone(exporting, request, onProgress)),
    signInLink: () =>
      Promise.reject(
        new AppError("no_server", "No server runs on this data directory.", {
          hint: "Start one with `npm start` or `npx coterie serve`: it prints a link.",
        }),
      ),
    page: () => undefined,
    isEmpty: () => Promise.resolve(storage.catalog.version === 0),
    close: () => data.close(),
  };
}

async function exportAlone(
  { context, worker, segments, user }: Exporting,
  request: ExportedSegment,
  onProgress: (run: ExportedRun) => void,
): Promise<ExportedRun> {
  const { exports, exportRuns, exportSettings, destinations, runFiles } = context;
  const segment = idOfNamed("segment", [...(await segments.definitions()).values()], request.segment);
  const destination = idOfNamed("destination", await destinations.list(), request.destination);
  const asked = { source: { kind: "segment", segment }, destination, parameters: request.parameters } as const;
  await assertSomebody(request, () => exports.ladder(asked));
  const { id } = await exports.start(asked, user);
  const answer = async (): Promise<ExportedRun> => {
    const run = await exportRuns.get(id);
    const { keptDays } = await exportSettings.plan();
    const whole = wholeRunAnswer(run, { sentAt: await exportRuns.sentAt(id), kept: await runFiles.areKept(run), keptDays, usable: true });
    return whole.downloadable ? { ...whole, files: whole.files.map((file) => ({ ...file, place: runFiles.path(run, file.name) })) } : whole;
  };
  const look = setInterval(() => void answer().then(onProgress, () => undefined), LOOK_MS);
  await worker.only(id, (milliseconds) => sleep(milliseconds)).finally(() => clearInterval(look));
  return answer();
}

function viewOf(catalog: Catalog): CatalogView {
  const named = ({ name, type }: Catalog["attributes"][number] | Catalog["events"][number]["properties"][number]) => ({
    name,
    type: typeName(type),
  });
  return {
    customers: catalog.customers,
    lists: catalog.lists.map(({ id, name, size }) => ({ id, name, size })),
    attributes: catalog.attributes.map(named),
    events: catalog.events.map(({ name, count: events, oldest, newest, properties }) => ({
      name,
      count: events,
      oldest: new Date(oldest).toISOString(),
      newest: new Date(newest).toISOString(),
      properties: properties.map(named),
    })),
  };
}
