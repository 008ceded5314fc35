import { Skeleton, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { usesQuery } from "../../../../api/segments.ts";
import { builder } from "../../../../texts/builder.ts";
import { panel } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

const texts = panel.uses;
const SHOWN = 5;

/** The segments that refer to it. */
export function UsesSection({ id }: { readonly id: string }) {
  const { data, error } = useQuery({ ...usesQuery([id]), staleTime: 30_000 });
  const [all, setAll] = useState(false);
  const segments = data?.segments ?? [];
  return (
    <PanelSection name="uses" title={texts.title}>
      {error && <p className={classes.soft}>{builder.delete.usesUnknown}</p>}
      {!data && !error && <Skeleton height={14} width="60%" />}
      {data && segments.length === 0 && <p className={classes.soft}>{texts.none}</p>}
      {segments.length > 0 && (
        <ul className={classes.uses}>
          {segments.slice(0, all ? undefined : SHOWN).map((one) => (
            <li key={one.id}>
              <Link to="/segments/$id" params={{ id: one.id }} className={classes.link}>
                {one.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {!all && segments.length > SHOWN && (
        <UnstyledButton className={classes.link} onClick={() => setAll(true)}>
          {texts.more(segments.length - SHOWN)}
        </UnstyledButton>
      )}
    </PanelSection>
  );
}
