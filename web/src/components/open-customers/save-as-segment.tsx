import { Button, Popover, Stack, TextInput } from "@mantine/core";
import { IconUsersPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { createSegment, segmentQuery } from "../../api/segments.ts";
import { opened as texts } from "../../texts/opened.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { keepEscape } from "../escape.ts";
import classes from "./open-customers.module.css";
import type { DefinedSet } from "./opened-set.ts";

/** Makes an ordinary segment of the customers on the screen. */
export function SaveAsSegment({ set: { title, question } }: { readonly set: DefinedSet }) {
  const [name, setName] = useState(title.slice(0, LONGEST_NAME));
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: () => createSegment({ name: name.trim(), where: question.where, timeZone: question.ownTimeZone ?? null }),
    onSuccess: (segment) => {
      cache.setQueryData(segmentQuery(segment.id).queryKey, segment);
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
  });
  return (
    <Popover position="bottom-end" shadow="md" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconUsersPlus size={16} />}>
          {texts.save}
        </Button>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.save}>
        {save.data ? (
          <p className={classes.saved} role="status">
            {texts.saved}{" "}
            <Link to="/segments/$id" params={{ id: save.data.id }} className={classes.link}>
              {texts.openSegment(save.data.name)}
            </Link>
          </p>
        ) : (
          <Stack
            component="form"
            gap="sm"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== "" && !save.isPending) save.mutate();
            }}
          >
            <TextInput label={texts.name} value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
            {save.error && <ErrorNotice title={texts.saveFailed} error={save.error} />}
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
              {texts.confirm}
            </Button>
          </Stack>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const LONGEST_NAME = 200;
