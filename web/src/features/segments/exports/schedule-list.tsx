import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { destinationsQuery } from "../../../api/destinations.ts";
import { type ExportSchedule, type ExportSource, schedulesQuery } from "../../../api/exports.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { segmentExports } from "../../../texts/segment-exports.ts";
import { ChangeSchedule } from "./change-schedule.tsx";
import classes from "./exports.module.css";
import { RemoveSchedule } from "./remove-schedule.tsx";
import { ScheduleItem } from "./schedule-item.tsx";

const texts = segmentExports.schedules;

/** The exports that are made again and again, each with when it is due next. */
export function ScheduleList({ source, timeZone }: { readonly source: ExportSource; readonly timeZone: string }) {
  const { data, error, refetch } = useQuery(schedulesQuery({ source }));
  const { data: destinations = [] } = useQuery(destinationsQuery);
  const [changing, setChanging] = useState<ExportSchedule>();
  const [removing, setRemoving] = useState<ExportSchedule>();
  const destinationOf = ({ destination }: ExportSchedule) => destinations.find(({ id }) => id === destination);
  const changed = changing && destinationOf(changing);
  return (
    <section className={classes.card} aria-label={texts.title}>
      <h2 className={classes.heading}>{texts.title}</h2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={40} />}
      {data?.length === 0 && <p className={classes.soft}>{texts.none}</p>}
      {data && data.length > 0 && (
        <ul className={classes.schedules}>
          {data.map((schedule) => (
            <ScheduleItem
              key={schedule.id}
              schedule={schedule}
              destination={destinationOf(schedule)}
              timeZone={timeZone}
              onChange={() => setChanging(schedule)}
              onRemove={() => setRemoving(schedule)}
            />
          ))}
        </ul>
      )}
      {changing && changed && <ChangeSchedule schedule={changing} destination={changed} onClose={() => setChanging(undefined)} />}
      {removing && <RemoveSchedule schedule={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}
