import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Auth } from "./api/auth.ts";
import type { AppContext } from "./api/context.ts";
import { type Config, LOOPBACK } from "./config.ts";
import { missingFolders } from "./destinations/missing-folders.ts";
import { lockData } from "./engine/data-lock.ts";
import { openLocalEngine } from "./engine/local-engine.ts";
import { ownerName } from "./engine/owner-name.ts";
import { closeAll, type Closer, opening, PATIENCE, type Patience } from "./engine/opening.ts";
import { openRemoteEngine } from "./engine/remote-engine.ts";
import type { RunningEngine } from "./engine/running-engine.ts";
import { Storage } from "./engine/storage.ts";
import { AppError } from "./errors.ts";
import { Importer } from "./ingest/import.ts";
import { type Memberships, memberships } from "./jobs/memberships.ts";
import { RefreshJob } from "./jobs/refresh-job.ts";
import { refreshSettings } from "./jobs/refresh-settings.ts";
import { NOTHING_REFERRED, type Referred } from "./segment/checked.ts";
import { refersToNothing } from "./segment/referring.ts";
import { breakdown } from "./results/breakdown.ts";
import { contains } from "./results/contains.ts";
import { customerSegments } from "./results/customer-segments.ts";
import { difference } from "./results/difference.ts";
import { attributeExamples } from "./results/attribute-examples.ts";
import { count, findings, members, membersFile, type Workbench } from "./results/audience.ts";
import { explain } from "./results/explain.ts";
import { counts } from "./results/counts.ts";
import { differences } from "./results/insights/differences.ts";
import { insights } from "./results/insights/insights.ts";
import { overview } from "./results/insights/overview.ts";
import { Leaves } from "./results/leaves.ts";
import { lint } from "./results/lint.ts";
import { overlap } from "./results/overlap.ts";
import { profile } from "./results/profile.ts";
import { activity, timeline } from "./results/timeline.ts";
import { readSentence } from "./results/sentence.ts";
import { values } from "./results/values.ts";
import { administrator } from "./store/administrator.ts";
import { featuredStore } from "./store/featured.ts";
import { shortId } from "./store/ids.ts";
import { noteStore } from "./store/notes.ts";
import type { Store } from "./store/open.ts";
import { peopleStore } from "./store/people.ts";
import { refreshStore } from "./store/refreshes.ts";
import type { SegmentStore } from "./store/segments.ts";
import { smartEdits } from "./store/smart-edits.ts";
import { smartRoles } from "./store/smart-roles.ts";
import { type Settings, settings } from "./store/settings.ts";
import { tagStore } from "./store/tags.ts";
import { testPeopleStore } from "./store/test-people.ts";
import { tileStore } from "./store/tiles.ts";
import { VERSION } from "./version.ts";
import type { WiredExports } from "./wire-exports.ts";

// What a command does not always need, the pages and the store, is loaded where it is used: it would be more than half of what a count takes.

/** The customers and events of a data directory, opened by this process alone. */
export interface Data extends Workbench {
  readonly dataDir: string;
  readonly running: RunningEngine;
  readonly importer: Importer;
  close(): Promise<void>;
}

/** Opened for one command: the store is opened when it is used first, and not at all where there is none. */
export interface CommandData extends Data {
  /** Works on the saved segments for the administrator, whose id `user` is. Throws `AppError("not_found")` where none was ever saved. */
  withMemberships<T>(use: (memberships: Memberships, user: string) => Promise<T>): Promise<T>;
  /** The same with exports, none of which is carried out by itself. */
  withExports<T>(use: (exporting: Exporting) => Promise<T>): Promise<T>;
}

/** What a command exports with, for the administrator, whose id `user` is. */
export interface Exporting extends WiredExports {
  readonly segments: SegmentStore;
  readonly user: string;
}

/** A data directory with everything in it: also who may use it, and what was saved. */
export interface Workspace extends Data {
  readonly settings: Settings;
  /** Starts with the server. */
  readonly refreshJob: RefreshJob;
  /** Carries out exports from now on. `address`: where the page is reached. */
  startExports(address: string): Promise<void>;
  readonly context: Omit<AppContext, "auth" | "hosts" | "cliToken" | "webRoot">;
  createAuth(address: () => string): Promise<Auth>;
}

export interface WorkspaceOptions {
  readonly dataDir: string;
  readonly config: Config;
  /** Told of what went wrong inside, for the log. */
  readonly log: (message: string) => void;
  /** How long is waited; left out: `PATIENCE`. */
  readonly patience?: Patience;
}

/**
 * Opens customers and events alone: all that a command needs, without making a store where there is none.
 *
 * @throws AppError `data_locked`, `engine_missing`, `engine_start_failed`, `opening_timeout`
 */
export function openData(options: WorkspaceOptions): Promise<CommandData> {
  return opening(options, async (closers, signal) => {
    closers.push(lock(options));
    const inStore = storeOfCommand(options, closers);
    const [storage, zone] = await bothEnded(
      openStorage(options, closers, signal),
      inStore(({ db }) => settings(db).read("time_zone"), () => Promise.resolve(undefined)),
    );
    const none = (): Promise<Referred> => Promise.resolve(NOTHING_REFERRED);
    const referred = (where: unknown): Promise<Referred> => {
      return refersToNothing(where) ? none() : inStore(async ({ db }) => (await storedSegments(db)).referred([where]), none);
    };
    const data = dataOf(options, storage, zone, referred, closers);
    return {
      ...data,
      withMemberships: (use) => inStore(async ({ db }) => use(await openMemberships(data, db), await administratorId(db)), nothingSaved),
      withExports: (use) =>
        inStore(async (store) => {
          const segments = await storedSegments(store.db);
          const { wireExports } = await import("./wire-exports.ts");
          const wired = await wireExports({ bench: data, store, segments, settings: settings(store.db), ...options, address: () => `http://${LOOPBACK}` });
          closers.push(() => wired.close());
          return use({ ...wired, segments, user: await administratorId(store.db) });
        }, nothingSaved),
    };
  });
}

/**
 * Opens a data directory: takes its lock, starts the engine, opens the store.
 *
 * @throws AppError `data_locked`, `engine_missing`, `engine_start_failed`, `store_too_new`, `opening_timeout`
 */
export function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  return opening(options, async (closers, signal) => {
    closers.push(lock(options));
    const [opened, store] = await bothEnded(openStorage(options, closers, signal), openOneStore(options, closers));
    const known = settings(store.db);
    const segments = await storedSegments(store.db);
    const data = dataOf(options, opened, await known.read("time_zone"), (where) => segments.referred([where]), closers);
    const secret = options.config.secret ?? (await known.readOrMake("secret", () => randomBytes(32).toString("hex")));
    const name = await known.readOrMake("workspace", shortId);
    const saved = await openMemberships(data, store.db);
    const { userStore } = await import("./store/users.ts");
    const plan = refreshSettings(known, data.clock.now);
    const refreshJob = new RefreshJob({
      memberships: saved,
      refreshes: refreshStore(store.db),
      segments: async () => [...(await segments.definitions()).keys()],
      settings: plan,
      clock: data.clock.now,
      timeZone: data.clock.timeZone,
      wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal, ref: false }),
      log: options.log,
    });
    closers.push(() => refreshJob.close());
    let address = "";
    const { config, dataDir, log } = options;
    const { wireExports } = await import("./wire-exports.ts");
    const exports = await wireExports({ bench: data, store, segments, settings: known, config, dataDir, address: () => address, log });
    closers.push(() => exports.close());
    return {
      ...data,
      settings: known,
      refreshJob,
      async startExports(at) {
        address = at;
        for (const folder of await missingFolders(config.folders)) log(`COTERIE_FOLDERS names ${folder}, which is no folder: no file can be put there.`);
        return exports.worker.start();
      },
      context: {
        ...contextOf(data, store, segments, options),
        ...exports.context,
        memberships: saved,
        refreshSettings: plan,
        smartRoles: smartRoles(known),
        smartEdits: smartEdits(store.db, { clock: data.clock.now, newId: shortId }),
        featured: featuredStore(store.db, { clock: data.clock.now }),
        tiles: tileStore(store.db),
        tags: tagStore(store.db, { clock: data.clock.now, newId: shortId }),
        people: peopleStore(store.db),
        notes: noteStore(store.db, { clock: data.clock.now, newId: shortId }),
        testPeople: testPeopleStore(store.db),
        users: userStore(store.db, { clock: data.clock.now, newId: shortId }),
      },
      async createAuth(at) {
        const { createAuth } = await import("./api/auth.ts");
        return createAuth({ db: store.db, secret, workspace: name, address: at, newId: shortId, clock: data.clock.now });
      },
    };
  });
}

function lock({ dataDir }: WorkspaceOptions): Closer {
  const held = lockData(dataDir);
  return () => held.release();
}

async function openStorage(
  options: WorkspaceOptions,
  closers: Closer[],
  signal: AbortSignal,
): Promise<{ running: RunningEngine; storage: Storage }> {
  const running = await openEngine(options, signal);
  closers.push(() => running.close());
  return { running, storage: await Storage.open(running.layout) };
}

function openEngine({ dataDir, config, log }: WorkspaceOptions, signal: AbortSignal): Promise<RunningEngine> {
  const { clickhouse, cluster } = config;
  if (clickhouse.length > 0) return openRemoteEngine({ endpoints: clickhouse, cluster, owner: ownerName(dataDir) });
  return openLocalEngine({
    directory: join(dataDir, "engine"),
    binary: config.clickhouseBinary,
    signal,
    onEnd: (said) => log(`The engine ended and is started again${said === "" ? "" : `: ${said}`}`),
  });
}

/** When it fails, neither is at work any more, so that what they opened can be closed. */
async function bothEnded<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

async function openOneStore({ dataDir, config }: WorkspaceOptions, closers: Closer[]): Promise<Store> {
  const { openStore } = await import("./store/open.ts");
  const store = await openStore({ dataDir, databaseUrl: config.databaseUrl });
  closers.push(() => store.close());
  return store;
}

async function storedSegments(db: Store["db"]): Promise<SegmentStore> {
  const { segmentStore } = await import("./store/segments.ts");
  return segmentStore(db, { clock: () => Date.now(), newId: shortId });
}

async function administratorId(db: Store["db"]): Promise<string> {
  return (await administrator(db, { id: shortId(), now: new Date() })).id;
}

function nothingSaved(): Promise<never> {
  return Promise.reject(new AppError("not_found", "No segment was saved here yet.", { hint: "Save one in the workspace page." }));
}

/** With what refreshes that did not end have left removed. */
async function openMemberships(data: Data, db: Store["db"]): Promise<Memberships> {
  const segments = await storedSegments(db);
  const bench = { ...data, referred: (where: unknown) => segments.referred([where]) };
  const opened = memberships({ bench, segments, refreshes: refreshStore(db), newId: shortId });
  await opened.removeLeftovers();
  return opened;
}

/** Uses the store of a command, which stays open until the command ends; `otherwise` when there is none. */
function storeOfCommand(options: WorkspaceOptions, closers: Closer[]) {
  let opened: Promise<Store> | undefined;
  return async <T>(use: (store: Store) => Promise<T>, otherwise: () => Promise<T>): Promise<T> => {
    if (options.config.databaseUrl === undefined && !existsSync(join(options.dataDir, "store"))) return otherwise();
    opened ??= openOneStore(options, closers);
    return use(await opened);
  };
}

function dataOf(
  { dataDir, patience: { closeMs } = PATIENCE }: WorkspaceOptions,
  { running, storage }: { readonly running: RunningEngine; readonly storage: Storage },
  zone: string | undefined,
  referred: Workbench["referred"],
  closers: Closer[],
): Data {
  const leaves = new Leaves(storage);
  closers.push(() => leaves.close());
  const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    dataDir,
    running,
    storage,
    leaves,
    clock: { now: () => Date.now(), timeZone: () => timeZone },
    referred,
    importer: new Importer(storage, dataDir),
    close: () => closeAll(closers, closeMs),
  };
}

type Smart = "featured" | "smartEdits" | "smartRoles";
type Stored = Smart | "memberships" | "notes" | "people" | "refreshSettings" | "tags" | "testPeople" | "tiles" | "users";
type OfData = Omit<Workspace["context"], Stored | keyof WiredExports["context"]>;

function contextOf(data: Data, store: Store, segments: SegmentStore, { log }: WorkspaceOptions): OfData {
  const { storage, clock, importer, running } = data;
  return {
    version: VERSION,
    catalog: () => storage.catalog,
    audience: {
      check: (question) => findings(data, question),
      parse: (text) => readSentence(text, storage.catalog, clock, data.referred),
      count: (question, signal) => count(data, question, signal),
      counts: (compared, signal) => counts(data, compared, signal),
      breakdown: (question, signal) => breakdown(data, question, signal),
      lint: (question, saved, signal) => lint(data, question, saved, signal),
      values: (question, request, signal) => values(data, question, request, signal),
      attributeExamples: (signal) => attributeExamples(data, signal),
      overlap: (compared, signal) => overlap(data, compared, signal),
      difference: (before, after, signal) => difference(data, before, after, signal),
      explain: (question, customer, signal) => explain(data, question, customer, signal),
      contains: (question, keys, signal) => contains(data, question, keys, signal),
      members: (question, page, signal) => members(data, question, page, signal),
      file: (question, file, signal) => membersFile(data, question, file, signal),
    },
    insights: {
      overview: (now, signal) => overview(data, now, signal),
      differences: (segment, against, signal) => differences(data, segment, against, signal),
      tiles: (segment, against, tiles, at, signal) => insights(data, segment, against, tiles, at, signal),
    },
    profiles: {
      profile: (key, roles, signal) => profile(data, key, roles, signal),
      timeline: (key, request, signal) => timeline(data, key, request, signal),
      activity: (key, choice, timeZone, signal) => activity(data, key, choice, timeZone, signal),
      segments: (key, judged, signal) => customerSegments(data, key, judged, signal),
    },
    imports: {
      run: (request, options) => importer.import(request, options),
      retype: (request, signal) => importer.retype(request, { signal }),
    },
    segments,
    timeZone: clock.timeZone,
    clock: clock.now,
    async ready(signal) {
      await store.ping();
      await running.engine.rows({ text: "SELECT 1", params: {}, lists: [] }, { signal });
    },
    onError: (error, requestId) => log(`Request ${requestId}: ${error instanceof Error ? error.stack : String(error)}`),
  };
}
