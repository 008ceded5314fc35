import { z } from "@hono/zod-openapi";
import type { MembersFormat } from "../results/audience.ts";
import type { ApiEnv } from "./env.ts";
import { bodyOf } from "./streams.ts";

/** JSON in a query string. */
export const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "expected JSON" });
    return z.NEVER;
  }
});

/** Names between commas, or a JSON array for names that hold a comma; nothing: no column but the key. */
export const columnsText = z
  .string()
  .transform((text, context): readonly string[] => {
    if (text === "") return [];
    if (!text.startsWith("[")) return text.split(",");
    const names = jsonText.pipe(z.array(z.string())).safeParse(text);
    if (names.success) return names.data;
    context.addIssue({ code: "custom", message: "expected names between commas, or a JSON array of names" });
    return z.NEVER;
  })
  .openapi({ description: "Names of attributes between commas, or as a JSON array; left out: all.", example: "country,age" });

export const columnsSchema = z.array(z.string()).openapi({ description: "Names of attributes; left out: all." });

/** Which of the members, and in which order. */
export const choiceSchema = {
  sort: z
    .strictObject({
      attribute: z.string().nullable().openapi({ description: "Its name; null: the customer's key." }),
      order: z.enum(["asc", "desc"]).default("asc"),
    })
    .optional()
    .openapi({ description: "What is unknown comes last, and equal values by the key. Left out: as first seen." }),
  search: z.string().max(1000).optional().openapi({ description: "Those alone who have it in their key or in any attribute." }),
} as const;

/** The same in a query string. */
export const choiceText = {
  sort: jsonText.pipe(choiceSchema.sort.unwrap()).optional().openapi({ description: 'As JSON: `{"attribute":"age","order":"desc"}`.' }),
  search: choiceSchema.search,
} as const;

// The routes' types take whatever ends in `json` for one document, so this name is kept from them.
export const NDJSON: string = "application/x-ndjson";

const BROKEN = "A connection that breaks off means it is not whole.";

export const csvAnswer = {
  description: `CSV with a header row, customer key first. ${BROKEN}`,
  content: { "text/csv": { schema: z.string() } },
} as const;

export const ndjsonAnswer = {
  description: `An object a line, customer key first. ${BROKEN}`,
  content: { [NDJSON]: { schema: z.string() } },
};

const types: Readonly<Record<MembersFormat, string>> = { csv: "text/csv", ndjson: NDJSON };

/**
 * A download; `name` is without extension. The connection breaks off when it can't be given whole.
 *
 * @param env nothing when the request came through no socket
 */
export function fileResponse(
  env: ApiEnv["Bindings"] | undefined,
  parts: AsyncIterable<Uint8Array>,
  name: string,
  format: MembersFormat,
): Response {
  return new Response(bodyOf(parts, () => env?.outgoing?.destroy()), {
    headers: {
      "content-type": `${types[format]}; charset=utf-8`,
      "content-disposition": attachment(`${name}.${format}`),
    },
  });
}

/** RFC 6266: the name in UTF-8, and a plain one for those who cannot read it. */
function attachment(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cs}/\\:*?"<>|]/gu, "_");
  const plain = safe.replace(/[^ -~]/g, "_");
  const encoded = encodeURIComponent(safe).replace(/['()]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
