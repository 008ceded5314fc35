import type { Attribute, Catalog, DataType } from "../../catalog/types.ts";
import { typeName } from "../../catalog/type-name.ts";
import { bind, type Fragment, sql } from "../../compiler/sql.ts";
import { assertNever, type Path, type Problem } from "../../errors.ts";
import { didYouMean } from "../../segment/closest.ts";
import { columnOf } from "../columns.ts";
import { type IdentifierId, identifierRow, sha256 } from "./identifiers.ts";

/** One column of what is sent. */
export interface ExportField {
  /** What stands above the column; in an object the name. */
  readonly name: string;
  readonly from: FieldSource;
  /** Left out: as it is, a number as a number. */
  readonly as?: FieldFormat | undefined;
}

export type FieldSource =
  | { readonly kind: "key" }
  | { readonly kind: "attribute"; readonly attribute: string }
  /** The same for all. */
  | { readonly kind: "fixed"; readonly value: string }
  /** The same for all, said with each export. */
  | { readonly kind: "parameter"; readonly parameter: string };

/** How a value is written as text. */
export type FieldFormat =
  /** A day, or an instant in the zone; left out: UTC. */
  | { readonly kind: "date"; readonly pattern: DatePattern; readonly timeZone?: string | undefined }
  /** So many decimals, from 0 to 9. */
  | { readonly kind: "number"; readonly decimals: number; readonly mark: "." | "," }
  | { readonly kind: "boolean"; readonly yes: string; readonly no: string }
  | { readonly kind: "identifier"; readonly identifier: IdentifierId; readonly hash: boolean; readonly callingCode?: string | undefined };

/** What a date can be written as. */
export const DATE_PATTERNS = ["YYYY-MM-DD", "YYYYMMDD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "YYYY-MM-DD HH:mm:ss", "YYYY", "MM", "DD"] as const;
export type DatePattern = (typeof DATE_PATTERNS)[number];

/** In the words of the engine. */
const ENGINE_PATTERNS: Readonly<Record<DatePattern, string>> = {
  "YYYY-MM-DD": "%Y-%m-%d",
  YYYYMMDD: "%Y%m%d",
  "DD.MM.YYYY": "%d.%m.%Y",
  "DD/MM/YYYY": "%d/%m/%Y",
  "MM/DD/YYYY": "%m/%d/%Y",
  "YYYY-MM-DD HH:mm:ss": "%Y-%m-%d %H:%i:%S",
  YYYY: "%Y",
  MM: "%m",
  DD: "%d",
};

/** A field that is understood: what is read of `customers` for it, and of what type that is. */
export interface SentField {
  readonly name: string;
  readonly type: DataType;
  readonly value: Fragment;
  /** Left out: it is the key, or the same for all. */
  readonly attribute?: Attribute;
  /** It is the key as it is. */
  readonly isKey?: true;
  /** How it tells people, where it does: then `value` is unknown where a value is none of the kind. */
  readonly identifier?: Extract<FieldFormat, { readonly kind: "identifier" }>;
}

/** What parameters are filled with. */
export type Parameters = Readonly<Record<string, string>>;

const TEXT: DataType = { kind: "value", of: "text" };
/** Values of these can be written in each way. */
const TAKES: Readonly<Record<FieldFormat["kind"], readonly string[]>> = {
  date: ["date", "datetime"],
  number: ["number"],
  boolean: ["boolean"],
  identifier: ["text", "number"],
};

/** Understands fields, or finds all that is wrong with them. `path` is where they stand. */
export function sentFields(
  fields: readonly ExportField[],
  catalog: Catalog,
  parameters: Parameters,
  path: Path = ["fields"],
): { readonly fields: readonly SentField[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sent = fields.flatMap((field, at) => {
    const found = sentField(field, catalog, parameters, [...path, at]);
    if ("code" in found) problems.push(found);
    else return [found];
    return [];
  });
  const names = fields.map(({ name }) => name);
  for (const [at, name] of names.entries()) {
    if (names.indexOf(name) === at) continue;
    problems.push({ code: "field_name_taken", message: `Two columns are named ${JSON.stringify(name)}.`, path: [...path, at, "name"], hint: "Give each column a name of its own." });
  }
  return { fields: sent, problems };
}

function sentField({ name, from, as }: ExportField, catalog: Catalog, parameters: Parameters, path: Path): SentField | Problem {
  switch (from.kind) {
    case "key":
      return as === undefined ? { name, type: TEXT, value: sql`key`, isKey: true } : written({ name, type: TEXT, value: sql`key` }, as, path);
    case "fixed":
      return { name, type: TEXT, value: constant(from.value) };
    case "parameter": {
      const value = Object.hasOwn(parameters, from.parameter) ? parameters[from.parameter] : undefined;
      if (value !== undefined) return { name, type: TEXT, value: constant(value) };
      return {
        code: "parameter_missing",
        message: `The parameter ${JSON.stringify(from.parameter)} is not filled.`,
        path: ["parameters", from.parameter],
        hint: "Say it with the export.",
      };
    }
    case "attribute": {
      const attribute = catalog.attributes.find((each) => each.name === from.attribute);
      if (attribute === undefined) return unknownAttribute(from.attribute, catalog, [...path, "from", "attribute"]);
      return written({ name, type: attribute.type, value: columnOf(attribute), attribute }, as, path);
    }
    default:
      return assertNever(from);
  }
}

/** A problem in words: what a destination names is not there. */
export function unknownAttribute(name: string, { attributes }: Catalog, path: Path): Problem {
  const hint = didYouMean(name, attributes.map((each) => each.name));
  return { code: "unknown_attribute", message: `There is no attribute ${JSON.stringify(name)}.`, path, ...(hint !== undefined && { hint }) };
}

function written(field: SentField, as: FieldFormat | undefined, path: Path): SentField | Problem {
  if (as === undefined) return field;
  const { type } = field;
  if (type.kind !== "value" || !TAKES[as.kind].includes(type.of)) {
    return {
      code: "format_not_for_type",
      message: `${JSON.stringify(field.name)} holds ${typeName(type)}: it can't be written as ${as.kind}.`,
      path: [...path, "as"],
      hint: `That is for ${TAKES[as.kind].join(" and ")}; leave \`as\` out to send it as it is.`,
    };
  }
  return { ...field, type: TEXT, value: asText(field.value, as), ...(as.kind === "identifier" && { identifier: as }) };
}

function asText(value: Fragment, as: FieldFormat): Fragment {
  switch (as.kind) {
    case "date": {
      const zone = as.timeZone === undefined ? sql`` : sql`, ${bind("String", as.timeZone)}`;
      return sql`formatDateTime(${value}, ${bind("String", ENGINE_PATTERNS[as.pattern])}${zone})`;
    }
    case "number": {
      // The engine (26.7) fails at larger ones: they stay as they are.
      const isHuge = sql`abs(${value}) >= 1e60`;
      const digits = sql`toDecimalString(if(${isHuge}, 0, ${value}), ${bind("UInt8", as.decimals)})`;
      return sql`if(${isHuge}, toString(${value}), ${as.mark === "." ? digits : sql`replaceOne(${digits}, '.', ',')`})`;
    }
    case "boolean":
      return sql`if(isNull(${value}), NULL, if(${value}, ${bind("String", as.yes)}, ${bind("String", as.no)}))`;
    case "identifier": {
      const normal = identifierRow(as.identifier).normal(sql`toString(${value})`, as.callingCode);
      return sql`nullIf(${as.hash ? sha256(normal) : normal}, '')`;
    }
    default:
      return assertNever(as);
  }
}

function constant(value: string): Fragment {
  return bind("String", value);
}
