import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { check } from "../../../../src/segment/check.ts";
import { propertyOf } from "../../../../src/segment/fields.ts";
import type { Question } from "../../api/audience.ts";
import { ApiError } from "../../api/client.ts";
import { type Against, insightsQuery, type ShownTile, type Tile } from "../../api/insights.ts";
import { insights as texts } from "../../texts/insights.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { useOpenCustomers } from "../open-customers/use-open-customers.ts";
import { Teaching } from "../teaching.tsx";
import classes from "./insights.module.css";
import type { ShownBar } from "./shown-bar.ts";
import { TileCard, type TileDrag } from "./tile-card.tsx";
import { TileMenu } from "./tile-menu.tsx";
import { titleOf } from "./tile-title.ts";
import { within } from "./within.ts";

export interface TileBoardProps {
  readonly question: Question;
  /** What the customers are called; undefined: everyone, who are compared with nobody. */
  readonly name: string | undefined;
  readonly against?: Against | undefined;
  readonly baseName?: string | undefined;
  readonly tiles: readonly ShownTile[];
  readonly catalog: Catalog;
  readonly onAdd?: ((where: Condition) => void) | undefined;
  /** Entries in the menu of a tile, by its place. */
  readonly menuOf?: (place: number) => ReactNode;
  /** What makes a tile be dragged to another place. */
  readonly dragOf?: (place: number) => TileDrag;
}

/** Tiles side by side, all counted at once. */
export function TileBoard({ question, name, against, baseName, tiles, catalog, onAdd, menuOf, dragOf }: TileBoardProps) {
  const open = useOpenCustomers();
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const sound = useMemo(() => tiles.map(({ tile }) => isSound(tile, catalog) && !refused.has(JSON.stringify(tile))), [tiles, catalog, refused]);
  const asked = tiles.filter((_, place) => sound[place]).map(({ tile }) => tile);
  const found = useQuery({ ...insightsQuery(question, against, asked), enabled: asked.length > 0, placeholderData: keepPreviousData });
  const current = found.isPlaceholderData ? undefined : found.data;
  // What the server alone knows to be wrong, such as a segment that was deleted for good: the other tiles are shown without it.
  const wrong = refusedTiles(found.error, asked).filter((one) => !refused.has(one));
  if (wrong.length > 0) setRefused(new Set([...refused, ...wrong]));
  if (found.error && !current && wrong.length === 0) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (current?.segment.count === 0 && name !== undefined) return <Teaching title={texts.nobody} lead={texts.nobodyHint} />;
  const data = [...(current?.tiles ?? [])];
  return (
    <section aria-label={texts.tiles}>
      <h2 className={classes.hidden}>{texts.tiles}</h2>
      <ul className={classes.grid} aria-busy={asked.length > 0 && !current}>
        {tiles.map((shown, place) => {
          const key = `${JSON.stringify(shown.tile)} ${place}`;
          if (!sound[place]) return <GoneTile key={key} shown={shown} menu={menuOf?.(place)} />;
          const own = data.shift();
          if (!own || !current) return <PendingTile key={key} shown={shown} />;
          return (
            <TileCard
              key={key}
              shown={shown}
              data={own}
              of={current}
              baseName={baseName}
              onOpen={(bar, title) => open({ title: openedTitle(name, title, bar), question: { ...question, where: within(question.where, bar.where) } })}
              onAdd={onAdd && ((bar) => onAdd(bar.where))}
              menu={menuOf?.(place)}
              drag={dragOf?.(place)}
            />
          );
        })}
      </ul>
    </section>
  );
}

/** The tiles by whose place an error names what is wrong. */
function refusedTiles(error: Error | null, asked: readonly Tile[]): readonly string[] {
  if (!(error instanceof ApiError)) return [];
  return error.problems.flatMap(({ path: [list, place] = [] }) => {
    const tile = list === "tiles" && typeof place === "number" ? asked[place] : undefined;
    return tile === undefined ? [] : [JSON.stringify(tile)];
  });
}

function openedTitle(name: string | undefined, title: string, { label }: ShownBar): string {
  return name === undefined ? texts.tile.opened(title, label) : texts.tile.openedOf(name, title, label);
}

/** Whether all that a tile names is there. */
function isSound(tile: Tile, catalog: Catalog): boolean {
  switch (tile.kind) {
    case "attribute":
      return catalog.attributes.some(({ name }) => name === tile.attribute);
    case "event":
      return catalog.events.some(({ name }) => name === tile.event);
    case "property": {
      const event = catalog.events.find(({ name }) => name === tile.event);
      const type = event && propertyOf(event, tile.property)?.type;
      return type !== undefined && type.kind !== "records";
    }
    case "condition":
      return check(tile.where, { catalog, now: 0, timeZone: "UTC" }).problems.length === 0;
  }
}

function PendingTile({ shown }: { readonly shown: ShownTile }) {
  return (
    <li className={classes.tile} aria-label={texts.loading}>
      <header className={classes.head}>
        <h3 className={classes.title}>{titleOf(shown)}</h3>
      </header>
      <Skeleton height={168} />
    </li>
  );
}

function GoneTile({ shown, menu }: { readonly shown: ShownTile; readonly menu: ReactNode }) {
  return (
    <li className={classes.tile}>
      <header className={classes.head}>
        <h3 className={classes.title}>{titleOf(shown)}</h3>
        <TileMenu title={titleOf(shown)} bars={[]} compared={false}>
          {menu}
        </TileMenu>
      </header>
      <p className={classes.note}>{texts.tile.gone}</p>
    </li>
  );
}
