import { Checkbox, NumberInput, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import type { DestinationType, FormatKind, Mode } from "../../api/destinations.ts";
import { destinations } from "../../texts/destinations.ts";
import { InlineCode } from "../../components/inline-code.tsx";
import { CsvOptions } from "./csv-options.tsx";
import { CSV, type Draft } from "./draft.ts";
import classes from "./form.module.css";
import type { ProblemAt } from "./problems.ts";

interface HowSectionProps {
  readonly type: DestinationType;
  readonly draft: Draft;
  readonly problemAt: ProblemAt;
  readonly onChange: (change: Partial<Draft>) => void;
}

const texts = destinations.how;
const MODES: readonly Mode[] = ["whole", "changes"];

/** What is sent each time, and how files are written. */
export function HowSection({ type: { modes, takes, replaces, formats }, draft, problemAt, onChange }: HowSectionProps) {
  const { mode, format, gzip, fileName, rowsPerFile } = draft;
  const choose = (kind: FormatKind) => onChange({ format: kind === "csv" ? CSV : { kind } });
  return (
    <section className={classes.card} aria-labelledby="destination-how">
      <h2 className={classes.title} id="destination-how">
        {texts.title}
      </h2>
      <Stack gap="md">
        <Radio.Group
          label={texts.mode}
          value={mode}
          error={problemAt("mode")}
          onChange={(value) => onChange({ mode: value === "changes" ? "changes" : "whole" })}
        >
          <Stack gap={8} mt={6}>
            {MODES.filter((one) => modes.includes(one)).map((one) => (
              <Radio key={one} value={one} label={texts.modes[one]} description={texts.modesHint[one]} />
            ))}
          </Stack>
        </Radio.Group>
        {takes === "rows" && <Text size="md">{texts.rows}</Text>}
        {takes === "files" && formats.length === 0 && <Text size="md">{texts.own}</Text>}
        {takes === "files" && formats.length > 0 && (
          <Select
            label={texts.format}
            data={formats.map((kind) => ({ value: kind, label: texts.formats[kind] }))}
            value={format?.kind ?? null}
            allowDeselect={false}
            error={problemAt("format")}
            onChange={(value) => {
              const kind = formats.find((one) => one === value);
              if (kind && kind !== format?.kind) choose(kind);
            }}
          />
        )}
        {takes === "files" && format?.kind === "csv" && <CsvOptions format={format} onChange={(next) => onChange({ format: next })} />}
        {takes === "files" && (
          <>
            <TextInput
              label={texts.fileName}
              description={<InlineCode text={replaces ? `${texts.fileNameHint} ${texts.replacesHint}` : texts.fileNameHint} />}
              placeholder={texts.fileNamePlaceholder}
              value={fileName ?? ""}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              error={problemAt("fileName")}
              onChange={(event) => onChange({ fileName: event.currentTarget.value || undefined })}
            />
            <Checkbox label={texts.gzip} checked={gzip} onChange={(event) => onChange({ gzip: event.currentTarget.checked })} />
            <NumberInput
              label={texts.rowsPerFile}
              description={texts.rowsPerFileHint}
              value={rowsPerFile ?? ""}
              min={1}
              allowDecimal={false}
              allowNegative={false}
              thousandSeparator=","
              error={problemAt("rowsPerFile")}
              onChange={(typed) => onChange({ rowsPerFile: typed === "" ? null : Number(typed) })}
            />
          </>
        )}
      </Stack>
    </section>
  );
}
