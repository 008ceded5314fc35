import { useInfiniteQuery } from "@tanstack/react-query";
import { membersQuery, type Question } from "../../api/audience.ts";
import type { Receipt } from "../../api/receipt.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { members as texts } from "../../texts/members.ts";
import { Teaching } from "../teaching.tsx";
import { CustomersList, type ListProps } from "./customers-list.tsx";
import { DownloadCsv } from "./download-csv.tsx";
import { useChoice } from "./use-choice.ts";

interface MembersProps extends ListProps {
  readonly question: Question;
  /** The segment that is saved with exactly this definition. */
  readonly savedId?: string | undefined;
}

/** The customers of a definition: how many, who, with which attributes, and what the table shows of them as a file. */
export function Members({ question, savedId, ...list }: MembersProps) {
  const choice = useChoice(list.attributes, list.view, list.onView);
  const { columns, search, sort } = choice;
  const pages = useInfiniteQuery(membersQuery(question, columns, { search: search || undefined, sort }));
  const page = pages.data?.pages[0];
  const come = page && {
    count: countText(page.receipt, search === "" ? undefined : page.found),
    aside: texts.asOf(formatMoment(page.receipt.now, list.timeZone)),
    found: page.found,
    columns: page.columns.map(({ name }) => name),
    rows: pages.data?.pages.flatMap(({ rows }) => rows) ?? [],
  };
  const nobody = page?.receipt.count === 0 && <Teaching title={texts.none} lead={texts.noneHint} />;
  return (
    <CustomersList {...list} choice={choice} pages={pages} come={come} nobody={nobody}>
      <DownloadCsv question={question} columns={columns} choice={{ search, sort }} savedId={savedId} />
    </CustomersList>
  );
}

function countText({ count, share }: Receipt, found: number | undefined): string {
  if (found !== undefined) return texts.found(formatCount(found), formatCount(count));
  return share === 1 ? texts.everyone(formatCount(count)) : texts.total(formatCount(count), formatShare(share));
}
