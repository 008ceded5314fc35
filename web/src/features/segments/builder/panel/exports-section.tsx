import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { destinationsQuery } from "../../../../api/destinations.ts";
import { exportableQuery, type ExportSource, schedulesQuery } from "../../../../api/exports.ts";
import { scheduleWords } from "../../../../components/exports/timing-words.ts";
import { formatCount } from "../../../../format/number.ts";
import { segmentExports } from "../../../../texts/segment-exports.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

interface ExportsSectionProps {
  readonly id: string;
  /** What is on the screen is not what is saved. */
  readonly dirty: boolean;
  /** The workspace's. */
  readonly timeZone: string;
}

const texts = segmentExports.panel;

/** How many can be sent to each destination, and what is scheduled; it is asked while the part is open. */
export function ExportsSection({ id, dirty, timeZone }: ExportsSectionProps) {
  const source: ExportSource = { kind: "segment", segment: id };
  return (
    <PanelSection name="exports" title={texts.title}>
      {dirty && <p className={classes.small}>{texts.saved}</p>}
      <Exportables id={id} source={source} />
      <Schedules id={id} source={source} timeZone={timeZone} />
    </PanelSection>
  );
}

function Exportables({ id, source }: { readonly id: string; readonly source: ExportSource }) {
  const { data, error } = useQuery({ ...exportableQuery(source), staleTime: 60_000 });
  if (error) return <p className={classes.soft}>{texts.failed}</p>;
  if (!data) return <Skeleton height={14} width="60%" />;
  if (data.length === 0) return <p className={classes.soft}>{texts.none}</p>;
  return (
    <ul className={classes.exportable} aria-label={texts.lead}>
      {data.map(({ destination, exportable, problem }) => {
        const count = exportable === null ? texts.unknown : formatCount(exportable);
        return (
          <li key={destination.id}>
            <Link
              to="/segments/$id"
              params={{ id }}
              search={{ tab: "exports", destination: destination.id }}
              className={classes.exportTo}
              aria-label={texts.open(destination.name, count)}
              title={problem?.message}
            >
              <span className={classes.person}>{destination.name}</span>
              <b data-unknown={exportable === null || undefined}>{count}</b>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Schedules({ id, source, timeZone }: { readonly id: string; readonly source: ExportSource; readonly timeZone: string }) {
  const { data = [] } = useQuery({ ...schedulesQuery({ source }), staleTime: 60_000 });
  const { data: destinations = [] } = useQuery(destinationsQuery);
  if (data.length === 0) return null;
  const nameOf = (destination: string) => destinations.find((one) => one.id === destination)?.name ?? segmentExports.schedules.gone;
  return (
    <>
      <h3 className={classes.label}>{texts.schedules}</h3>
      <ul className={classes.uses}>
        {data.map((schedule) => (
          <li key={schedule.id}>
            <Link to="/segments/$id" params={{ id }} search={{ tab: "exports", destination: schedule.destination }} className={classes.link}>
              {segmentExports.schedules.to(scheduleWords(schedule, timeZone), nameOf(schedule.destination))}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
