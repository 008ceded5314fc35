import { Button, Skeleton, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAdjustments } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { createSegment } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { smartCountsQuery, smartQuery } from "../../../api/smart.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { segments as segmentTexts } from "../../../texts/segments.ts";
import { smart as texts } from "../../../texts/smart.ts";
import { HomeTabs } from "../home-tabs.tsx";
import { RolesDialog } from "./roles-dialog.tsx";
import classes from "./smart.module.css";
import { SmartCard } from "./smart-card.tsx";

interface Wanted {
  /** Of the card. */
  readonly id: string;
  readonly name: string;
  readonly where: Condition;
}

/** Ready segments, a row a group, all counted at once. */
export function SmartPage() {
  const cache = useQueryClient();
  const groups = useQuery(smartQuery);
  const counts = useQuery(smartCountsQuery);
  const isAdministrator = useQuery(sessionQuery).data?.user.role === "administrator";
  const [mapping, setMapping] = useState(false);
  const copy = useMutation({
    mutationFn: ({ name, where }: Wanted) => createSegment({ name, where, timeZone: null }),
    onSuccess: ({ name }) => {
      notifications.show({ message: texts.copied(name), autoClose: 5000 });
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
    onError: (error) => notifications.show({ title: texts.copyFailed, message: error.message, color: "red", autoClose: false }),
  });

  return (
    <Page
      title={segmentTexts.title}
      actions={
        isAdministrator && (
          <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={() => setMapping(true)}>
            {texts.roles}
          </Button>
        )
      }
    >
      <HomeTabs />
      {groups.isPending && <Skeleton height={420} />}
      {groups.error && <ErrorNotice error={groups.error} onRetry={() => void groups.refetch()} />}
      {counts.error && <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      {groups.data?.groups.map(({ id, title, lead, picture, from, cards }) => (
        <section key={id} className={classes.group} aria-labelledby={`smart-${id}`}>
          <header className={classes.head}>
            <Title order={2} id={`smart-${id}`}>
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {lead}
              {from.length > 0 && ` ${texts.from(from)}`}
            </Text>
          </header>
          <ul className={classes.cards}>
            {cards.map((card) => (
              <SmartCard
                key={card.id}
                card={card}
                picture={picture}
                receipt={counts.data?.counts[card.id]}
                counting={counts.isPending}
                copying={copy.isPending && copy.variables.id === card.id}
                onCopy={(where) => copy.mutate({ id: card.id, name: texts.own(title, card.name), where })}
              />
            ))}
          </ul>
        </section>
      ))}
      {mapping && <RolesDialog onClose={() => setMapping(false)} />}
    </Page>
  );
}
