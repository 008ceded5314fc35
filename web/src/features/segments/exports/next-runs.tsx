import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { nextDueQuery, type Timing } from "../../../api/exports.ts";
import { formatDue } from "../../../format/time.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";

const texts = segmentExports.timing;
const PAUSE_MS = 200;
/** A whole one for the debounce to compare, whatever is filled in. */
const NEVER: Timing = { recurrence: { kind: "hours", every: 1 }, timeZone: "UTC", until: null, holdPercent: null };

/** When a timing is due next, as far as it is one. `refused` is why the server can't read it. */
export function useNextDue(timing: Timing | undefined) {
  const [text] = useDebouncedValue(timing && JSON.stringify(timing), PAUSE_MS);
  const asked = timing !== undefined && text === JSON.stringify(timing);
  const found = useQuery({ ...nextDueQuery(timing ?? NEVER), enabled: asked, placeholderData: keepPreviousData, retry: false });
  const isOld = !asked || found.isPlaceholderData || found.isFetching;
  return { next: found.data, isOld, refused: asked && found.error ? found.error.message : undefined };
}

interface NextRunsProps {
  readonly timing: Timing | undefined;
  readonly due: ReturnType<typeof useNextDue>;
  readonly timeZone: string;
  /** Why the server can't read it is said here, and at no field. */
  readonly saysRefused: boolean;
}

/** The next instants at which it is due, in its zone. They keep their place while other ones come. */
export function NextRuns({ timing, due: { next, isOld, refused }, timeZone, saysRefused }: NextRunsProps) {
  return (
    <section className={classes.next} aria-label={texts.next} data-old={isOld || undefined}>
      <p className={classes.label}>
        {texts.next} <span className={classes.small}>{texts.nextIn(timeZone)}</span>
      </p>
      {timing === undefined || refused !== undefined ? (
        <p className={classes.soft}>{(saysRefused && refused) || texts.nextIncomplete}</p>
      ) : next?.length === 0 ? (
        <p className={classes.soft}>{texts.nextNone}</p>
      ) : (
        <ol>
          {next?.map((at) => (
            <li key={at}>{formatDue(at, timeZone)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
