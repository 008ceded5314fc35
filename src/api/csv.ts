import { z } from "@hono/zod-openapi";
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
export const columnsSchema = z
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

export const csvAnswer = {
  description: "CSV with a header row, customer key first. A connection that breaks off means it is not whole.",
  content: { "text/csv": { schema: z.string() } },
} as const;

export function csvResponse(parts: AsyncIterable<Uint8Array>, name: string): Response {
  return new Response(bodyOf(parts), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachment(`${name}.csv`),
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
