import { Skeleton, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { usesQuery } from "../../../../api/segments.ts";
import { builder } from "../../../../texts/builder.ts";
import { panel } from "../../../../texts/panel.ts";
import { uses } from "../../../../texts/uses.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

const texts = panel.uses;
const SHOWN = 5;

/** What refers to it: segments, smart cards, tiles of the insights, what exports ask for; and whether it is featured. */
export function UsesSection({ id }: { readonly id: string }) {
  const { data, error } = useQuery({ ...usesQuery([id]), staleTime: 30_000 });
  const [all, setAll] = useState(false);
  const { segments = [], smartCards = [], tiles = [], destinations = [], suppression = false, featured = [] } = data ?? {};
  const isUsed = suppression || segments.length + smartCards.length + tiles.length + destinations.length + featured.length > 0;
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
                {uses.smartCard(name)}
              </Link>
            </li>
          ))}
          {tiles.map(({ title, owner }, at) => (
            <li key={at}>
              <Link to="/insights" className={classes.link}>
                {uses.tile(title, owner)}
              </Link>
            </li>
          ))}
          {destinations.map(({ id: destination, name }) => (
            <li key={destination}>
              <Link to="/exports/destinations/$id" params={{ id: destination }} className={classes.link}>
                {uses.permission(name)}
              </Link>
            </li>
          ))}
          {suppression && (
            <li>
              <Link to="/exports/settings" className={classes.link}>
                {uses.suppression}
              </Link>
            </li>
          )}
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
