import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Question } from "../../api/audience.ts";
import { catalogQuery } from "../../api/catalog.ts";
import { findingsQuery } from "../../api/findings.ts";
import { sessionQuery } from "../../api/session.ts";
import { opened as texts } from "../../texts/opened.ts";
import { CustomerDrawer } from "../customer/customer-drawer.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { Members } from "../members/members.tsx";
import type { MembersView } from "../members/members-view.ts";
import { MovedMembers } from "../members/moved-members.tsx";
import { StepMembers } from "../members/step-members.tsx";
import classes from "./open-customers.module.css";
import type { OpenedSet } from "./opened-set.ts";

interface OpenedCustomersProps {
  readonly set: OpenedSet;
  /** What can be done with them. */
  readonly children?: ReactNode;
}

/** What a set of customers is in words, and who they are. */
export function OpenedCustomers({ set, children }: OpenedCustomersProps) {
  const catalog = useQuery(catalogQuery);
  const { data: session } = useQuery(sessionQuery);
  const question = "question" in set ? set.question : undefined;
  const [view, setView] = useState<MembersView>({});
  const [customer, setCustomer] = useState<string>();
  const shown = ({ attributes }: Catalog) => {
    return { attributes, view, timeZone: session?.timeZone ?? "UTC", onView: setView, onOpen: setCustomer };
  };
  return (
    <div className={classes.opened}>
      <div className={classes.head}>
        {question && <Words question={question} />}
        {"moved" in set && <p className={classes.words}>{set.begins && texts.kept[set.moved.side]}</p>}
        {"atStep" in set && <span />}
        {children}
      </div>
      {catalog.isPending && <Skeleton height={420} radius="md" />}
      {catalog.error && <ErrorNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.data && question && <Members {...shown(catalog.data)} question={question} />}
      {catalog.data && "moved" in set && <MovedMembers {...shown(catalog.data)} moved={set.moved} />}
      {catalog.data && "atStep" in set && <StepMembers {...shown(catalog.data)} atStep={set.atStep} />}
      <CustomerDrawer customerKey={customer} question={question} onClose={() => setCustomer(undefined)} />
    </div>
  );
}

function Words({ question }: { readonly question: Question }) {
  const { data } = useQuery(findingsQuery(question));
  return <p className={classes.words}>{data?.short}</p>;
}
