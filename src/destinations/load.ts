import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { EXTENSIONS } from "../results/exports/file-format.ts";
import { identifiers } from "../results/exports/identifiers.ts";
import type { DestinationType } from "./destination-type.ts";
import { fromOutside } from "./from-outside.ts";
import { said } from "./said.ts";

/**
 * The types that there are, and then those of modules from outside of Coterie: each named by its absolute path, its default export
 * a `DestinationType`.
 *
 * @throws AppError `invalid_destination_type` that names the module and all that is wrong with it
 */
export async function loadTypes(there: readonly DestinationType[], paths: readonly string[]): Promise<readonly DestinationType[]> {
  const types = [...there];
  for (const path of paths) {
    const type = await load(path);
    if (types.some(({ id }) => id === type.id)) {
      throw invalid(path, `another type has the id ${JSON.stringify(type.id)}`, "Give it an id of its own.");
    }
    types.push(fromOutside(type));
  }
  return types;
}

async function load(path: string): Promise<DestinationType> {
  if (!isAbsolute(path)) {
    throw invalid(path, "it is not named by its whole path", "A whole path begins at the root, as in /srv/coterie/mailing-list.js.");
  }
  const module: unknown = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw invalid(path, `it can't be loaded: ${said(error)}`, "Mend the module, and start again.", error);
  });
  const judged = moduleSchema.safeParse(module);
  if (judged.success) return judged.data.default;
  const wrong = judged.error.issues.map(({ path: at, message }) => `${at.slice(1).join(".") || "its default export"}: ${message}`);
  throw invalid(path, wrong.join("; "), "docs/destinations.md shows what a type is made of.", judged.error);
}

function invalid(path: string, what: string, hint: string, cause?: unknown): AppError {
  return new AppError("invalid_destination_type", `The destination type ${path} can't be used: ${what}.`, { hint, cause });
}

const call = z.custom<() => unknown>((value) => typeof value === "function", "a function is needed");
const text = z.string("a text is needed").min(1);
const anySetting = { label: text, help: z.string().optional(), optional: z.literal(true).optional(), where: z.enum(["server", "place"]).optional() };
const settingSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...anySetting,
    kind: z.literal("text"),
    placeholder: z.string().optional(),
    secret: z.literal(true).optional(),
    lines: z.literal(true).optional(),
    pattern: z.instanceof(RegExp).optional(),
    most: z.int().positive().optional(),
  }),
  z.strictObject({ ...anySetting, kind: z.literal("number"), least: z.int(), most: z.int(), default: z.int().optional() }),
  z.strictObject({ ...anySetting, kind: z.literal("boolean"), default: z.boolean() }),
  z.strictObject({
    ...anySetting,
    kind: z.literal("choice"),
    choices: z.array(z.strictObject({ value: text, label: text })).min(1),
    default: text,
  }),
]);

const formatSchema = z.custom<keyof typeof EXTENSIONS>(
  (value) => typeof value === "string" && Object.hasOwn(EXTENSIONS, value),
  `one of ${Object.keys(EXTENSIONS).join(", ")} is needed`,
);
const asSchema = z.looseObject({
  kind: z.enum(["date", "number", "boolean", "identifier"]),
  identifier: z.enum(identifiers.map(({ id }) => id)).optional(),
});
const typeShape = z.strictObject({
  id: z.string("a text is needed").regex(/^[a-z][a-z0-9_]{0,49}$/, "small letters, digits and _ are needed"),
  title: text,
  summary: text,
  settings: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), settingSchema),
  modes: z.array(z.enum(["whole", "changes"])).min(1),
  promised: z.enum(["exactly_once", "at_least_once"]),
  promise: text,
  takes: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("files"),
      formats: z.array(formatSchema).min(1),
      format: z.looseObject({ kind: formatSchema }).optional(),
      mostRows: z.int().positive().optional(),
      keepsApart: z.boolean().optional(),
      open: call,
    }),
    z.strictObject({ kind: z.literal("rows"), rows: call, key: call.optional(), isShared: z.boolean().optional(), open: call }),
  ]),
  fields: z.array(z.strictObject({ name: text, of: z.array(text), as: asSchema.optional() })).optional(),
  test: call,
});

/** The value is taken as it is: what was judged is not copied. */
const moduleSchema = z.object({
  default: z.custom<DestinationType>().check(({ value, issues }) => {
    const judged = typeShape.safeParse(value);
    for (const { path, message } of judged.error?.issues ?? []) issues.push({ code: "custom", message, path, input: value });
  }),
});
