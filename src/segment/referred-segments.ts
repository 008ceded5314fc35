/** The ids of the segments that a condition, as it was given, refers to itself; also where it is switched off. */
export function referredSegments(where: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [where];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== "object" || node === null) continue;
    if ("kind" in node && node.kind === "segment" && "segment" in node && typeof node.segment === "string") found.add(node.segment);
    for (const below of Object.values(node)) if (typeof below === "object") waiting.push(below);
  }
  return found;
}
