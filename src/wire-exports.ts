import { join } from "node:path";
import type { AppContext } from "./api/context.ts";
import type { Config } from "./config.ts";
import { http } from "./destinations/http.ts";
import { loadTypes } from "./destinations/load.ts";
import { keyRing } from "./destinations/secret-box.ts";
import { destinationTypes } from "./destinations/types.ts";
import { ownerName } from "./engine/owner-name.ts";
import { destinationSetups } from "./jobs/exports/destination-setup.ts";
import { exportSettings, workspaceMail } from "./jobs/exports/export-settings.ts";
import { ExportWorker } from "./jobs/exports/export-worker.ts";
import { exportsOf } from "./jobs/exports/exports.ts";
import { queue } from "./jobs/exports/queue.ts";
import { runFiles } from "./jobs/exports/run-files.ts";
import { sources } from "./jobs/exports/sources.ts";
import { teller } from "./jobs/exports/tell.ts";
import { telling } from "./jobs/telling.ts";
import type { Workbench } from "./results/audience.ts";
import { readOrMakeSecret } from "./secret-file.ts";
import type { Condition } from "./segment/ast.ts";
import { destinationStore } from "./store/destinations.ts";
import { runStore } from "./store/export-runs.ts";
import { exportScheduleStore } from "./store/export-schedules.ts";
import { shortId } from "./store/ids.ts";
import { notificationStore } from "./store/notifications.ts";
import type { Store } from "./store/open.ts";
import { peopleStore } from "./store/people.ts";
import { runWork } from "./store/run-work.ts";
import type { SegmentStore } from "./store/segments.ts";
import type { Settings } from "./store/settings.ts";
import { smartEdits } from "./store/smart-edits.ts";
import { smartRoles } from "./store/smart-roles.ts";
import { userStore } from "./store/users.ts";

export interface ExportParts {
  readonly bench: Workbench;
  readonly store: Store;
  readonly segments: SegmentStore;
  readonly settings: Settings;
  readonly config: Config;
  readonly dataDir: string;
  /** Where the page is reached. */
  readonly address: () => string;
  readonly log: (message: string) => void;
}

type OfExports =
  | "destinations"
  | "destinationSetups"
  | "exports"
  | "exportRuns"
  | "exportSchedules"
  | "exportSettings"
  | "runFiles"
  | "mail"
  | "notifications"
  | "telling";

/** Exports, constructed. */
export interface WiredExports {
  readonly context: Pick<AppContext, OfExports>;
  /** Starts with the server. */
  readonly worker: ExportWorker;
  close(): Promise<void>;
}

/** @throws AppError `invalid_destination_type` for a type from outside that can't be used */
export async function wireExports({ bench, store, segments, settings, config, dataDir, address, log }: ExportParts): Promise<WiredExports> {
  const { clock, storage } = bench;
  const making = { clock: clock.now, newId: shortId };
  const keys = keyRing(config.secret ?? readOrMakeSecret(dataDir), config.oldSecrets);
  const ofExports = exportSettings(settings, keys, log);
  const mail = workspaceMail(ofExports);
  const web = http();
  const link = (path: string): string => new URL(path, config.publicUrl ?? address()).href;
  const downloads = join(dataDir, "downloads");
  const tools = { http: web, mail, downloads, folders: config.folders, link, now: clock.now };
  const destinations = destinationStore(store.db, making);
  const types = await loadTypes(destinationTypes, config.destinationTypes);
  const setups = destinationSetups({ destinations, types, keys, tools, log });
  const runs = runStore(store.db, making);
  const schedules = exportScheduleStore(store.db, making);
  const notifications = notificationStore(store.db, making);
  const files = runFiles(storage.engine, downloads);
  const jobs = queue(store.sql, log);
  const suppression = async (): Promise<Condition | null> => (await ofExports.plan()).suppression;
  const sourced = sources({
    segments,
    smartEdits: smartEdits(store.db, making),
    smartRoles: smartRoles(settings),
    catalog: () => storage.catalog,
    clock: clock.now,
    timeZone: clock.timeZone,
  });
  const users = userStore(store.db, making);
  const told = telling({
    notifications,
    users,
    mailServer: ofExports.mailServer,
    link,
    log,
  });
  const tell = teller({ people: peopleStore(store.db), users, destinations, schedules, telling: told });
  const worker = new ExportWorker({
    shop: { bench, work: runWork(store.db, ownerName(dataDir).id, clock.now), runs, destination: (id) => setups.open(id), tools, newId: shortId, clock: clock.now },
    queue: jobs,
    runs,
    schedules,
    making: { bench, sources: sourced, destinations, runs, suppression },
    tell,
    notifications,
    removeFiles: (run) => files.remove(run),
    keptDays: async () => (await ofExports.plan()).keptDays,
    log,
  });
  await setups.rotate();
  await ofExports.rotate();
  return {
    context: {
      destinations,
      destinationSetups: setups,
      exports: exportsOf({ bench, sources: sourced, destinations, schedules, runs, suppression, queue: jobs, stop: (run) => worker.stop(run) }),
      exportRuns: runs,
      exportSchedules: schedules,
      exportSettings: ofExports,
      runFiles: files,
      mail,
      notifications,
      telling: told,
    },
    worker,
    async close() {
      await worker.close();
      await told.close();
      await web.close();
    },
  };
}
