import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Attribute } from "../../../../src/catalog/types.ts";
import type { Member } from "../../api/audience.ts";
import { members as texts } from "../../texts/members.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { MembersSearch } from "./members-search.tsx";
import { MembersSkeleton } from "./members-skeleton.tsx";
import { MembersTable } from "./members-table.tsx";
import classes from "./members.module.css";
import type { MembersView } from "./members-view.ts";
import type { Choice } from "./use-choice.ts";

/** Of which attributes a list is made, how it is looked at, and what is done with it. */
export interface ListProps {
  readonly attributes: readonly Attribute[];
  readonly view: MembersView;
  readonly timeZone: string;
  readonly onView: (view: MembersView) => void;
  readonly onOpen: (key: string) => void;
}

/** The query of a list, page by page. */
interface Pages {
  readonly isPending: boolean;
  readonly isPlaceholderData: boolean;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly refetch: () => Promise<unknown>;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface CustomersListProps extends ListProps {
  readonly choice: Choice;
  readonly pages: Pages;
  /** What has come; undefined: nothing yet. */
  readonly come: Come | undefined;
  /** What stands in place of a list without anyone, whatever is searched for; nothing: there is someone. */
  readonly nobody: ReactNode;
  /** What can be done beside choosing. */
  readonly children?: ReactNode;
}

interface Come {
  /** How many there are, and what else is to be known of them. */
  readonly count: string;
  readonly aside: string | undefined;
  /** How many the search finds. */
  readonly found: number;
  /** The names of the columns as the values of a row stand. */
  readonly columns: readonly string[];
  readonly rows: readonly Member[];
}

/** Customers as they are found, sorted and shown in any list of them. */
export function CustomersList({ attributes, view, timeZone, onView, onOpen, choice, pages, come, nobody, children }: CustomersListProps) {
  const { columns, search, sort, onColumns } = choice;
  return (
    <section className={classes.members}>
      <div className={classes.bar}>
        <div aria-live="polite">
          {come && (
            <>
              <Text span fw={600} {...(pages.isPlaceholderData && { c: "dimmed" })}>
                {come.count}
              </Text>{" "}
              {come.aside !== undefined && (
                <Text span c="dimmed">
                  {come.aside}
                </Text>
              )}
            </>
          )}
        </div>
        <div className={classes.tools}>
          <MembersSearch search={search} searching={pages.isPlaceholderData} onSearch={(next) => onView({ ...view, search: next })} />
          <ColumnPicker attributes={attributes} columns={columns} onColumns={onColumns} />
          {children}
        </div>
      </div>
      {pages.isPending && <MembersSkeleton />}
      {pages.error && !come?.rows.length && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {come && nobody}
      {come?.found === 0 && !nobody && <Teaching title={texts.noneFound(search)} lead={texts.noneFoundHint} />}
      {come && come.rows.length > 0 && (
        <MembersTable
          rows={come.rows}
          total={come.found}
          columns={attributes.filter(({ name }) => come.columns.includes(name))}
          order={come.columns}
          timeZone={timeZone}
          stale={pages.isPlaceholderData}
          sorting={{ sort, onSort: (next) => onView({ ...view, sort: next }) }}
          list={JSON.stringify([search, sort])}
          more={{
            has: pages.hasNextPage,
            loading: pages.isFetchingNextPage,
            failed: pages.isFetchNextPageError,
            load: () => void pages.fetchNextPage(),
          }}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}
