import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { getRouteApi } from "@tanstack/react-router";
import type { Catalog } from "../../../../../src/catalog/types.ts";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { insert } from "../../../../../src/segment/edit.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { SegmentInsights } from "../../../components/insights/segment-insights.tsx";
import { Teaching } from "../../../components/teaching.tsx";
import { builder } from "../../../texts/builder.ts";
import { insights as texts } from "../../../texts/insights.ts";
import type { Judged } from "./judge.ts";
import { questionOf } from "./question.ts";
import type { DraftStore } from "./use-draft.ts";

interface DraftInsightsProps extends Pick<DraftStore, "latest" | "dispatch"> {
  readonly draft: SegmentDraft;
  readonly judged: Judged;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

const route = getRouteApi("/segments/$id");

/** What the customers of what is on the screen have in common, saved or not. */
export function DraftInsights({ draft, judged, catalog, clock, latest, dispatch }: DraftInsightsProps) {
  const { insight = "tiles", against } = route.useSearch();
  const navigate = route.useNavigate();
  if (judged.problems.length > 0) return <Teaching title={texts.blocked} lead={texts.blockedHint} />;
  const add = (condition: Condition) => {
    dispatch({ kind: "change", to: { where: withCondition(latest().present.where, condition) } });
    const id = notifications.show({
      autoClose: 8000,
      message: (
        <Group justify="space-between">
          {texts.tile.added}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              dispatch({ kind: "undo" });
              notifications.hide(id);
            }}
          >
            {texts.tile.undo}
          </Button>
        </Group>
      ),
    });
  };
  return (
    <SegmentInsights
      question={questionOf(draft, clock)}
      name={draft.name || builder.newTitle}
      catalog={catalog}
      view={insight}
      against={against}
      onView={(view) => void navigate({ search: ({ insight: _, ...rest }) => ({ ...rest, ...(view !== "tiles" && { insight: view }) }), replace: true })}
      onAgainst={(id) => void navigate({ search: ({ against: _, ...rest }) => ({ ...rest, ...(id !== undefined && { against: id }) }), replace: true })}
      onAdd={add}
    />
  );
}

/** The definition with one more condition that must hold too. */
function withCondition(where: Condition, condition: Condition): Condition {
  if (where.kind !== "all") return { kind: "all", of: [where, condition] };
  const added = condition.kind === "all" ? condition.of : [condition];
  return added.reduce((whole: Condition, one) => insert(whole, [], one).condition, where);
}
