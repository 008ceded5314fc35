import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const GUIDE = fileURLToPath(new URL("../../docs/guide/README.md", import.meta.url));

/** A definition that is printed in the guide, with the numbers beside it. */
export interface Printed {
  readonly title: string;
  readonly where: unknown;
  /** Customers in it, and all. */
  readonly size: readonly number[];
  /** Of each condition: alone, after it, without it. */
  readonly conditions: readonly (readonly number[])[];
}

export function printedInGuide(): readonly Printed[] {
  const [, ...parts] = readFileSync(GUIDE, "utf8").split(/^## /m);
  return parts.flatMap((part) => {
    const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(part) ?? [];
    if (yaml === undefined) return [];
    const [, ...size] = /\*\*([\d,]+) of ([\d,]+) customers/.exec(part) ?? [];
    const rows = [...part.matchAll(/^\| [^|]+ \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$/gm)].map(([, ...cells]) => cells.map(toNumber));
    return [{ title: part.slice(0, part.indexOf("\n")), where: parse(yaml), size: size.map(toNumber), conditions: rows }];
  });
}

function toNumber(text: string): number {
  return Number(text.replaceAll(",", ""));
}
