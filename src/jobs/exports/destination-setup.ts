import { Refused } from "../../destinations/delivery-error.ts";
import type { DestinationType, Tools } from "../../destinations/destination-type.ts";
import { type KeyRing, seal, unseal } from "../../destinations/secret-box.ts";
import { otherServer, placeId, secretNames, settingsSchema, type SettingValue, type SettingValues } from "../../destinations/setting.ts";
import { findType } from "../../destinations/types.ts";
import { AppError, ifThere, type Problem, problemsError } from "../../errors.ts";
import type { Shape } from "../../results/exports/shape.ts";
import type { Destination, DestinationStore, KnownSettings } from "../../store/destinations.ts";
import { fileNameProblems } from "./file-name.ts";
import { rotated } from "./rotated.ts";
import type { OpenDestination } from "./workshop.ts";

/** What is filled in: a secret that is left out stays as it is, null takes it away. */
export type GivenSettings = Readonly<Record<string, SettingValue | null | undefined>>;

/** A destination as an administrator fills it in. */
export interface FilledDestination {
  readonly name: string;
  readonly settings: GivenSettings;
  readonly shape: Shape;
  readonly users: readonly string[] | null;
}

/** What is known of a destination whose connection is tried: `columns` are the names of what would be sent. */
export interface TriedDestination {
  readonly settings: GivenSettings;
  readonly columns: readonly string[];
}

/** Destinations with their secrets. Where one is unknown: `AppError("not_found")`. */
export interface DestinationSetups {
  readonly types: readonly DestinationType[];
  /** Throws `AppError("invalid_destination")` with all problems, `AppError("unknown_type")`. */
  add(type: string, filled: FilledDestination, user: string): Promise<Destination>;
  change(id: string, filled: FilledDestination): Promise<Destination>;
  /** Tries the connection of one that is being set up; of an `id` secrets that are left out are those that it has. Throws `DeliveryError`. */
  test(type: string, tried: TriedDestination, id: string | undefined, signal: AbortSignal): Promise<void>;
  open(id: string): Promise<OpenDestination>;
  /** Encrypts anew what an old key has encrypted. */
  rotate(): Promise<void>;
}

export interface DestinationSetupOptions {
  readonly destinations: DestinationStore;
  readonly types: readonly DestinationType[];
  readonly keys: KeyRing;
  readonly tools: Tools;
  /** Told of secrets that can't be opened any more. */
  readonly log: (message: string) => void;
}

const TEST_MS = 30_000;

export function destinationSetups({ destinations, types, keys, tools, log }: DestinationSetupOptions): DestinationSetups {
  const typeOf = (id: string): DestinationType => {
    const type = findType(types, id);
    if (type !== undefined) return type;
    throw new AppError("unknown_type", `There is no kind of destination ${JSON.stringify(id)}.`, { path: ["type"], hint: `Use one of: ${types.map((each) => each.id).join(", ")}.` });
  };
  /** With the secrets of a destination that are left out: for the server alone that they were filled in for. */
  const completed = (type: DestinationType, given: GivenSettings, before: Destination | undefined): SettingValues => {
    const settings = withoutNulls(given);
    if (before === undefined) return judged(type, settings);
    if (before.type !== type.id) throw new AppError("invalid_destination", "A destination stays of its kind.", { path: ["type"], hint: "Set up another one." });
    const leftOut = secretNames(type.settings).filter((name) => given[name] === undefined && before.secrets[name] !== undefined);
    const changed = otherServer(type.settings, before.settings, settings);
    if (leftOut.length > 0 && changed.length > 0) throw secretsNeeded(type, leftOut, changed);
    return judged(type, { ...settings, ...Object.fromEntries(leftOut.flatMap((name) => opened(before, name))) });
  };
  const opened = ({ type, secrets }: Destination, name: string): [string, string][] => {
    const secret = secrets[name];
    return secret === undefined ? [] : [[name, unseal(keys, secret, about(type, name))]];
  };

  return {
    types,

    async add(id, filled, user) {
      const type = typeOf(id);
      const settings = completed(type, filled.settings, undefined);
      assertShape(type, filled.shape, settings);
      return destinations.add(id, { ...filled, ...split(type, settings) }, user);
    },

    async change(id, filled) {
      const before = await destinations.get(id);
      const type = typeOf(before.type);
      const settings = completed(type, filled.settings, before);
      assertShape(type, filled.shape, settings);
      return destinations.change(id, { ...filled, ...split(type, settings) });
    },

    async test(id, { settings, columns }, of, signal) {
      const type = typeOf(id);
      const filled = completed(type, settings, of === undefined ? undefined : await destinations.get(of));
      await within(signal, (patience) => type.test(filled, tools, patience, columns));
    },

    async open(id) {
      const destination = await ifThere(destinations.get(id));
      if (destination === undefined) throw new Refused("The destination was deleted.", { hint: "Export to another one." });
      const type = findType(types, destination.type);
      if (type === undefined) throw typeGone(destination.type);
      const secrets = secretNames(type.settings).flatMap((name) => opened(destination, name));
      return { destination, type, settings: { ...destination.settings, ...Object.fromEntries(secrets) }, place: placeId(type.settings, destination.settings) };
    },

    async rotate() {
      for (const { id, name, type, secrets } of await destinations.list()) {
        const anew = Object.entries(secrets).flatMap(([setting, secret]) => {
          const again = rotated(keys, secret, about(type, setting), (why) => log(`The setting ${setting} of the destination ${JSON.stringify(name)}: ${why}`));
          return again === undefined ? [] : [[setting, again] as const];
        });
        if (anew.length > 0) await destinations.keepSecrets(id, { ...secrets, ...Object.fromEntries(anew) });
      }
    },
  };

  function split(type: DestinationType, settings: SettingValues): Pick<Destination, "settings" | "secrets"> {
    const names = secretNames(type.settings);
    const plain: Record<string, KnownSettings[string]> = {};
    const secrets: Record<string, string> = {};
    for (const [name, value] of Object.entries(settings)) {
      if (value === undefined) continue;
      if (names.includes(name)) secrets[name] = seal(keys, String(value), about(type.id, name));
      else plain[name] = value;
    }
    return { settings: plain, secrets };
  }
}

/** What a secret belongs to: it opens for nothing else. */
function about(type: string, setting: string): string {
  return `${type}/${setting}`;
}

function withoutNulls(given: GivenSettings): SettingValues {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** Such as one from outside the package. */
function typeGone(id: string): Refused {
  return new Refused(`The kind of destination ${JSON.stringify(id)} is not there any more.`, { hint: "Start Coterie with it again, or export to another destination." });
}

/** Who may change where a destination leads could send its secrets to a server of their own. */
function secretsNeeded({ settings }: DestinationType, names: readonly string[], changed: readonly string[]): AppError {
  const problems = names.map((name): Problem => {
    const setting = settings[name];
    const mayGo = setting?.optional === true;
    return {
      code: "secret_needed",
      message: `${setting?.label ?? name}: fill it in again, since ${changed.join(" and ")} changed.`,
      path: ["settings", name],
      hint: mayGo ? "Or take it away." : "Secrets are kept for the server alone that they were filled in for.",
    };
  });
  return problemsError("invalid_destination", "The destination", problems);
}

/** Throws `AppError("invalid_destination")` with all problems. */
function judged(type: DestinationType, settings: SettingValues): SettingValues {
  const read = settingsSchema(type.settings).safeParse(settings);
  if (read.success) return read.data;
  const problems = read.error.issues.flatMap((issue): readonly Problem[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ code: "unknown_setting", message: `${type.title} has no setting ${JSON.stringify(key)}.`, path: ["settings", key] }));
    }
    const name = String(issue.path[0] ?? "");
    const label = type.settings[name]?.label ?? name;
    return [{ code: "invalid_setting", message: `${label}: ${settings[name] === undefined ? "this is needed." : issue.message}`, path: ["settings", name] }];
  });
  throw problemsError("invalid_destination", "The destination", problems);
}

function assertShape({ takes, modes, title }: DestinationType, shape: Shape, settings: SettingValues): void {
  const { mode, format, fields, unique } = shape;
  const problems: Problem[] = [];
  if (!modes.includes(mode)) problems.push({ code: "invalid_mode", message: `${title} takes ${modes.map(inWords).join(" or ")}.`, path: ["shape", "mode"] });
  if (fields.length === 0) problems.push({ code: "no_fields", message: "Nothing would be sent.", path: ["shape", "fields"], hint: "Add a column." });
  if (takes.kind === "files" && takes.format === undefined && !takes.formats.some((kind) => kind === format?.kind)) {
    problems.push({ code: "invalid_format", message: `${title} takes ${takes.formats.join(", ")}.`, path: ["shape", "format"] });
  }
  if (takes.kind === "files") problems.push(...fileNameProblems(shape, takes));
  const key = takes.kind === "rows" ? takes.key?.(settings) : undefined;
  if (key !== undefined) problems.push(...keyProblems(key, fields, unique));
  if (problems.length > 0) throw problemsError("invalid_destination", "The destination", problems);
}

/** Of two customers with the same key one row is kept, and it goes with whoever of them leaves first. */
function keyProblems(key: string, fields: Shape["fields"], unique: string | null): readonly Problem[] {
  const field = fields.find(({ name }) => name === key);
  const name = JSON.stringify(key);
  if (field === undefined) return [{ code: "unknown_field", message: `No column is named ${name}, by which rows are found again.`, path: ["settings", "key"], hint: `The columns are ${fields.map((each) => each.name).join(", ")}.` }];
  if (field.from.kind === "key" || unique === key) return [];
  return [{ code: "key_not_unique", message: `Two customers may have the same ${name}, by which rows are found again.`, path: ["shape", "unique"], hint: "Choose it as the column in which no two may have the same, or find rows by the customer's key." }];
}

function inWords(mode: Shape["mode"]): string {
  return mode === "whole" ? "the whole list" : "changes";
}

/** A connection that hangs is not waited for for ever. */
async function within(signal: AbortSignal, task: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(new AppError("destination_unreachable", `The destination did not answer within ${TEST_MS / 1_000} s.`)), TEST_MS);
  const leave = (): void => stop.abort(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  try {
    await task(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", leave);
  }
}
