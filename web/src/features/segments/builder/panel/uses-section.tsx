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

/** What refers to it: segments, smart cards and tiles of the insights, and whether it is featured. */
export function UsesSection({ id }: { readonly id: string }) {
  const { data, error } = useQuery({ ...usesQuery([id]), staleTime: 30_000 });
  const [all, setAll] = useState(false);
  const { segments = [], smartCards = [], tiles = [], featured = [] } = data ?? {};
  const isUsed = segments.length + smartCards.length + tiles.length + featured.length > 0;
  return (
    <PanelSection name="uses" title={texts.title}>
      {error && <p className={classes.soft}>{builder.delete.usesUnknown}</p>}
      {!data && !error && <Skeleton height={14} width="60%" />}
      {data && !isUsed && <p className={classes.soft}>{texts.none}</p>}
      {isUsed && (
        <ul className={classes.uses}>
          {segments.slice(0, all ? undefined : SHOWN).map((one) => (
            <li key={one.id}>
              <Link to="/segments/$id" params={{ id: one.id }} className={classes.link}>
                {one.name}
              </Link>
            </li>
          ))}
          {featured.length > 0 && (
            <li>
              <Link to="/segments/featured" className={classes.link}>
                {texts.featured}
              </Link>
            </li>
          )}
          {smartCards.map(({ id: card, name }) => (
            <li key={card}>
              <Link to="/segments/smart" className={classes.link}>
                {builder.delete.smartCard(name)}
              </Link>
            </li>
          ))}
          {tiles.map(({ title, owner }, at) => (
            <li key={at}>
              <Link to="/insights" className={classes.link}>
                {builder.delete.tile(title, owner)}
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
