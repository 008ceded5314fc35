import { Button, Group, Modal, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { differenceQuery } from "../../../api/difference.ts";
import { type Segment, type SegmentDraft, usesQuery } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { CustomerDrawer } from "../../../components/customer/customer-drawer.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { NamedList } from "../../../components/uses/named-list.tsx";
import { namedSchedules, namedUses } from "../../../components/uses/named-uses.ts";
import { builder } from "../../../texts/builder.ts";
import { common } from "../../../texts/common.ts";
import classes from "./before-save-dialog.module.css";
import { MovedCustomers } from "./moved-customers.tsx";

interface BeforeSaveDialogProps {
  readonly segment: Segment;
  readonly draft: SegmentDraft;
  /** When it is looked at, epoch milliseconds. */
  readonly now: number;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

const texts = builder.before;
const kinds = ["join", "leave", "stay"] as const;

/** What saving would do: who joins, leaves and stays, and what changes with this segment. */
export function BeforeSaveDialog({ segment, draft, now, saving, onSave, onClose }: BeforeSaveDialogProps) {
  const { id, revision } = segment;
  const { where, timeZone: ownTimeZone } = draft;
  const asOf = new Date(now).toISOString();
  const difference = useQuery(differenceQuery({ id, revision, where, ownTimeZone, now: asOf }));
  const [customer, setCustomer] = useState<string>();
  // Written out, it stays what it is now when it is saved; only a zone of its own needs the reference.
  const saved: Condition = segment.timeZone === ownTimeZone ? segment.where : { kind: "segment", segment: id };
  const not = (of: Condition): Condition => ({ kind: "not", of });
  const zone = ownTimeZone === null ? {} : { ownTimeZone };
  const both = (...of: readonly Condition[]) => ({ where: { kind: "all", of } as const, now: asOf, ...zone });
  const questions = { join: both(where, not(saved)), leave: both(saved, not(where)), stay: both(where, saved) };

  return (
    <Modal opened onClose={onClose} title={texts.title} size="xl" centered>
      {difference.error && <ErrorNotice error={difference.error} onRetry={() => void difference.refetch()} />}
      {difference.isPending && <Skeleton height={220} />}
      {difference.data && (
        <div className={classes.three}>
          {kinds.map((kind) => (
            <MovedCustomers
              key={kind}
              kind={kind}
              moved={difference.data[kind]}
              question={questions[kind]}
              onCustomer={setCustomer}
              onOpen={onClose}
            />
          ))}
        </div>
      )}
      <Changes id={id} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button onClick={onSave} loading={saving} data-autofocus>
          {builder.save}
        </Button>
      </Group>
      <CustomerDrawer customerKey={customer} onClose={() => setCustomer(undefined)} />
    </Modal>
  );
}

/** All that uses it: what it names, counts and draws changes too. */
function Changes({ id }: { readonly id: string }) {
  const { data, error } = useQuery(usesQuery([id]));
  const { data: session } = useQuery(sessionQuery);
  if (error) return <p className={classes.changes}>{texts.usesUnknown}</p>;
  if (!data) return <Skeleton height={14} mt="md" width="60%" />;
  const uses = [
    ...namedUses(data),
    ...data.featured.map(({ id: card, name }) => ({ id: `featured ${card}`, name: texts.featured(name) })),
    ...namedSchedules(data.schedules, session?.timeZone ?? "UTC"),
  ];
  if (uses.length === 0) return <p className={classes.changes}>{texts.usedNowhere}</p>;
  return (
    <div className={classes.changes}>
      {texts.used(uses.length)}
      <NamedList of={uses} />
    </div>
  );
}
