import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { catalogQuery } from "../../api/catalog.ts";
import { findingsQuery } from "../../api/findings.ts";
import { sessionQuery } from "../../api/session.ts";
import { CustomerDrawer } from "../customer/customer-drawer.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { Members } from "../members/members.tsx";
import classes from "./open-customers.module.css";
import type { OpenedSet } from "./opened-set.ts";

interface OpenedCustomersProps {
  readonly set: OpenedSet;
  /** What can be done with them. */
  readonly children?: ReactNode;
}

/** What a set of customers is in words, and who they are. */
export function OpenedCustomers({ set: { question }, children }: OpenedCustomersProps) {
  const catalog = useQuery(catalogQuery);
  const { data: session } = useQuery(sessionQuery);
  const { data: findings } = useQuery(findingsQuery(question));
  const [columns, setColumns] = useState<readonly string[]>();
  const [customer, setCustomer] = useState<string>();
  return (
    <div className={classes.opened}>
      <div className={classes.head}>
        <p className={classes.words}>{findings?.short}</p>
        {children}
      </div>
      {catalog.isPending && <Skeleton height={420} radius="md" />}
      {catalog.error && <ErrorNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.data && (
        <Members
          question={question}
          attributes={catalog.data.attributes}
          columns={columns}
          timeZone={session?.timeZone ?? "UTC"}
          onColumns={setColumns}
          onOpen={setCustomer}
        />
      )}
      <CustomerDrawer customerKey={customer} question={question} onClose={() => setCustomer(undefined)} />
    </div>
  );
}
