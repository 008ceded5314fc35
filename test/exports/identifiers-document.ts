import { createHash } from "node:crypto";
import { identifiers, type IdentifierRow } from "../../src/results/exports/identifiers.ts";
import { vectors } from "./vectors.ts";

/** The text of `docs/identifiers.md`: each rule, and what it makes of values. */
export function identifiersDocument(): string {
  return [
    "# Identifiers",
    "",
    "<!-- Written from src/results/exports/identifiers.ts; `npx vitest run test/exports/exports.test.ts -u` writes it anew. -->",
    "",
    "A destination finds people by what is written in the same way on both sides, mostly hashed with SHA-256. A field of a destination says",
    "by which rule its values are written, and whether they are hashed. A value that is none of the rule's kind is not sent, and where the",
    "attribute is mandatory the customer is left out as *not valid*.",
    "",
    "The preview of an export tells how many values are none of the kind and, where they are hashed, how many are a hash already or would be",
    "written otherwise by the other common rule, and so would have another hash.",
    "",
    ...identifiers.flatMap((row: IdentifierRow) => [`## ${row.title}`, "", `\`${row.id}\`. ${row.rule}`, "", ...table(row.id), ""]),
  ].join("\n");
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function table(id: string): readonly string[] {
  const rows = vectors.filter(({ identifier }) => identifier === id);
  return [
    "| value | calling code | written | SHA-256 |",
    "|---|---|---|---|",
    ...rows.map(({ value, callingCode = "", written }) => {
      const result = written === "" ? "none | " : `\`${written}\` | \`${sha256(written)}\``;
      return `| ${shown(value)} | ${callingCode} | ${result} |`;
    }),
  ];
}

function shown(value: string): string {
  return value === "" ? "(empty)" : `\`${JSON.stringify(value).replace(/[\u00A0\u2003\u200B]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)}\``;
}
