import { ActionIcon, Button, Skeleton, TextInput } from "@mantine/core";
import { IconPinnedOff } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import type { Question } from "../../../../api/audience.ts";
import { ApiError } from "../../../../api/client.ts";
import { customerQuery } from "../../../../api/customers.ts";
import type { SegmentDraft } from "../../../../api/segments.ts";
import { containsQuery, MOST_TEST_PEOPLE } from "../../../../api/test-people.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { useTestPeople } from "../../../../components/customer/use-test-people.ts";
import { panel } from "../../../../texts/panel.ts";
import { questionOf } from "../question.ts";
import { useAnswer } from "../use-answer.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";
import { Tick } from "./tick.tsx";
import { WhyDrawer } from "./why-drawer.tsx";

interface TestPeopleSectionProps {
  readonly draft: SegmentDraft;
  readonly countable: boolean;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

const texts = panel.test;
const NOBODY: readonly string[] = [];

/** Customers whom the user knows, each ticked in or out of what is on the screen. */
export function TestPeopleSection({ draft, countable, catalog, clock }: TestPeopleSectionProps) {
  const { keys, replace } = useTestPeople();
  const [open, setOpen] = useState<string>();
  const watched = keys ?? NOBODY;
  const ask = useCallback((question: Question) => containsQuery(question, watched), [watched]);
  const ticks = useAnswer(ask, draft, countable && watched.length > 0, clock);
  const states = new Map(ticks.data?.customers.map(({ key, isIn }) => [key, isIn]));
  const current = ticks.state === "current";

  return (
    <PanelSection name="test" title={texts.title}>
      {keys === undefined && <Skeleton height={60} />}
      {keys?.length === 0 && <p className={classes.soft}>{texts.lead}</p>}
      {watched.length > 0 && (
        <ul className={classes.people} aria-label={texts.title} aria-busy={ticks.state === "pending"} data-old={!current || undefined}>
          {watched.map((key) => (
            <li key={key}>
              <Tick customerKey={key} isIn={states.get(key)} onOpen={() => setOpen(key)} />
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={texts.unpin(key)} onClick={() => replace.mutate(watched.filter((one) => one !== key))}>
                <IconPinnedOff size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {watched.length > 0 && (
        <div className={`${classes.state} ${classes.kept}`} role="status">
          {ticks.state === "pending" && ticks.data && texts.pending}
          {ticks.state === "blocked" && texts.blocked}
        </div>
      )}
      {ticks.error && <ErrorNotice title={texts.failed} error={ticks.error} onRetry={ticks.retry} />}
      {keys && <PinForm pinned={keys} onPin={(key) => replace.mutate([...keys, key])} />}
      <WhyDrawer customerKey={open} question={questionOf(draft, clock)} catalog={catalog} timeZone={clock.timeZone} onClose={() => setOpen(undefined)} />
    </PanelSection>
  );
}

function PinForm({ pinned, onPin }: { readonly pinned: readonly string[]; readonly onPin: (key: string) => void }) {
  const cache = useQueryClient();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const find = useMutation({
    mutationFn: (key: string) => cache.fetchQuery({ ...customerQuery(key), retry: false }),
    onSuccess: ({ key }) => {
      setTyped("");
      onPin(key);
    },
    onError: (error, key) => setProblem(error instanceof ApiError && error.status === 404 ? texts.unknown(key) : error.message),
  });
  if (pinned.length >= MOST_TEST_PEOPLE) return <p className={classes.small}>{texts.most(MOST_TEST_PEOPLE)}</p>;
  return (
    <form
      className={classes.pin}
      onSubmit={(event) => {
        event.preventDefault();
        const key = typed.trim();
        if (key === "" || find.isPending) return;
        if (pinned.includes(key)) setProblem(texts.twice(key));
        else find.mutate(key);
      }}
    >
      <TextInput
        size="xs"
        aria-label={texts.key}
        placeholder={texts.key}
        value={typed}
        error={problem}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" size="xs" variant="default" loading={find.isPending} disabled={typed.trim() === ""}>
        {texts.pin}
      </Button>
    </form>
  );
}
