import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Attribute } from "../../../../src/catalog/types.ts";
import { membersQuery, type Question } from "../../api/audience.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { members as texts } from "../../texts/members.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { DownloadCsv } from "./download-csv.tsx";
import { MembersSkeleton } from "./members-skeleton.tsx";
import { MembersTable } from "./members-table.tsx";
import { shownColumns } from "./shown-columns.ts";
import { useKeptColumns } from "./use-kept-columns.ts";
import classes from "./members.module.css";

interface MembersProps {
  readonly question: Question;
  readonly attributes: readonly Attribute[];
  /** Undefined: those that were chosen last, or the first few. */
  readonly columns: readonly string[] | undefined;
  readonly timeZone: string;
  /** The segment that is saved with exactly this definition. */
  readonly savedId?: string | undefined;
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onOpen: (key: string) => void;
}

/** The customers of a definition: how many, who, with which attributes, and all of them as a file. */
export function Members({ question, attributes, columns, timeZone, savedId, onColumns, onOpen }: MembersProps) {
  const [kept, keep] = useKeptColumns();
  const shown = shownColumns(attributes, columns ?? kept);
  const members = useInfiniteQuery(membersQuery(question, shown));
  const receipt = members.data?.pages[0]?.receipt;
  const rows = members.data?.pages.flatMap((page) => page.rows) ?? [];
  const chooseColumns = (next: readonly string[]) => {
    keep(next);
    onColumns(next);
  };

  return (
    <section className={classes.members}>
      <div className={classes.bar}>
        <div aria-live="polite">
          {receipt && (
            <>
              <Text span fw={600}>
                {receipt.share === 1
                  ? texts.everyone(formatCount(receipt.count))
                  : texts.total(formatCount(receipt.count), formatShare(receipt.share))}
              </Text>{" "}
              <Text span c="dimmed">
                {texts.asOf(formatMoment(receipt.now, timeZone))}
              </Text>
            </>
          )}
        </div>
        <div className={classes.tools}>
          <ColumnPicker attributes={attributes} columns={shown} onColumns={chooseColumns} />
          <DownloadCsv question={question} columns={shown} savedId={savedId} />
        </div>
      </div>
      {members.isPending && <MembersSkeleton />}
      {members.error && rows.length === 0 && (
        <ErrorNotice error={members.error} onRetry={() => void members.refetch()} />
      )}
      {receipt?.count === 0 && <Teaching title={texts.none} lead={texts.noneHint} />}
      {receipt && rows.length > 0 && (
        <MembersTable
          rows={rows}
          total={receipt.count}
          columns={attributes.filter(({ name }) => shown.includes(name))}
          order={shown}
          timeZone={timeZone}
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
