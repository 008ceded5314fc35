import { uses as texts } from "../../texts/uses.ts";
import type { Named } from "./named-uses.ts";

const MOST_NAMED = 8;

/** The first of some things by their names, and how many more there are. */
export function NamedList({ of }: { readonly of: readonly Named[] }) {
  const more = of.length - MOST_NAMED;
  return (
    <ul>
      {of.slice(0, MOST_NAMED).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      {more > 0 && <li>{texts.more(more)}</li>}
    </ul>
  );
}
