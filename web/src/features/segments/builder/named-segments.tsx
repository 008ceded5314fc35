import type { Segment } from "../../../api/segments.ts";
import { builder as texts } from "../../../texts/builder.ts";

const MOST_NAMED = 8;

/** The first of some segments by their names, and how many more there are. */
export function NamedSegments({ segments }: { readonly segments: readonly Pick<Segment, "id" | "name">[] }) {
  const more = segments.length - MOST_NAMED;
  return (
    <ul>
      {segments.slice(0, MOST_NAMED).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      {more > 0 && <li>{texts.delete.more(more)}</li>}
    </ul>
  );
}
