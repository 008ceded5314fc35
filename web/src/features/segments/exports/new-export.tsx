import { Button, VisuallyHidden } from "@mantine/core";
import { IconCalendarClock, IconSend } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { type Destination, destinationsQuery, destinationTypesQuery } from "../../../api/destinations.ts";
import { type ExportRequest, startExport } from "../../../api/exports.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { parametersOf } from "../../../components/exports/parameters.ts";
import { Teaching } from "../../../components/teaching.tsx";
import { useIsAdministrator } from "../../../components/use-is-administrator.ts";
import { useOneAtATime } from "../../../components/use-one-at-a-time.ts";
import { formatCount } from "../../../format/number.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import { AddSchedule } from "./add-schedule.tsx";
import { DestinationChoice, openTo } from "./destination-choice.tsx";
import type { Exported } from "./exported.ts";
import classes from "./exports.module.css";
import { NobodyDialog } from "./nobody-dialog.tsx";
import { filledOf, ParameterFields, type Parameters } from "./parameter-fields.tsx";
import { RunInPlace } from "./run-in-place.tsx";
import { useSendable, WhoAndWhat } from "./who-and-what.tsx";

interface NewExportProps {
  readonly of: Exported;
  /** The workspace's. */
  readonly timeZone: string;
  /** The id of a destination; undefined: the first that may be used. */
  readonly destination: string | undefined;
  readonly onDestination: (id: string) => void;
}

const texts = segmentExports;

/** Where to, who of them, what of them; and off it goes, or on a schedule. */
export function NewExport({ of, timeZone, destination: id, onDestination }: NewExportProps) {
  const found = useQuery(destinationsQuery);
  const kinds = useQuery(destinationTypesQuery);
  const isAdministrator = useIsAdministrator();
  const failed = [found, kinds].find(({ error, data }) => error && !data);
  const [data, types] = [found.data, kinds.data];
  if (failed?.error) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!data || !types) return <div className={classes.place} aria-busy />;
  if (data.length === 0) {
    return (
      <Teaching title={texts.none.title} lead={isAdministrator ? texts.none.lead : `${texts.none.lead} ${texts.none.ask}`}>
        {isAdministrator && (
          <Button renderRoot={(props) => <Link to="/exports/destinations" {...props} />}>{texts.none.add}</Button>
        )}
      </Teaching>
    );
  }
  const open = openTo(data, types);
  const chosen = open.find((one) => one.id === id) ?? open[0];
  return (
    <section className={classes.card} aria-label={texts.title}>
      <VisuallyHidden>
        <h2>{texts.title}</h2>
      </VisuallyHidden>
      <DestinationChoice destinations={data} types={types} chosen={chosen?.id} onChoose={onDestination} />
      {chosen && <ToDestination key={chosen.id} of={of} timeZone={timeZone} destination={chosen} />}
    </section>
  );
}

function ToDestination({ of, timeZone, destination }: Pick<NewExportProps, "of" | "timeZone"> & { readonly destination: Destination }) {
  const cache = useQueryClient();
  const [typed, setTyped] = useState<Parameters>({});
  const [tried, setTried] = useState(false);
  const [scheduling, setScheduling] = useState(false);
  const [asksFirst, setAsksFirst] = useState(false);
  const fields = useRef<HTMLFieldSetElement>(null);
  const { id, name, shape } = destination;
  const parameters = filledOf(shape, typed);
  const asked: ExportRequest = { source: of.source, destination: id, parameters };
  const sendable = useSendable(asked);
  const start = useMutation({
    mutationFn: () => startExport(asked),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["exports", "runs"] });
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
  });
  const startOnce = useOneAtATime(() => start.mutateAsync());
  const exportable = sendable.data?.ladder.exportable;
  const ready = () => {
    setTried(true);
    const missing = Object.keys(parameters).findIndex((parameter) => parameters[parameter] === "");
    if (missing >= 0) fields.current?.querySelectorAll("input")[missing]?.focus();
    return missing < 0;
  };

  return (
    <>
      <ParameterFields
        ref={fields}
        names={parametersOf(shape)}
        filled={typed}
        onChange={setTyped}
        tried={tried}
        hint={texts.parameters.hint}
      />
      <WhoAndWhat of={of} asked={asked} mode={shape.mode} sendable={sendable} />
      <div className={classes.go}>
        <p className={classes.says}>{exportable !== undefined && saysOf(exportable, shape.mode, name)}</p>
        <div className={classes.buttons}>
          <Button
            leftSection={<IconSend size={16} />}
            loading={start.isPending}
            disabled={sendable.data === undefined}
            onClick={() => {
              if (!ready()) return;
              if (exportable === 0) setAsksFirst(true);
              else startOnce();
            }}
          >
            {texts.now.action}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCalendarClock size={16} />}
            aria-expanded={scheduling}
            onClick={() => setScheduling(!scheduling)}
          >
            {texts.schedules.add}
          </Button>
        </div>
      </div>
      {start.error && (
        <div className={classes.notice}>
          <ErrorNotice title={texts.now.failed} error={start.error} />
        </div>
      )}
      {asksFirst && <NobodyDialog destination={destination} onExport={startOnce} onClose={() => setAsksFirst(false)} />}
      {start.data && <RunInPlace key={start.data.id} started={start.data} />}
      {scheduling && (
        <AddSchedule
          source={of.source}
          destination={destination}
          parameters={parameters}
          timeZone={timeZone}
          ready={ready}
          onClose={() => setScheduling(false)}
        />
      )}
    </>
  );
}

function saysOf(exportable: number, mode: "whole" | "changes", destination: string): string {
  return exportable === 0 ? texts.now.nobody(destination) : texts.now[mode](formatCount(exportable), destination);
}
