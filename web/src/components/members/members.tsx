import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Attribute } from "../../../../src/catalog/types.ts";
import { membersQuery, type Question } from "../../api/audience.ts";
import type { Receipt } from "../../api/receipt.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { members as texts } from "../../texts/members.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { DownloadCsv } from "./download-csv.tsx";
import { MembersSkeleton } from "./members-skeleton.tsx";
import { MembersSearch } from "./members-search.tsx";
import { MembersTable } from "./members-table.tsx";
import type { MembersView } from "./members-view.ts";
import { shownColumns } from "./shown-columns.ts";
import { useKeptColumns } from "./use-kept-columns.ts";
import classes from "./members.module.css";

interface MembersProps {
  readonly question: Question;
  readonly attributes: readonly Attribute[];
  readonly view: MembersView;
  readonly timeZone: string;
  /** The segment that is saved with exactly this definition. */
  readonly savedId?: string | undefined;
  readonly onView: (view: MembersView) => void;
  readonly onOpen: (key: string) => void;
}

/** The customers of a definition: how many, who, with which attributes, and what the table shows of them as a file. */
export function Members({ question, attributes, view, timeZone, savedId, onView, onOpen }: MembersProps) {
  const [kept, keep] = useKeptColumns();
  const shown = shownColumns(attributes, view.columns ?? kept);
  const { search = "" } = view;
  const sort = attributes.some(({ name }) => name === view.sort?.attribute) || view.sort?.attribute === null ? view.sort : undefined;
  const members = useInfiniteQuery(membersQuery(question, shown, { search: search || undefined, sort }));
  const page = members.data?.pages[0];
  const receipt = page?.receipt;
  const told = page?.columns.map(({ name }) => name) ?? [];
  const rows = members.data?.pages.flatMap((page) => page.rows) ?? [];
  const chooseColumns = (next: readonly string[]) => {
    keep(next);
    onView({ ...view, columns: next });
  };

  return (
    <section className={classes.members}>
      <div className={classes.bar}>
        <div aria-live="polite">
          {receipt && (
            <>
              <Text span fw={600} {...(members.isPlaceholderData && { c: "dimmed" })}>
                {countText(receipt, search === "" ? undefined : page.found)}
              </Text>{" "}
              <Text span c="dimmed">
                {texts.asOf(formatMoment(receipt.now, timeZone))}
              </Text>
            </>
          )}
        </div>
        <div className={classes.tools}>
          <MembersSearch search={search} searching={members.isPlaceholderData} onSearch={(next) => onView({ ...view, search: next })} />
          <ColumnPicker attributes={attributes} columns={shown} onColumns={chooseColumns} />
          <DownloadCsv question={question} columns={shown} choice={{ search, sort }} savedId={savedId} />
        </div>
      </div>
      {members.isPending && <MembersSkeleton />}
      {members.error && rows.length === 0 && (
        <ErrorNotice error={members.error} onRetry={() => void members.refetch()} />
      )}
      {receipt?.count === 0 && <Teaching title={texts.none} lead={texts.noneHint} />}
      {receipt && receipt.count > 0 && page.found === 0 && <Teaching title={texts.noneFound(search)} lead={texts.noneFoundHint} />}
      {receipt && rows.length > 0 && (
        <MembersTable
          rows={rows}
          total={page.found}
          columns={attributes.filter(({ name }) => told.includes(name))}
          order={told}
          timeZone={timeZone}
          stale={members.isPlaceholderData}
          sorting={{ sort, onSort: (next) => onView({ ...view, sort: next }) }}
          list={JSON.stringify([search, sort])}
          more={{
            has: members.hasNextPage,
            loading: members.isFetchingNextPage,
            failed: members.isFetchNextPageError,
            load: () => void members.fetchNextPage(),
          }}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

function countText({ count, share }: Receipt, found: number | undefined): string {
  if (found !== undefined) return texts.found(formatCount(found), formatCount(count));
  return share === 1 ? texts.everyone(formatCount(count)) : texts.total(formatCount(count), formatShare(share));
}
