import { findingsOf } from "../../src/results/question.ts";
import { readSentence } from "../../src/results/sentence.ts";
import { NOTHING_REFERRED } from "../../src/segment/checked.ts";
import type { Catalog } from "../../src/catalog/types.ts";
import { createApp } from "../../src/api/app.ts";
import { createAuth } from "../../src/api/auth.ts";
import type { AppContext } from "../../src/api/context.ts";
import { LOOPBACK_HOSTS } from "../../src/api/guards.ts";
import type { Problem } from "../../src/errors.ts";
import { keyRing } from "../../src/destinations/secret-box.ts";
import { destinationTypes } from "../../src/destinations/types.ts";
import { destinationSetups } from "../../src/jobs/exports/destination-setup.ts";
import { exportSettings, workspaceMail } from "../../src/jobs/exports/export-settings.ts";
import { refreshSettings } from "../../src/jobs/refresh-settings.ts";
import { telling } from "../../src/jobs/telling.ts";
import { destinationStore } from "../../src/store/destinations.ts";
import { runStore } from "../../src/store/export-runs.ts";
import { exportScheduleStore } from "../../src/store/export-schedules.ts";
import { featuredStore } from "../../src/store/featured.ts";
import { shortId } from "../../src/store/ids.ts";
import { noteStore } from "../../src/store/notes.ts";
import { notificationStore } from "../../src/store/notifications.ts";
import type { Store } from "../../src/store/open.ts";
import { peopleStore } from "../../src/store/people.ts";
import { refreshStore } from "../../src/store/refreshes.ts";
import { segmentStore } from "../../src/store/segments.ts";
import { smartEdits } from "../../src/store/smart-edits.ts";
import { smartRoles } from "../../src/store/smart-roles.ts";
import { tileStore } from "../../src/store/tiles.ts";
import { settings } from "../../src/store/settings.ts";
import { tagStore } from "../../src/store/tags.ts";
import { testPeopleStore } from "../../src/store/test-people.ts";
import { userStore } from "../../src/store/users.ts";
import { temporaryStore } from "../store/temporary-store.ts";

export const ORIGIN = "http://127.0.0.1:4310";
export const CLI_TOKEN = "cli-token-of-this-start";
export const AUTHORIZATION = { authorization: `Bearer ${CLI_TOKEN}` };
export const NOW = Date.UTC(2026, 2, 1);

/** A signed-in user, who sends requests by `ask`. */
export interface Member {
  readonly id: string;
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Response>;
}

export interface Workspace {
  readonly context: AppContext;
  readonly store: Store;
  /** Bugs that the app reported. */
  readonly reported: unknown[];
  /** Sends a request as it is. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a request as the command line does. */
  command(method: string, path: string, body?: unknown): Promise<Response>;
  /** Sends a request as the signed-in page does. */
  page(method: string, path: string, body?: unknown): Promise<Response>;
  /** Sends requests with the session that the answer to a sign-in link began. */
  as(signedIn: Response): (method: string, path: string, body?: unknown) => Promise<Response>;
  /** Adds a user, who is signed in from now on. */
  member(name: string): Promise<Member>;
  /** The `Cookie` header of a fresh session. */
  signIn(): Promise<string>;
  dispose(): Promise<void>;
}

/**
 * The app on a real store, without an engine: whatever asks the engine fails, so only what needs none can be tested
 * with it.
 */
export async function openWorkspace(): Promise<Workspace> {
  const { store, dispose } = await temporaryStore();
  const reported: unknown[] = [];
  const log = (line: string): void => void reported.push(line);
  const clock = () => NOW;
  const secret = "secret of the cookies in these tests";
  const auth = await createAuth({ db: store.db, secret, workspace: "test", address: () => ORIGIN, newId: shortId, clock });
  const making = { clock, newId: shortId };
  const segments = segmentStore(store.db, making);
  const destinations = destinationStore(store.db, making);
  const keys = keyRing(secret);
  const ofExports = exportSettings(settings(store.db), keys, log);
  const mail = workspaceMail(ofExports);
  const noHttp = { send: noEngine, close: () => Promise.resolve() };
  const notifications = notificationStore(store.db, making);
  const tools = { http: noHttp, mail, downloads: "/nowhere", folders: [], link: (path: string) => `${ORIGIN}${path}`, now: clock };
  const context: AppContext = {
    version: "1.2.3",
    catalog: () => CATALOG,
    audience: {
      ...{ check: (question) => Promise.resolve(findingsOf(question, CATALOG, { now: clock, timeZone: () => "Europe/Berlin" }, NOTHING_REFERRED)) },
      parse: (text) => readSentence(text, CATALOG, { now: clock, timeZone: () => "Europe/Berlin" }, () => Promise.resolve(NOTHING_REFERRED)),
      ...{ count: noEngine, counts: noEngine, explain: noEngine, breakdown: noEngine, lint: noEngine },
      ...{ overlap: noEngine, difference: noEngine, values: noEngine, members: noEngine, file: noEngine, contains: noEngine },
      attributeExamples: noEngine,
    },
    insights: { differences: noEngine, overview: noEngine, tiles: noEngine },
    profiles: { profile: noEngine, timeline: noEngine, activity: noEngine, segments: noEngine },
    imports: { run: noEngine, retype: noEngine },
    segments,
    people: peopleStore(store.db),
    notes: noteStore(store.db, { clock, newId: shortId }),
    testPeople: testPeopleStore(store.db),
    tags: tagStore(store.db, { clock, newId: shortId }),
    memberships: {
      history: (id, page) => refreshStore(store.db).list(id, page),
      ...{ refresh: noEngine, changes: noEngine, customers: noEngine, erase: noEngine },
    },
    refreshSettings: refreshSettings(settings(store.db), clock),
    smartRoles: smartRoles(settings(store.db)),
    smartEdits: smartEdits(store.db, { clock, newId: shortId }),
    featured: featuredStore(store.db, { clock }),
    tiles: tileStore(store.db),
    destinations,
    destinationSetups: destinationSetups({ destinations, types: destinationTypes, keys, tools, log }),
    exports: {
      ...{ ladder: noEngine, exportable: noEngine, stepCustomers: noEngine, stepCustomersOf: noEngine, preview: noEngine, previewOf: noEngine, start: noEngine, schedule: noEngine, reschedule: noEngine },
      ...{ cancel: noEngine, again: noEngine },
    },
    exportRuns: runStore(store.db, making),
    exportSchedules: exportScheduleStore(store.db, making),
    exportSettings: ofExports,
    runFiles: { areKept: () => Promise.resolve(false), path: () => "", open: noEngine, rejected: noEngine },
    mail,
    notifications,
    telling: telling({
      notifications,
      users: userStore(store.db, making),
      mailServer: ofExports.mailServer,
      link: tools.link,
      log,
    }),
    auth,
    users: userStore(store.db, { clock, newId: shortId }),
    cliToken: CLI_TOKEN,
    timeZone: () => "Europe/Berlin",
    clock,
    ready: store.ping,
    hosts: LOOPBACK_HOSTS,
    onError: (error) => reported.push(error),
  };
  const app = createApp(context);
  const send = async (path: string, init?: RequestInit): Promise<Response> => app.request(`${ORIGIN}${path}`, init);

  const signIn = async (): Promise<string> => cookieOf(await send((await auth.signInLink()).slice(ORIGIN.length)));
  const call = (headers: Record<string, string>) => (method: string, path: string, body?: unknown) =>
    send(`/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  const page = call({ cookie: await signIn(), origin: ORIGIN });
  const as = (response: Response) => call({ cookie: cookieOf(response), origin: ORIGIN });

  return {
    context,
    store,
    reported,
    send,
    signIn,
    dispose,
    command: call(AUTHORIZATION),
    page,
    as,
    async member(name) {
      const { user, link } = await jsonOf<{ user: { id: string }; link: string }>(await page("POST", "/users", { name, email: `${name.toLowerCase()}@example.com` }));
      return { id: user.id, ask: as(await send(link.slice(ORIGIN.length))) };
    },
  };
}

function cookieOf(signedIn: Response): string {
  return signedIn.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

/** The body of an answer whose shape the test states by `T` and then compares. */
export async function jsonOf<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

export interface ErrorBody {
  readonly error: Problem & { readonly problems?: readonly Problem[] };
}

function noEngine(): Promise<never> {
  return Promise.reject(new Error("this test has no engine"));
}

const CATALOG: Catalog = {
  version: 1,
  customersVersion: 1,
  customers: 3,
  lists: [],
  attributes: [
    { name: "country", type: { kind: "value", of: "text" }, column: "a1", version: 1 },
    { name: "loyaltyTags", type: { kind: "list", of: "text" }, column: "a2", version: 1 },
  ],
  events: [
    {
      name: "Order Completed",
      count: 2,
      oldest: Date.UTC(2026, 0, 1),
      newest: Date.UTC(2026, 1, 1, 12),
      version: 1,
      properties: [
        {
          name: "products",
          type: {
            kind: "records",
            fields: [
              { name: "price", type: { kind: "value", of: "number" } },
              { name: "tags", type: { kind: "list", of: "text" } },
            ],
          },
          column: "p1",
        },
      ],
    },
  ],
};
