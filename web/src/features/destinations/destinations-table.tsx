import { Link } from "@tanstack/react-router";
import type { Destination, DestinationType, ListedDestination } from "../../api/destinations.ts";
import type { ExportSchedule } from "../../api/exports.ts";
import { common } from "../../texts/common.ts";
import { destinations } from "../../texts/destinations.ts";
import { KindIcon } from "./kind-icon.tsx";
import { LastRun } from "./last-run.tsx";
import classes from "./list.module.css";
import { placeOf } from "./place-of.ts";

interface DestinationsTableProps {
  readonly destinations: readonly ListedDestination[];
  readonly types: readonly DestinationType[];
  /** Undefined: not known yet. */
  readonly schedules: readonly ExportSchedule[] | undefined;
  /** Whether each leads to where it is changed. */
  readonly editable: boolean;
  readonly timeZone: string;
}

const texts = destinations.list;

export function DestinationsTable({ destinations: all, types, schedules, editable, timeZone }: DestinationsTableProps) {
  return (
    <div className={classes.card}>
      <table className={classes.table} aria-label={destinations.title}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col" className={classes.sends}>
              {texts.columns.sends}
            </th>
            <th scope="col" className={classes.uses}>
              {texts.columns.uses}
            </th>
            <th scope="col" className={classes.last}>
              {texts.columns.last}
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((destination) => {
            const { id, name, settings, shape, usable, last } = destination;
            const type = types.find((one) => one.id === destination.type);
            const place = type ? placeOf(type, settings) : "";
            const uses = schedules?.filter((schedule) => schedule.destination === id).length;
            const sends = [texts.fields(shape.fields.length), common.modes[shape.mode]].join(", ");
            return (
              <tr key={id} className={classes.row}>
                <td>
                  <div className={classes.head}>
                    <span className={classes.icon}>
                      <KindIcon type={destination.type} />
                    </span>
                    <div className={classes.words}>
                      {editable ? (
                        <Link to="/exports/destinations/$id" params={{ id }} className={classes.name}>
                          {name}
                        </Link>
                      ) : (
                        <b>{name}</b>
                      )}
                      <div className={classes.small}>
                        {type?.title ?? texts.gone(destination.type)}
                        {place !== "" && ` · ${place}`}
                      </div>
                      {!usable && <div className={classes.small}>{texts.notYours}</div>}
                      <div className={classes.narrow}>{sends}</div>
                    </div>
                  </div>
                </td>
                <td className={classes.sends}>
                  <div>{sends}</div>
                  <div className={classes.small}>{mandatoryOf(destination)}</div>
                </td>
                <td className={classes.uses}>
                  <div>{uses === undefined ? "" : texts.schedules(uses)}</div>
                  <div className={classes.small}>{usersOf(destination)}</div>
                </td>
                <td className={classes.last}>
                  <LastRun last={last} timeZone={timeZone} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function mandatoryOf({ shape: { mandatory } }: Destination): string {
  return mandatory.attributes.length === 0 ? "" : texts.mandatory[mandatory.match](mandatory.attributes.join(", "));
}

function usersOf({ users }: Destination): string {
  if (users === null) return texts.everyone;
  return users.length === 0 ? texts.onlyAdministrators : texts.people(users.length);
}
