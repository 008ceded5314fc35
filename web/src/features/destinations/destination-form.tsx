import { Button, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Path, Problem } from "../../../../src/errors.ts";
import { addDestination, changeDestination, type Destination, type DestinationKinds, type DestinationType } from "../../api/destinations.ts";
import { CopyId } from "../../components/copy-id.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { LeaveDialog } from "../../components/leave-dialog.tsx";
import { sayDone } from "../../components/say.ts";
import { destinations } from "../../texts/destinations.ts";
import { ConnectionSection } from "./connection-section.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { type Draft, draftOf, filledOf, newDraft } from "./draft.ts";
import { FieldsSection } from "./fields-section.tsx";
import classes from "./form.module.css";
import { FormPreview } from "./form-preview.tsx";
import { HowSection } from "./how-section.tsx";
import { missingIn, problemsAt, problemsOf } from "./problems.ts";
import { suggestFields } from "./suggest-fields.ts";
import { UsersSection } from "./users-section.tsx";
import { WhoSection } from "./who-section.tsx";

interface DestinationFormProps {
  readonly type: DestinationType;
  readonly kinds: DestinationKinds;
  /** Undefined: a new one. */
  readonly destination: Destination | undefined;
  readonly catalog: Catalog;
  readonly timeZone: string;
}

const texts = destinations.form;

/** A destination as an administrator sets it up, beside what would be sent with it. */
export function DestinationForm({ type, kinds, destination, catalog, timeZone }: DestinationFormProps) {
  const [draft, setDraft] = useState<Draft>(() => {
    return destination ? draftOf(destination, type) : newDraft(type, suggestFields(type, catalog.attributes));
  });
  const [first] = useState(draft);
  const mayLeave = useRef(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const [doubted, setDoubted] = useState<readonly Problem[]>([]);
  const [removing, setRemoving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  /** So many times something was found wrong when it was to be saved. */
  const [faults, setFaults] = useState(0);
  useEffect(() => {
    if (faults > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [faults]);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => (destination ? changeDestination(destination.id, filledOf(draft)) : addDestination(type.id, filledOf(draft))),
    onSuccess: async (saved) => {
      sayDone(texts.saved(saved.name));
      mayLeave.current = true;
      await cache.invalidateQueries({ queryKey: ["destinations"] });
      void cache.invalidateQueries({ queryKey: ["exports"] });
      await navigate({ to: "/exports/destinations" });
    },
    onError: (error) => {
      setRefused(problemsOf(error));
      setFaults((before) => before + 1);
    },
  });
  const secrets = destination?.secrets ?? [];
  const missing = missingIn(draft, type, secrets);
  const problemAt = problemsAt([...(tried ? missing : []), ...refused, ...doubted]);
  /** What was wrong with a part that is changed is not known any more. */
  const change = (to: Partial<Draft>, ...path: Path) => {
    setDraft((before) => ({ ...before, ...to }));
    const touched = path.length > 0 ? path : Object.keys(to).slice(0, 1);
    setRefused((before) => before.filter((problem) => !touched.every((part, at) => problem.path?.[at] === part)));
  };
  const tellDoubts = useCallback((problems: readonly Problem[]) => setDoubted(problems), []);
  const material = { attributes: catalog.attributes, identifiers: kinds.identifiers, datePatterns: kinds.datePatterns, timeZone };

  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length > 0) setFaults((before) => before + 1);
        else if (!save.isPending) save.mutate();
      }}
    >
      <div className={classes.sections}>
        <section className={classes.card}>
          <TextInput
            label={texts.name}
            placeholder={texts.namePlaceholder}
            value={draft.name}
            maxLength={200}
            autoComplete="off"
            error={problemAt("name")}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {destination && (
            <p className={classes.id}>
              {texts.id} <CopyId id={destination.id} label={texts.copyId} />
            </p>
          )}
        </section>
        <ConnectionSection
          {...{ type, secrets, problemAt }}
          id={destination?.id}
          settings={draft.settings}
          fields={draft.fields}
          onChange={(name, value) => change({ settings: { ...draft.settings, [name]: value } }, "settings", name)}
        />
        <FieldsSection
          {...{ type, material, problemAt }}
          isNew={!destination}
          fields={draft.fields}
          onChange={(fields) => change({ fields })}
        />
        <WhoSection {...{ draft, catalog, problemAt }} onChange={change} />
        <HowSection {...{ type, draft, problemAt }} onChange={change} />
        <UsersSection users={draft.users} error={problemAt("users")} onChange={(users) => change({ users })} />
        {save.error && (refused.length > 0 || problemsOf(save.error).length === 0) && <ErrorNotice title={texts.saveFailed} error={save.error} />}
        {tried && missing.length > 0 && (
          <Text c="red" role="alert">
            {texts.unfinished}: {[...new Set(missing.map(({ message }) => message))].join(" ")}
          </Text>
        )}
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending}>
            {texts.save}
          </Button>
          <Button variant="default" onClick={() => void navigate({ to: "/exports/destinations" })}>
            {texts.cancel}
          </Button>
          {destination && (
            <Button variant="subtle" color="red" data-last onClick={() => setRemoving(true)}>
              {texts.remove}
            </Button>
          )}
        </div>
      </div>
      <FormPreview draft={draft} onProblems={tellDoubts} />
      {destination && removing && (
        <DeleteDialog destination={destination} onGone={() => (mayLeave.current = true)} onClose={() => setRemoving(false)} />
      )}
      <LeaveDialog lead={texts.leave} dirty={draft !== first} mayLeave={mayLeave} />
    </form>
  );
}
