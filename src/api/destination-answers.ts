import { z } from "@hono/zod-openapi";
import type { DestinationType } from "../destinations/destination-type.ts";
import { identifiers } from "../results/exports/identifiers.ts";
import { mayUse } from "../jobs/exports/may-use.ts";
import type { Destination } from "../store/destinations.ts";
import type { User } from "./auth.ts";
import { shapeSchema } from "./export-schemas.ts";
import { statusSchema } from "./run-answers.ts";
import { instant } from "./schemas.ts";

const settingSchema = z.looseObject({ kind: z.enum(["text", "number", "boolean", "choice"]), label: z.string() }).openapi("Setting");

export const typeSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    settings: z.record(z.string(), settingSchema).openapi({ description: "What its form asks for." }),
    modes: z.array(z.enum(["whole", "changes"])).readonly(),
    promised: z.enum(["exactly_once", "at_least_once"]),
    promise: z.string(),
    takes: z.enum(["files", "rows"]),
    replaces: z.boolean().openapi({ description: "Whether a file takes the place of one with the same name." }),
    formats: z.array(z.string()).readonly().openapi({ description: "Of files, the suggested first; none: it has a format of its own, or takes rows." }),
    fields: z.array(z.looseObject({ name: z.string(), of: z.array(z.string()).readonly() })).readonly(),
  })
  .openapi("DestinationType");

/** A type as its form needs it. */
export function typeAnswer({ id, title, summary, settings, modes, promised, promise, takes, fields = [] }: DestinationType): z.infer<typeof typeSchema> {
  const shown = Object.entries(settings).map(([name, setting]) => [name, "pattern" in setting && setting.pattern ? { ...setting, pattern: setting.pattern.source } : setting]);
  return {
    ...{ id, title, summary, modes, promised, promise, takes: takes.kind, replaces: takes.kind === "files" && takes.keepsApart !== true },
    settings: Object.fromEntries(shown),
    formats: takes.kind === "files" && takes.format === undefined ? takes.formats : [],
    fields: fields.map((field) => ({ ...field })),
  };
}

export const identifierSchema = z.object({
  id: z.string(),
  title: z.string(),
  rule: z.string().openapi({ description: "What is done with a value." }),
  calling: z.boolean().openapi({ description: "Whether it takes the calling code of numbers that are written without one." }),
});

/** How values that tell people can be written. */
export function identifierAnswers(): readonly z.infer<typeof identifierSchema>[] {
  return identifiers.map((row) => ({ id: row.id, title: row.title, rule: row.rule, calling: "calling" in row }));
}

export const destinationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable().openapi({ description: "Null: only an administrator sees them." }),
    secrets: z.array(z.string()).readonly().openapi({ description: "The names of those that are filled in." }),
    shape: shapeSchema,
    users: z.array(z.string()).readonly().nullable().openapi({ description: "Ids of who may export to it; null: everyone." }),
    usable: z.boolean().openapi({ description: "Whether who asks may export to it." }),
    revision: z.int(),
    createdAt: instant,
    changedAt: instant,
  })
  .openapi("Destination");

/** A destination as the list tells of it. */
export const listedDestinationSchema = destinationSchema
  .extend({
    last: z
      .object({ run: z.string(), status: statusSchema, at: instant })
      .nullable()
      .openapi({ description: "The newest run to it, with when it was asked for; null: there is none." }),
  })
  .openapi("ListedDestination");

/** A destination as it is told to a user: secrets never, the connection to administrators alone. */
export function destinationAnswer({ settings, secrets, ...destination }: Destination, user: User): z.infer<typeof destinationSchema> {
  const isAdministrator = user.role === "administrator";
  return { ...destination, settings: isAdministrator ? settings : null, secrets: isAdministrator ? Object.keys(secrets) : [], usable: mayUse(destination, user) };
}
