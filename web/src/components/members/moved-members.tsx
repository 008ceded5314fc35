import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Attribute } from "../../../../src/catalog/types.ts";
import { type Moved, movedQuery } from "../../api/history.ts";
import { formatCount } from "../../format/number.ts";
import { history } from "../../texts/history.ts";
import { members } from "../../texts/members.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { MembersSearch } from "./members-search.tsx";
import { MembersSkeleton } from "./members-skeleton.tsx";
import { MembersTable } from "./members-table.tsx";
import classes from "./members.module.css";
import type { MembersView } from "./members-view.ts";
import { shownColumns } from "./shown-columns.ts";
import { useKeptColumns } from "./use-kept-columns.ts";

interface MovedMembersProps {
  readonly moved: Moved;
  readonly attributes: readonly Attribute[];
  readonly view: MembersView;
  readonly timeZone: string;
  readonly onView: (view: MembersView) => void;
  readonly onOpen: (key: string) => void;
}

const texts = history.sizes;

/** The customers who entered or left a saved segment between two refreshes, with what is known of them today. */
export function MovedMembers({ moved, attributes, view, timeZone, onView, onOpen }: MovedMembersProps) {
  const [kept, keep] = useKeptColumns();
  const shown = shownColumns(attributes, view.columns ?? kept);
  const { search = "", sort } = view;
  const found = useInfiniteQuery(movedQuery(moved, shown, { search, sort }));
  const first = found.data?.pages[0];
  const rows = found.data?.pages.flatMap(({ customers }) => customers.rows) ?? [];
  const gone = first?.customers.gone ?? 0;
  const there = first ? first[moved.side] - gone : 0;
  return (
    <section className={classes.members}>
      <div className={classes.bar}>
        <div aria-live="polite">
          {first && (
            <>
              <Text span fw={600} {...(found.isPlaceholderData && { c: "dimmed" })}>
                {search === "" ? texts.moved(formatCount(there)) : members.found(formatCount(first.customers.found), formatCount(there))}
              </Text>{" "}
              {gone > 0 && (
                <Text span c="dimmed">
                  {texts.goneSome(formatCount(gone))}
                </Text>
              )}
            </>
          )}
        </div>
        <div className={classes.tools}>
          <MembersSearch search={search} searching={found.isPlaceholderData} onSearch={(next) => onView({ ...view, search: next })} />
          <ColumnPicker
            attributes={attributes}
            columns={shown}
            onColumns={(next) => {
              keep(next);
              onView({ ...view, columns: next });
            }}
          />
        </div>
      </div>
      {found.isPending && <MembersSkeleton />}
      {found.error && rows.length === 0 && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {first && there === 0 && <Teaching title={texts.noneLeft} lead={texts.goneSome(formatCount(gone))} />}
      {first && there > 0 && first.customers.found === 0 && <Teaching title={members.noneFound(search)} lead={members.noneFoundHint} />}
      {first && rows.length > 0 && (
        <MembersTable
          rows={rows}
          total={first.customers.found}
          columns={attributes.filter(({ name }) => shown.includes(name))}
          order={shown}
          timeZone={timeZone}
          stale={found.isPlaceholderData}
          sorting={{ sort, onSort: (next) => onView({ ...view, sort: next }) }}
          list={JSON.stringify([search, sort])}
          more={{
            has: found.hasNextPage,
            loading: found.isFetchingNextPage,
            failed: found.isFetchNextPageError,
            load: () => void found.fetchNextPage(),
          }}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}
