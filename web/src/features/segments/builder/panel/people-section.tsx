import { ActionIcon, Skeleton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleQuery } from "../../../../api/people.ts";
import { sessionQuery } from "../../../../api/session.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { panel } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";
import { PeopleDialog } from "./people-dialog.tsx";

const texts = panel.people;

/** Whose the segment is, and who is invited. */
export function PeopleSection({ id, name }: { readonly id: string; readonly name: string }) {
  const { data, error, refetch } = useQuery(peopleQuery(id));
  const { data: session } = useQuery(sessionQuery);
  const [editing, setEditing] = useState(false);
  const mayEdit = data && session && (session.user.role === "administrator" || session.user.id === data.owner.id);
  return (
    <PanelSection
      name="people"
      title={texts.title}
      action={
        mayEdit && (
          <ActionIcon variant="subtle" color="gray" aria-label={texts.edit} onClick={() => setEditing(true)}>
            <IconPencil size={15} />
          </ActionIcon>
        )
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={20} width="70%" />}
      {data && (
        <ul className={classes.invited}>
          <li>
            <span className={classes.person}>{data.owner.name}</span> <small>{texts.owner}</small>
          </li>
          {data.people.map((person) => (
            <li key={person.id}>
              <span className={classes.person}>{person.name}</span> <small>{texts.access[person.access]}</small>
            </li>
          ))}
          {data.people.length === 0 && <li className={classes.soft}>{texts.nobody}</li>}
        </ul>
      )}
      {data && editing && <PeopleDialog segment={id} name={name} people={data} onClose={() => setEditing(false)} />}
    </PanelSection>
  );
}
