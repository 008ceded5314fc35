import type { Path } from "../../../../../../src/errors.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import type { Change } from "../../../../../../src/segment/changes/compare.ts";
import { changedSentence, type ChangedValues, clauseOf, type Wording } from "../../../../../../src/segment/changes/sentences.ts";
import { changedWords, type Part } from "../../../../../../src/segment/changes/words.ts";
import type { SegmentDraft } from "../../../../api/segments.ts";
import { history } from "../../../../texts/history.ts";

/** A change as it is drawn. */
export interface DrawnChange {
  readonly kind: keyof typeof texts.kinds;
  readonly place: string;
  readonly parts: readonly Part[];
  /** Values that came or went, of too many to tell them in the sentence. */
  readonly values?: { readonly added: ChangedValues; readonly removed: ChangedValues } | undefined;
}

const texts = history.changes;

/** One change of a definition in words. */
export function drawnChange(change: Change, wording: Wording): DrawnChange {
  const number = placeOf(change.path);
  const place = texts.place(number);
  switch (change.kind) {
    case "added":
    case "removed":
      return { kind: change.kind, place, parts: [{ kind: change.kind, text: clauseOf(change.condition, wording) }, ...marked(change.condition)] };
    case "moved":
      return { kind: "moved", place, parts: [same(`${clauseOf(change.condition, wording)} – ${texts.moved}`)] };
    case "switched":
      return { kind: change.off ? "off" : "on", place, parts: [same(clauseOf(change.condition, wording))] };
    case "noted":
      return { kind: "noted", place, parts: [same(`${clauseOf(change.condition, wording)} – ${change.note === null ? texts.noteGone : `“${change.note}”`}`)] };
    case "joined":
      return { kind: "joined", place: texts.group(number), parts: [same(texts.joined[change.by])] };
    case "changed": {
      const { parts, values } = changedSentence(change.before, change.after, wording);
      return { kind: "changed", place, parts: shortened(parts), values: values ?? undefined };
    }
  }
}

/** What changed beside the conditions. */
export function drawnRest(before: SegmentDraft, after: SegmentDraft): readonly DrawnChange[] {
  const zone = (timeZone: string | null) => timeZone ?? texts.workspaceZone;
  return [
    ...(before.name === after.name ? [] : [{ kind: "named", place: "", parts: changedWords(before.name, after.name) } as const]),
    ...(before.timeZone === after.timeZone
      ? []
      : [{ kind: "zone", place: "", parts: [{ kind: "removed", text: zone(before.timeZone) }, { kind: "added", text: ` ${zone(after.timeZone)}` }] } as const]),
  ];
}

/** As the builder numbers conditions: `2.1`. */
function placeOf(path: Path): string {
  return path.flatMap((key) => (typeof key === "number" ? [key + 1] : [])).join(".");
}

function marked({ off }: Condition): readonly Part[] {
  return off === true ? [same(` – ${texts.isOff}`)] : [];
}

function same(text: string): Part {
  return { kind: "same", text };
}

const MOST = 160;
const EDGE = 70;

/** Long stretches without a change lose their middle. */
function shortened(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) => {
    if (part.kind !== "same" || part.text.length <= MOST) return part;
    const start = index === 0 ? EDGE / 2 : EDGE;
    const end = index === parts.length - 1 ? EDGE / 2 : EDGE;
    return { kind: "same", text: `${part.text.slice(0, start)} ${texts.etc} ${part.text.slice(-end)}` };
  });
}
