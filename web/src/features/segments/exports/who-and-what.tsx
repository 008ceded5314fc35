import { Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Mode } from "../../../api/destinations.ts";
import { type ExportRequest, exportPreviewQuery } from "../../../api/exports.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { openingSteps } from "../../../components/exports/at-step-set.ts";
import { LadderView } from "../../../components/exports/ladder.tsx";
import { Preflight } from "../../../components/exports/preflight.tsx";
import { PreviewTable } from "../../../components/exports/preview-table.tsx";
import { segmentExports as texts } from "../../../texts/segment-exports.ts";
import type { Exported } from "./exported.ts";
import classes from "./exports.module.css";

const PAUSE_MS = 300;
/** Stands in the rows for what is not filled in yet; whatever it is, the numbers are the same. */
const NOT_FILLED = "…";

/** Who can be sent, and what of them, as things are now. */
export function useSendable(asked: ExportRequest) {
  const { source, destination, parameters } = asked;
  const [text] = useDebouncedValue(JSON.stringify(shownOf(parameters)), PAUSE_MS);
  const settled: Readonly<Record<string, string>> = JSON.parse(text);
  return useQuery({ ...exportPreviewQuery({ source, destination, parameters: settled }), placeholderData: keepPreviousData });
}

interface WhoAndWhatProps {
  readonly of: Exported;
  readonly asked: ExportRequest;
  readonly mode: Mode;
  readonly sendable: ReturnType<typeof useSendable>;
}

/** The ladder, whose numbers open their customers, what is doubtful about identifiers, and the first rows. */
export function WhoAndWhat({ of: { name, where, timeZone }, asked, mode, sendable }: WhoAndWhatProps) {
  const { data, error, isPlaceholderData, refetch } = sendable;
  if (error) {
    return (
      <div className={classes.notice}>
        <ErrorNotice title={texts.failed} error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <div role="status" aria-label={texts.counting}>
        <Skeleton height={180} mt="md" />
        <Skeleton height={220} mt="md" />
      </div>
    );
  }
  const now = data.ladder.receipt.now;
  const segment = () => ({ title: name, question: { where, now, ...(timeZone !== null && { ownTimeZone: timeZone }) } });
  return (
    <>
      <section className={classes.part} aria-label={texts.who}>
        <h3 className={classes.title}>{texts.who}</h3>
        <LadderView ladder={data.ladder} segment={segment} step={openingSteps({ ...asked, parameters: shownOf(asked.parameters) })} />
      </section>
      <section className={classes.part} aria-label={texts.rows}>
        <h3 className={classes.title}>{texts.rows}</h3>
        <PreviewTable preview={data} mode={mode} stale={isPlaceholderData} />
        <Preflight fields={data.preflight} />
      </section>
    </>
  );
}

function shownOf(parameters: ExportRequest["parameters"]): ExportRequest["parameters"] {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, value === "" ? NOT_FILLED : value]));
}
