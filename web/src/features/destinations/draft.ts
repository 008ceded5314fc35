import type { Attribute, DataType } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import type {
  Destination,
  DestinationType,
  ExportField,
  FileFormat,
  FilledDestination,
  GivenSettings,
  Mode,
  SettingValues,
  Shape,
} from "../../api/destinations.ts";

/** A column that is being set up; the id tells it from others while it is moved and renamed. */
export interface DraftField extends ExportField {
  readonly id: number;
}

/** A destination that is being set up. */
export interface Draft {
  readonly name: string;
  /** Texts that are empty are left out. */
  readonly settings: GivenSettings;
  readonly fields: readonly DraftField[];
  readonly mandatory: Shape["mandatory"];
  /** Undefined: it is not complete yet. */
  readonly permission: Condition | null | undefined;
  readonly suppress: boolean;
  /** The id of a field. */
  readonly unique: number | null;
  readonly mode: Mode;
  readonly format: FileFormat | null;
  readonly gzip: boolean;
  readonly fileName?: string | undefined;
  readonly rowsPerFile: number | null;
  readonly users: readonly string[] | null;
}

export const CSV: Extract<FileFormat, { readonly kind: "csv" }> = {
  kind: "csv",
  delimiter: ",",
  quotes: "needed",
  header: true,
  bom: false,
  lineEnd: "\n",
  formulas: "escaped",
};

/** A new one of a kind, with the columns that were found for it. */
export function newDraft(type: DestinationType, fields: readonly ExportField[]): Draft {
  const [format] = type.formats;
  return {
    name: "",
    settings: defaultsOf(type),
    fields: fields.map((field, id) => ({ ...field, id })),
    mandatory: { match: "all", attributes: [] },
    permission: null,
    suppress: true,
    unique: null,
    mode: type.modes[0] ?? "whole",
    format: format === undefined ? null : format === "csv" ? CSV : { kind: format },
    gzip: false,
    rowsPerFile: null,
    users: null,
  };
}

export function draftOf({ name, settings, shape, users }: Destination, type: DestinationType): Draft {
  const { fields, unique, ...rest } = shape;
  const named = fields.findIndex((field) => field.name === unique);
  return {
    ...rest,
    ...{ name, users },
    settings: { ...defaultsOf(type), ...settings },
    fields: fields.map((field, id) => ({ ...field, id })),
    unique: named < 0 ? null : named,
  };
}

export function shapeOf({ name: _, settings: __, users: ___, fields, unique, permission, ...rest }: Draft): Shape {
  return {
    ...rest,
    permission: permission ?? null,
    fields: fields.map(({ id: ____, ...field }) => field),
    unique: fields.find(({ id }) => id === unique)?.name ?? null,
  };
}

/** As it is saved: what is empty is left out, secrets then stay. */
export function filledOf(draft: Draft): FilledDestination {
  return { name: draft.name.trim(), settings: settingsOf(draft), shape: shapeOf(draft), users: draft.users };
}

export function settingsOf({ settings }: Pick<Draft, "settings">): GivenSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ""));
}

/** The type of what stands in a field; undefined: there is no such attribute. */
export function typeOfField({ from }: Pick<ExportField, "from">, attributes: readonly Attribute[]): DataType | undefined {
  return from.kind === "attribute" ? attributes.find(({ name }) => name === from.attribute)?.type : { kind: "value", of: "text" };
}

function defaultsOf({ settings }: DestinationType): SettingValues {
  const given = Object.entries(settings).flatMap(([name, setting]) => {
    return "default" in setting && setting.default !== undefined ? [[name, setting.default] as const] : [];
  });
  return Object.fromEntries(given);
}
