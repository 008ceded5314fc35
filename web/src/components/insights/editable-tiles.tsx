import { Button, Menu, Skeleton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { MOST_TILES, type ShownTile } from "../../api/insights.ts";
import { insights } from "../../texts/insights.ts";
import { ErrorNotice } from "../error-notice.tsx";
import classes from "./insights.module.css";
import { TileBoard, type TileBoardProps } from "./tile-board.tsx";
import { TileEditor } from "./tile-editor.tsx";
import { type KeptTile, type TileOwner, useTiles } from "./use-tiles.ts";

const texts = insights.edit;

type Editing = { readonly kind: "add"; readonly owner: TileOwner } | { readonly kind: "change"; readonly tile: KeptTile };

/** The tiles that all see and one's own, which are added, changed and put in order here. */
export function EditableTiles({ hint, ...shared }: Omit<TileBoardProps, "tiles" | "menuOf" | "dragOf"> & { readonly hint: string }) {
  const { board, kept, isAdministrator, saving, mayChange, suggestAgain, put, add, remove, move } = useTiles();
  const [editing, setEditing] = useState<Editing>();
  const [dragged, setDragged] = useState<KeptTile>();
  if (board.isPending) return <Skeleton height={420} />;
  if (board.error) return <ErrorNotice error={board.error} onRetry={() => void board.refetch()} />;
  const isFull = (owner: TileOwner): boolean => board.data[owner].length >= MOST_TILES;
  const save = (shown: ShownTile) => {
    if (editing?.kind === "add") add(shown, editing.owner);
    else if (editing) put({ ...editing.tile, shown });
    setEditing(undefined);
  };
  const menuOf = (place: number) => {
    const tile = kept[place];
    if (!tile || !mayChange(tile.owner)) return null;
    return (
      <>
        <Menu.Divider />
        <Menu.Label>{tile.owner === "own" ? texts.own : texts.shared}</Menu.Label>
        <Menu.Item onClick={() => setEditing({ kind: "change", tile })}>{texts.change}</Menu.Item>
        <Menu.Item disabled={saving || tile.place === 0} onClick={() => move(tile, tile.place - 1)}>
          {texts.earlier}
        </Menu.Item>
        <Menu.Item disabled={saving || tile.place === board.data[tile.owner].length - 1} onClick={() => move(tile, tile.place + 1)}>
          {texts.later}
        </Menu.Item>
        <Menu.Item color="red" disabled={saving} onClick={() => remove(tile)}>
          {texts.remove}
        </Menu.Item>
      </>
    );
  };
  const dragOf = (place: number) => {
    const tile = kept[place];
    if (!tile || !mayChange(tile.owner) || saving) return {};
    return {
      draggable: true,
      onDragStart: () => setDragged(tile),
      onDragEnd: () => setDragged(undefined),
      onDragOver: (event: DragEvent) => {
        if (dragged?.owner === tile.owner) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged?.owner === tile.owner) move(dragged, tile.place);
        setDragged(undefined);
      },
    };
  };
  return (
    <>
      <div className={classes.tools}>
        <p className={classes.hint}>{hint}</p>
        {isAdministrator && !board.data.suggested && (
          <Button variant="subtle" size="compact-sm" loading={saving} onClick={suggestAgain}>
            {texts.suggestAgain}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="compact-md" leftSection={<IconPlus size={14} />}>
              {texts.add}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={isFull("own")} onClick={() => setEditing({ kind: "add", owner: "own" })}>
              {texts.addOwn}
            </Menu.Item>
            {isAdministrator && (
              <Menu.Item disabled={isFull("shared")} onClick={() => setEditing({ kind: "add", owner: "shared" })}>
                {texts.addShared}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <TileBoard {...shared} tiles={kept.map(({ shown }) => shown)} menuOf={menuOf} dragOf={dragOf} />
      {editing && (
        <TileEditor
          title={editing.kind === "change" ? texts.changeTitle : editing.owner === "own" ? texts.addOwn : texts.addShared}
          start={editing.kind === "change" ? editing.tile.shown : undefined}
          catalog={shared.catalog}
          onSave={save}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
