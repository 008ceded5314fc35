import { Checkbox, Select, SimpleGrid, Stack } from "@mantine/core";
import type { FileFormat } from "../../api/destinations.ts";
import { destinations } from "../../texts/destinations.ts";

type Csv = Extract<FileFormat, { readonly kind: "csv" }>;

interface CsvOptionsProps {
  readonly format: Csv;
  readonly onChange: (format: Csv) => void;
}

const texts = destinations.how;
const DELIMITERS: readonly Csv["delimiter"][] = [",", ";", "\t", "|"];
const QUOTINGS: readonly Csv["quotes"][] = ["needed", "always"];
const LINE_ENDS: readonly Csv["lineEnd"][] = ["\n", "\r\n"];

/** How CSV is written, for whoever reads it. */
export function CsvOptions({ format, onChange }: CsvOptionsProps) {
  const change = (to: Partial<Csv>) => onChange({ ...format, ...to });
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <Select
          label={texts.delimiter}
          data={DELIMITERS.map((value) => ({ value, label: texts.delimiters[value] }))}
          value={format.delimiter}
          allowDeselect={false}
          onChange={(value) => change({ delimiter: DELIMITERS.find((one) => one === value) ?? "," })}
        />
        <Select
          label={texts.quotes}
          data={QUOTINGS.map((value) => ({ value, label: texts.quotings[value] }))}
          value={format.quotes}
          allowDeselect={false}
          onChange={(value) => change({ quotes: value === "always" ? "always" : "needed" })}
        />
        <Select
          label={texts.lineEnd}
          data={LINE_ENDS.map((value) => ({ value, label: texts.lineEnds[value] }))}
          value={format.lineEnd}
          allowDeselect={false}
          onChange={(value) => change({ lineEnd: LINE_ENDS.find((one) => one === value) ?? "\n" })}
        />
      </SimpleGrid>
      <Checkbox label={texts.header} checked={format.header} onChange={(event) => change({ header: event.currentTarget.checked })} />
      <Checkbox
        label={texts.bom}
        description={texts.bomHint}
        checked={format.bom}
        onChange={(event) => change({ bom: event.currentTarget.checked })}
      />
      <Checkbox
        label={texts.formulas}
        description={texts.formulasHint}
        checked={format.formulas === "escaped"}
        onChange={(event) => change({ formulas: event.currentTarget.checked ? "escaped" : "kept" })}
      />
    </Stack>
  );
}
