/** What a condition refers to itself, by ids; also where it is switched off. */
export interface Referring {
  /** Segments whose members it asks for. */
  readonly segments: ReadonlySet<string>;
  /** Segments of which it asks who entered or left. */
  readonly moved: ReadonlySet<string>;
  readonly destinations: ReadonlySet<string>;
}

/** What a condition, as it was given, refers to. */
export function referring(where: unknown): Referring {
  const found = { segments: new Set<string>(), moved: new Set<string>(), destinations: new Set<string>() };
  const waiting: unknown[] = [where];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== "object" || node === null) continue;
    const kind = "kind" in node ? node.kind : undefined;
    if (kind === "segment" && "segment" in node && typeof node.segment === "string") found[isOfMoves(node) ? "moved" : "segments"].add(node.segment);
    if (kind === "exported" && "destination" in node && typeof node.destination === "string") found.destinations.add(node.destination);
    for (const below of Object.values(node)) if (typeof below === "object") waiting.push(below);
  }
  return found;
}

export function refersToNothing(where: unknown): boolean {
  return Object.values(referring(where)).every(({ size }) => size === 0);
}

/** The segments that a condition, as it was given, refers to in any way. */
export function referredSegments(where: unknown): ReadonlySet<string> {
  const { segments, moved } = referring(where);
  return new Set([...segments, ...moved]);
}

/** Whether a condition on a segment asks who entered it or left: its definition does not matter then, only what its refreshes found. */
export function isOfMoves(node: object): boolean {
  return ("entered" in node && node.entered !== undefined) || ("left" in node && node.left !== undefined);
}
