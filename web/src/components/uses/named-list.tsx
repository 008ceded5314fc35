import { Link } from "@tanstack/react-router";
import { uses as texts } from "../../texts/uses.ts";
import classes from "./named-list.module.css";
import type { Named } from "./named-uses.ts";

interface NamedListProps {
  readonly of: readonly Named[];
  /** Saved segments are opened from it. */
  readonly linked?: boolean;
}

const MOST_NAMED = 8;

/** The first of some things by their names, and how many more there are. */
export function NamedList({ of, linked = false }: NamedListProps) {
  const more = of.length - MOST_NAMED;
  return (
    <ul className={classes.list}>
      {of.slice(0, MOST_NAMED).map(({ id, name, segment }) => (
        <li key={id}>
          {linked && segment !== undefined ? (
            <Link to="/segments/$id" params={{ id: segment }} className={classes.link}>
              {name}
            </Link>
          ) : (
            name
          )}
        </li>
      ))}
      {more > 0 && <li>{texts.more(more)}</li>}
    </ul>
  );
}
