import type { Catalog } from "../../catalog/types.ts";
import { AppError } from "../../errors.ts";
import type { Condition } from "../../segment/ast.ts";
import { describe } from "../../segment/describe.ts";
import { smartCards } from "../../smart/cards.ts";
import { type ExportSource, sourceId } from "../../store/export-source.ts";
import type { SegmentStore } from "../../store/segments.ts";
import type { SmartEdits } from "../../store/smart-edits.ts";
import type { SmartRoles } from "../../store/smart-roles.ts";

/** What is exported, as it is now. */
export interface Sourced {
  readonly name: string;
  readonly where: Condition;
  /** The definition's own zone; null: the workspace's. */
  readonly timeZone: string | null;
  /** In words. */
  readonly sentence: string;
}

export interface SourceOptions {
  readonly segments: Pick<SegmentStore, "get" | "referred">;
  readonly smartEdits: Pick<SmartEdits, "list">;
  readonly smartRoles: Pick<SmartRoles, "read">;
  readonly catalog: () => Catalog;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly timeZone: () => string;
}

/** Finds what an export is of. Throws `AppError("not_found")`, and `AppError("not_defined")` for a card that lacks something. */
export function sources({ segments, smartEdits, smartRoles, catalog, clock, timeZone }: SourceOptions): (source: ExportSource) => Promise<Sourced> {
  return async (source) => {
    if (source.kind === "segment") {
      const { name, where, timeZone: own, sentence } = await segments.get(source.segment);
      return { name, where, timeZone: own, sentence };
    }
    const edits = await smartEdits.list();
    const referred = await segments.referred(edits.flatMap(({ definition }) => definition?.where ?? []));
    const groups = smartCards({ catalog: catalog(), now: clock(), timeZone: timeZone(), ...referred }, await smartRoles.read(), edits);
    const group = groups.find(({ id }) => id === source.group);
    const card = group?.cards.find(({ id }) => id === sourceId(source));
    if (!group || !card) throw new AppError("not_found", `There is no smart segment ${JSON.stringify(sourceId(source))}.`, { path: ["source"] });
    if (card.where === null) {
      throw new AppError("not_defined", `The smart segment ${JSON.stringify(card.name)} lacks ${[...card.missing, ...card.problems].join(", ")}.`, {
        path: ["source"],
        hint: "An administrator chooses what it is made of on the page of the smart segments.",
      });
    }
    const sentence = describe(card.where, catalog(), { ...referred, timeZone: card.timeZone ?? undefined });
    return { name: `${group.title}: ${card.name}`, where: card.where, timeZone: card.timeZone, sentence };
  };
}
