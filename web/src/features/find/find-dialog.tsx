import { Combobox, Loader, Modal, TextInput, useCombobox } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useBeginSegment } from "../../components/begin-segment.ts";
import { find as texts } from "../../texts/find.ts";
import classes from "./find.module.css";
import { type FoundOption, type Target, useFound } from "./use-found.ts";

interface FindDialogProps {
  readonly pages: readonly FoundOption[];
  readonly onClose: () => void;
}

/** Finds any segment, customer, attribute, event, list or page by its name, and goes there. */
export function FindDialog({ pages, onClose }: FindDialogProps) {
  const [asked, setAsked] = useState("");
  const { groups, searching, error } = useFound(asked, pages);
  const options = groups.flatMap((group) => group.options);
  const combobox = useCombobox({ opened: true });
  const go = useGo();
  const { selectFirstOption } = combobox;
  const first = options[0]?.label;
  // The first of what is found is what Enter takes.
  useEffect(() => void selectFirstOption(), [asked, first, selectFirstOption]);

  return (
    <Modal opened onClose={onClose} title={texts.title} withCloseButton={false} size="lg" yOffset="10dvh" padding={0} classNames={{ header: classes.header ?? "" }}>
      <Combobox
        store={combobox}
        onOptionSubmit={(place) => {
          const chosen = options[Number(place)];
          if (chosen === undefined) return;
          onClose();
          go(chosen.target);
        }}
      >
        <Combobox.EventsTarget>
          <TextInput
            className={classes.asked}
            variant="unstyled"
            size="md"
            data-autofocus
            aria-label={texts.placeholder}
            placeholder={texts.placeholder}
            leftSection={<IconSearch size={18} aria-hidden />}
            rightSection={searching ? <Loader size={16} aria-label={texts.searching} /> : undefined}
            value={asked}
            // The list that is always open would keep the key for itself.
            onKeyDown={(event) => event.key === "Escape" && onClose()}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes.results} aria-label={texts.results} tabIndex={0}>
          {groups.map((group) => (
            <Combobox.Group key={group.label} label={group.label}>
              {group.options.map((option) => {
                const place = String(options.indexOf(option));
                return (
                  <Combobox.Option key={place} value={place} className={classes.option}>
                    <span className={classes.label}>{option.label}</span>
                    <span className={classes.detail}>{option.detail}</span>
                  </Combobox.Option>
                );
              })}
            </Combobox.Group>
          ))}
          {options.length === 0 && !searching && (
            <Combobox.Empty>
              <strong>{texts.nothing(asked.trim())}</strong>
              <br />
              {texts.nothingHint}
            </Combobox.Empty>
          )}
        </Combobox.Options>
        {error && <Combobox.Footer role="alert">{texts.failed(error.message)}</Combobox.Footer>}
      </Combobox>
    </Modal>
  );
}

function useGo(): (target: Target) => void {
  const navigate = useNavigate();
  const begin = useBeginSegment();
  return (target) => {
    switch (target.kind) {
      case "page":
        return void navigate({ to: target.to });
      case "create":
        return void navigate({ to: "/segments/$id", params: { id: "new" } });
      case "segment":
        return void navigate({ to: "/segments/$id", params: { id: target.id } });
      case "customer":
        return void navigate({ to: "/customers/$key", params: { key: target.key } });
      case "condition":
        return begin({ name: "", where: { kind: "all", of: [target.where] }, timeZone: null });
    }
  };
}
