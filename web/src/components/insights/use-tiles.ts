import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { chooseOwnTiles, chooseSharedTiles, type ShownTile, tileBoardQuery } from "../../api/insights.ts";
import { insights } from "../../texts/insights.ts";
import { moved } from "../moved.ts";
import { sayFailed } from "../say.ts";
import { useIsAdministrator } from "../use-is-administrator.ts";

export type TileOwner = "shared" | "own";

/** A tile with where it is kept. */
export interface KeptTile {
  readonly shown: ShownTile;
  readonly owner: TileOwner;
  readonly place: number;
}

/** The tiles of the page, and what the signed-in person may do with them. */
export function useTiles() {
  const cache = useQueryClient();
  const board = useQuery(tileBoardQuery);
  const isAdministrator = useIsAdministrator();
  const save = useMutation({
    mutationFn: ({ owner, tiles }: { owner: TileOwner; tiles: readonly ShownTile[] | null }) =>
      owner === "shared" ? chooseSharedTiles(tiles) : chooseOwnTiles(tiles ?? []),
    onSuccess: (next) => cache.setQueryData(tileBoardQuery.queryKey, next),
    onError: (error) => sayFailed(insights.edit.failed, error),
  });
  const tilesOf = (owner: TileOwner): readonly ShownTile[] => board.data?.[owner] ?? [];
  const kept = (["shared", "own"] as const).flatMap((owner) => tilesOf(owner).map((shown, place): KeptTile => ({ shown, owner, place })));
  return {
    board,
    kept,
    isAdministrator,
    saving: save.isPending,
    mayChange: (owner: TileOwner): boolean => owner === "own" || isAdministrator,
    suggestAgain: () => save.mutate({ owner: "shared", tiles: null }),
    put: ({ shown, owner, place }: KeptTile) => save.mutate({ owner, tiles: tilesOf(owner).toSpliced(place, 1, shown) }),
    add: (shown: ShownTile, owner: TileOwner) => save.mutate({ owner, tiles: [...tilesOf(owner), shown] }),
    remove: ({ owner, place }: KeptTile) => save.mutate({ owner, tiles: tilesOf(owner).toSpliced(place, 1) }),
    move: ({ owner, place }: KeptTile, to: number) => {
      const tiles = tilesOf(owner);
      if (to < 0 || to >= tiles.length || to === place) return;
      save.mutate({ owner, tiles: moved(tiles, place, to) });
    },
  };
}
