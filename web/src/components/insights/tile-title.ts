import type { ShownTile } from "../../api/insights.ts";
import { insights } from "../../texts/insights.ts";

const texts = insights.tile;

/** What a tile is called: by its own title, or by what it looks at. */
export function titleOf({ tile, title }: Pick<ShownTile, "tile" | "title">): string {
  if (title !== null) return title;
  switch (tile.kind) {
    case "attribute":
      return tile.attribute;
    case "event":
      return texts.event(tile.event, texts.periods[tile.by]);
    case "property":
      return texts.property(tile.event, tile.property);
    case "condition":
      return texts.condition;
  }
}
