import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Attribute } from "../../../../src/catalog/types.ts";
import { type AtStep, atStepQuery } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { exports } from "../../texts/exports.ts";
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

interface StepMembersProps {
  readonly atStep: AtStep;
  readonly attributes: readonly Attribute[];
  readonly view: MembersView;
  readonly timeZone: string;
  readonly onView: (view: MembersView) => void;
  readonly onOpen: (key: string) => void;
}

const texts = exports.ladder;

/** The customers of a segment whom a step on the way to a destination leaves out, or who remain after it. */
export function StepMembers({ atStep, attributes, view, timeZone, onView, onOpen }: StepMembersProps) {
  const [kept, keep] = useKeptColumns();
  const shown = shownColumns(attributes, view.columns ?? kept);
  const { search = "", sort } = view;
  const found = useInfiniteQuery(atStepQuery(atStep, shown, { search, sort }));
  const first = found.data?.pages[0];
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className={classes.members}>
      <div className={classes.bar}>
        <div aria-live="polite">
          {first && (
            <Text span fw={600} {...(found.isPlaceholderData && { c: "dimmed" })}>
              {texts.found(formatCount(first.found))}
            </Text>
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
      {first?.found === 0 && search === "" && <Teaching title={texts.none} lead={texts.noneHint} />}
      {first?.found === 0 && search !== "" && <Teaching title={members.noneFound(search)} lead={members.noneFoundHint} />}
      {first && rows.length > 0 && (
        <MembersTable
          rows={rows}
          total={first.found}
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
