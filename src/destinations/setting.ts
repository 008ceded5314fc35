import { createHash } from "node:crypto";
import { z } from "zod";

/** One thing to fill in of a destination's connection. The form, the check and the documents come from it. */
export type Setting = TextSetting | NumberSetting | BooleanSetting | ChoiceSetting;

interface AnySetting {
  /** What stands beside the field. */
  readonly label: string;
  /** A sentence below it. */
  readonly help?: string;
  /** May be left out. */
  readonly optional?: true;
  /** Says where customers go: to which `server`, which is shown the secrets too, or to which `place` there. */
  readonly where?: "server" | "place";
}

export interface TextSetting extends AnySetting {
  readonly kind: "text";
  readonly placeholder?: string;
  /** Kept encrypted and never shown again. */
  readonly secret?: true;
  /** Of many lines, such as a private key. */
  readonly lines?: true;
  readonly pattern?: RegExp;
  /** Characters; left out: 500, or 20,000 of many lines. */
  readonly most?: number;
}

export interface NumberSetting extends AnySetting {
  readonly kind: "number";
  readonly least: number;
  readonly most: number;
  readonly default?: number;
}

export interface BooleanSetting extends AnySetting {
  readonly kind: "boolean";
  readonly default: boolean;
}

export interface ChoiceSetting extends AnySetting {
  readonly kind: "choice";
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}

export type Settings = Readonly<Record<string, Setting>>;
export type SettingValue = string | number | boolean;
export type SettingValues = Readonly<Record<string, SettingValue | undefined>>;

type ValueOf<S extends Setting> = S extends TextSetting ? string : S extends NumberSetting ? number : S extends BooleanSetting ? boolean : string;

/** What settings are filled with, once they passed `settingsSchema`. */
export type Filled<S extends Settings> = string extends keyof S
  ? SettingValues
  : { readonly [Name in keyof S]: S[Name] extends { readonly optional: true } ? ValueOf<S[Name]> | undefined : ValueOf<S[Name]> };

/** Neither control characters, also of the direction of reading, nor halves of characters. */
const SEEN = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;
const SEEN_LINES = /^(?:[\n\r\t]|[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069])*$/u;
const MOST_TEXT = 500;
const MOST_LINES = 20_000;

/** Judges what settings are filled with. Those that have a default may be left out. */
export function settingsSchema(settings: Settings): z.ZodType<SettingValues> {
  return z.strictObject(Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, fieldOf(setting)])));
}

function fieldOf(setting: Setting): z.ZodType<SettingValue | undefined> {
  const value = valueOf(setting);
  if ("default" in setting && setting.default !== undefined) return value.default(setting.default);
  return setting.optional ? value.optional() : value;
}

function valueOf(setting: Setting): z.ZodType<SettingValue> {
  switch (setting.kind) {
    case "text": {
      const most = setting.most ?? (setting.lines ? MOST_LINES : MOST_TEXT);
      const plain = setting.lines ? SEEN_LINES : SEEN;
      const text = z.string().min(1, "This is needed.").max(most).regex(plain, "It holds a character that can't be seen.");
      return setting.pattern ? text.regex(setting.pattern, setting.help ?? "This is not of the form that is needed.") : text;
    }
    case "number":
      return z.int().min(setting.least).max(setting.most);
    case "boolean":
      return z.boolean();
    case "choice":
      return z.enum(setting.choices.map(({ value }) => value));
  }
}

/** Tells places apart: the same for the same, whatever else is filled in. Nothing can be learned from it. */
export function placeId(settings: Settings, values: SettingValues): string {
  const where = Object.entries(settings).flatMap(([name, { where }]) => (where === undefined ? [] : [[name, values[name] ?? null]]));
  return createHash("sha256").update(JSON.stringify(where)).digest("base64url");
}

/** The labels of settings by which one leads to another server than the other. */
export function otherServer(settings: Settings, one: SettingValues, other: SettingValues): readonly string[] {
  const valueOf = (values: SettingValues, name: string, setting: Setting): unknown => values[name] ?? ("default" in setting ? setting.default : undefined);
  return Object.entries(settings)
    .filter(([name, setting]) => setting.where === "server" && valueOf(one, name, setting) !== valueOf(other, name, setting))
    .map(([, { label }]) => label);
}

/** The names of those that are kept encrypted. */
export function secretNames(settings: Settings): readonly string[] {
  return Object.entries(settings).flatMap(([name, setting]) => (setting.kind === "text" && setting.secret ? [name] : []));
}
