import type { Catalog } from "../catalog/types.ts";
import type { AppError, Path } from "../errors.ts";
import type { ImportOptions, ImportReport, ImportRequest } from "../ingest/request.ts";
import type { Retyped, RetypeRequest } from "../ingest/retype.ts";
import type { Mail } from "../destinations/mail.ts";
import type { DestinationSetups } from "../jobs/exports/destination-setup.ts";
import type { ExportSettings } from "../jobs/exports/export-settings.ts";
import type { Exports } from "../jobs/exports/exports.ts";
import type { RunFiles } from "../jobs/exports/run-files.ts";
import type { Memberships } from "../jobs/memberships.ts";
import type { RefreshSettings } from "../jobs/refresh-settings.ts";
import type { Telling } from "../jobs/telling.ts";
import type { AttributeExamples } from "../results/attribute-examples.ts";
import type { MembersFile, MembersPage } from "../results/audience.ts";
import type { Breakdown } from "../results/breakdown.ts";
import type { Compared } from "../results/comparing.ts";
import type { Contained } from "../results/contains.ts";
import type { CustomerSegments, SegmentToJudge } from "../results/customer-segments.ts";
import type { PageRequest } from "../results/customers-page.ts";
import type { Question } from "../results/data.ts";
import type { Difference } from "../results/difference.ts";
import type { Differences } from "../results/insights/differences.ts";
import type { Insights } from "../results/insights/insights.ts";
import type { Overview } from "../results/insights/overview.ts";
import type { Tile } from "../results/insights/tile.ts";
import type { Lint, SavedQuestion } from "../results/lint.ts";
import type { Overlap } from "../results/overlap.ts";
import type { Explanation } from "../results/explain.ts";
import type { Findings } from "../results/question.ts";
import type { OrderRoles, Profile } from "../results/profile.ts";
import type { Receipt } from "../results/receipt.ts";
import type { ReadDefinition } from "../results/sentence.ts";
import type { Activity, EventChoice, Timeline, TimelineRequest } from "../results/timeline.ts";
import type { Values, ValuesRequest } from "../results/values.ts";
import type { DestinationStore } from "../store/destinations.ts";
import type { RunStore } from "../store/export-runs.ts";
import type { ExportScheduleStore } from "../store/export-schedules.ts";
import type { FeaturedStore } from "../store/featured.ts";
import type { NoteStore } from "../store/notes.ts";
import type { NotificationStore } from "../store/notifications.ts";
import type { PeopleStore } from "../store/people.ts";
import type { SegmentStore } from "../store/segments.ts";
import type { SmartEdits } from "../store/smart-edits.ts";
import type { SmartRoles } from "../store/smart-roles.ts";
import type { TagStore } from "../store/tags.ts";
import type { TestPeopleStore } from "../store/test-people.ts";
import type { UserStore } from "../store/users.ts";
import type { TileStore } from "../store/tiles.ts";
import type { Auth } from "./auth.ts";

/**
 * Everything the HTTP API needs, as one value. `wire.ts` constructs it; nothing here starts, listens or reads the
 * environment. Every method that takes a signal stops its work when the signal aborts.
 */
export interface AppContext {
  readonly version: string;
  readonly catalog: () => Catalog;
  readonly audience: Audience;
  readonly insights: AudienceInsights;
  readonly profiles: Profiles;
  readonly imports: Imports;
  readonly segments: SegmentStore;
  readonly tags: TagStore;
  readonly people: PeopleStore;
  readonly notes: NoteStore;
  readonly testPeople: TestPeopleStore;
  readonly memberships: Pick<Memberships, "refresh" | "history" | "changes" | "customers" | "erase">;
  readonly refreshSettings: RefreshSettings;
  readonly smartRoles: SmartRoles;
  readonly smartEdits: SmartEdits;
  readonly featured: FeaturedStore;
  readonly tiles: TileStore;
  readonly destinations: Pick<DestinationStore, "list" | "get" | "uses" | "remove">;
  readonly destinationSetups: Pick<DestinationSetups, "types" | "add" | "change" | "test">;
  readonly exports: Exports;
  readonly exportRuns: Pick<RunStore, "get" | "sentAt" | "list" | "lastTo">;
  readonly exportSchedules: Pick<ExportScheduleStore, "get" | "list" | "add" | "remove">;
  readonly exportSettings: ExportSettings;
  readonly runFiles: Pick<RunFiles, "areKept" | "path" | "open" | "rejected">;
  readonly mail: Mail;
  readonly notifications: Pick<NotificationStore, "list" | "unread" | "readAll">;
  readonly telling: Pick<Telling, "tell">;
  readonly auth: Auth;
  readonly users: UserStore;
  /** What `Authorization: Bearer` must carry; made at each start. */
  readonly cliToken: string;
  /** The workspace's IANA zone. */
  readonly timeZone: () => string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Resolves when the store and the engine answer; throws what is wrong otherwise. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /**
   * The host names under which requests are accepted, without port: `LOOPBACK_HOSTS` when the server is bound to
   * loopback (a page on another name that resolves to 127.0.0.1 is refused), "any" when the user opened it to the network.
   */
  readonly hosts: readonly string[] | "any";
  /** The folder of the built page; left out: the API alone is served. */
  readonly webRoot?: string | undefined;
  /** Told of each error that the caller cannot mend (answered with 500 or more), with the id of its request. */
  readonly onError: (error: unknown, requestId: string) => void;
}

/** All but `check`, `counts` and `parse` throw `AppError("invalid_definition")` with all problems. */
export interface Audience {
  /** Does not throw: what is wrong is the answer. */
  check(question: Question): Promise<Findings>;
  /** Throws `AppError("invalid_sentence")` with all problems, each with its place in the text. */
  parse(text: string): Promise<ReadDefinition>;
  count(question: Question, signal: AbortSignal): Promise<Receipt>;
  /** Of several questions at once, on the same data; in the place of one that is refused, why. */
  counts(compared: readonly Compared[], signal: AbortSignal): Promise<readonly (Receipt | AppError)[]>;
  breakdown(question: Question, signal: AbortSignal): Promise<Breakdown>;
  /** `saved` is what the definition is compared with. */
  lint(question: Question, saved: readonly SavedQuestion[], signal: AbortSignal): Promise<Lint>;
  /** What values the customers have. Throws `AppError` for names that there are not, too. */
  values(question: Question, request: ValuesRequest, signal: AbortSignal): Promise<Values>;
  attributeExamples(signal: AbortSignal): Promise<readonly AttributeExamples[]>;
  overlap(compared: readonly Compared[], signal: AbortSignal): Promise<Overlap>;
  difference(before: Compared, after: Compared, signal: AbortSignal): Promise<Difference>;
  /** Throws `AppError("not_found")` when there is no customer of this key. */
  explain(question: Question, customer: string, signal: AbortSignal): Promise<Explanation>;
  /** Of customers by their keys. */
  contains(question: Question, keys: readonly string[], signal: AbortSignal): Promise<Contained>;
  members(question: Question, page: PageRequest, signal: AbortSignal): Promise<MembersPage>;
  /** Resolves when the set is known, so what the caller can mend is thrown before the first byte. */
  file(question: Question, file: MembersFile, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** What customers of a segment have in common. */
export interface AudienceInsights {
  overview(now: number, signal: AbortSignal): Promise<Overview>;
  /** `against` left out: everyone. */
  differences(segment: Compared, against: Compared | undefined, signal: AbortSignal): Promise<Differences>;
  /** `against` left out: everyone. `at` is where the tiles stand in the request. */
  tiles(segment: Compared, against: Compared | undefined, tiles: readonly Tile[], at: Path, signal: AbortSignal): Promise<Insights>;
}

/** All are undefined when there is no customer of this key. */
export interface Profiles {
  profile(key: string, roles: OrderRoles, signal: AbortSignal): Promise<Profile | undefined>;
  /** Throws `AppError("unknown_event")`, `AppError("invalid_cursor")`. */
  timeline(key: string, request: TimelineRequest, signal: AbortSignal): Promise<Timeline | undefined>;
  /** Throws `AppError("unknown_event")`. */
  activity(key: string, choice: EventChoice, timeZone: string, signal: AbortSignal): Promise<Activity | undefined>;
  segments(key: string, segments: readonly SegmentToJudge[], signal: AbortSignal): Promise<CustomerSegments | undefined>;
}

export interface Imports {
  /** Atomic: what it throws or what is aborted leaves nothing half visible. */
  run(request: ImportRequest, options: ImportOptions): Promise<ImportReport>;
  /** When no import is at work; what it throws has changed nothing. */
  retype(request: RetypeRequest, signal: AbortSignal): Promise<Retyped>;
}
