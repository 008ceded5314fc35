import { getRouteApi } from "@tanstack/react-router";
import type { Catalog } from "../../../../../src/catalog/types.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { CustomerDrawer } from "../../../components/customer/customer-drawer.tsx";
import { Members } from "../../../components/members/members.tsx";
import { addressOf, viewOf } from "../../../components/members/members-view.ts";
import { Teaching } from "../../../components/teaching.tsx";
import { builder as texts } from "../../../texts/builder.ts";
import type { Judged } from "./judge.ts";
import { questionOf } from "./question.ts";

interface SegmentCustomersProps {
  readonly draft: SegmentDraft;
  readonly judged: Judged;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** The id under which exactly this is saved. */
  readonly savedId: string | undefined;
}

const route = getRouteApi("/segments/$id");

/** The members of what is on the screen, saved or not. */
export function SegmentCustomers({ draft, judged, catalog, clock, savedId }: SegmentCustomersProps) {
  const { customer, ...view } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (key: string | undefined) =>
    void navigate({ search: ({ customer: _, ...rest }) => ({ ...rest, ...(key !== undefined && { customer: key }) }) });

  if (judged.problems.length > 0) return <Teaching title={texts.customersBlocked} lead={texts.customersBlockedHint} />;
  const question = questionOf(draft, clock);
  return (
    <>
      <Members
        question={question}
        attributes={catalog.attributes}
        view={viewOf(view)}
        timeZone={clock.timeZone}
        savedId={savedId}
        onView={(next) =>
          void navigate({ search: ({ columns: _, search: __, sort: ___, order: ____, ...rest }) => ({ ...rest, ...addressOf(next) }), replace: true })
        }
        onOpen={open}
      />
      <CustomerDrawer customerKey={customer} question={question} onClose={() => open(undefined)} />
    </>
  );
}
