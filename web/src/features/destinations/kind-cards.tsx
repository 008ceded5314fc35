import { Link } from "@tanstack/react-router";
import type { DestinationType } from "../../api/destinations.ts";
import { destinations } from "../../texts/destinations.ts";
import { KindIcon } from "./kind-icon.tsx";
import classes from "./list.module.css";

/** The kinds of destinations, each with a sentence; a card begins one. */
export function KindCards({ types }: { readonly types: readonly DestinationType[] }) {
  return (
    <ul className={classes.kinds} aria-label={destinations.kinds}>
      {types.map(({ id, title, summary }) => (
        <li key={id} className={classes.kind}>
          <span className={classes.icon}>
            <KindIcon type={id} />
          </span>
          <Link
            to="/exports/destinations/$id"
            params={{ id: "new" }}
            search={{ type: id }}
            className={classes.start}
            aria-label={destinations.start(title)}
          >
            {title}
          </Link>
          <p>{summary}</p>
        </li>
      ))}
    </ul>
  );
}
