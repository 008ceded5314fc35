import { Skeleton, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Problem } from "../../../../src/errors.ts";
import { shapePreviewQuery } from "../../api/destinations.ts";
import type { ExportSource } from "../../api/exports.ts";
import { segmentNamesQuery } from "../../api/segments.ts";
import { smartQuery } from "../../api/smart.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { LadderView } from "../../components/exports/ladder.tsx";
import { parametersOf } from "../../components/exports/parameters.ts";
import { Preflight } from "../../components/exports/preflight.tsx";
import { PreviewTable } from "../../components/exports/preview-table.tsx";
import { SegmentChoice } from "../../components/segment-choice.tsx";
import { destinations } from "../../texts/destinations.ts";
import { exports } from "../../texts/exports.ts";
import { type Draft, shapeOf } from "./draft.ts";
import classes from "./form.module.css";
import { missingInFields, problemsOf } from "./problems.ts";

interface FormPreviewProps {
  readonly draft: Draft;
  /** What the server finds wrong with what is on the screen. */
  readonly onProblems: (problems: readonly Problem[]) => void;
}

const texts = destinations.preview;
const PAUSE_MS = 500;
const NONE: readonly Problem[] = [];

/** What would be sent with what is on the screen, of a segment to try it with: who remains, the first rows, and what is doubtful. */
export function FormPreview({ draft, onProblems }: FormPreviewProps) {
  const [chosen, setChosen] = useState<string>();
  const first = useFirstSource();
  const source: ExportSource | undefined = chosen === undefined ? first?.source : { kind: "segment", segment: chosen };
  const ready = draft.fields.length > 0 && missingInFields(draft.fields).length === 0 && draft.permission !== undefined;
  const asked = useMemo(() => {
    return { shape: shapeOf(draft), parameters: Object.fromEntries(parametersOf(draft).map((name) => [name, `‹${name}›`])) };
  }, [draft]);
  const [{ shape, parameters }] = useDebouncedValue(asked, PAUSE_MS);
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...shapePreviewQuery(source ?? NOBODY, shape, parameters),
    enabled: source !== undefined && ready && shape.fields.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const problems = useMemo(() => (error && ready ? problemsOf(error) : NONE), [error, ready]);
  useEffect(() => onProblems(problems), [problems, onProblems]);
  const stale = isPlaceholderData || shape !== asked.shape || !ready;
  return (
    <section className={`${classes.card} ${classes.preview}`} aria-label={texts.title}>
      <h2 className={classes.title}>{texts.title}</h2>
      <SegmentChoice
        label={texts.of}
        placeholder={first?.source.kind === "smart" ? texts.smart(first.name) : texts.placeholder}
        chosen={source?.kind === "segment" ? source.segment : undefined}
        onChoose={setChosen}
      />
      {first === null && <Text c="dimmed">{texts.noSource}</Text>}
      {!ready && <Text c="dimmed">{texts.waits}</Text>}
      {error && ready && <ErrorNotice title={texts.failed} error={error} />}
      {!data && ready && isFetching && <Skeleton height={300} radius="md" aria-label={texts.counting} />}
      {data && !(error && ready) && (
        <>
          <div>
            <h3 className={classes.part}>{exports.ladder.title}</h3>
            <LadderView ladder={data.ladder} stale={stale} />
          </div>
          <div>
            <h3 className={classes.part}>{exports.preview.title}</h3>
            <PreviewTable preview={data} mode={shape.mode} stale={stale} />
          </div>
          <Preflight fields={data.preflight} />
        </>
      )}
    </section>
  );
}

const NOBODY: ExportSource = { kind: "segment", segment: "" };

/** The first saved segment; where there is none, the first smart one. Null: there is neither; undefined: not known yet. */
function useFirstSource(): { readonly source: ExportSource; readonly name: string } | null | undefined {
  const { data: saved } = useQuery(segmentNamesQuery(""));
  const segment = saved?.segments.find(({ problems }) => problems.length === 0);
  const { data: smart } = useQuery({ ...smartQuery, enabled: saved !== undefined && segment === undefined });
  if (segment) return { source: { kind: "segment", segment: segment.id }, name: segment.name };
  if (!saved || !smart) return undefined;
  for (const group of smart.groups) {
    const card = group.cards.find(({ where }) => where !== null);
    const [, id] = card?.id.split("/") ?? [];
    if (card && id !== undefined) return { source: { kind: "smart", group: group.id, card: id }, name: `${group.title}: ${card.name}` };
  }
  return null;
}
