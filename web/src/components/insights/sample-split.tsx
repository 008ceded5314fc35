import { ActionIcon, Button, NumberInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import { formatValue } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { randomSalt } from "../random-salt.ts";
import classes from "./overlap.module.css";
import { type Part, PartsTable } from "./parts-table.tsx";
import { within } from "./within.ts";

const texts = insights.split;

interface SamplePart {
  readonly name: string;
  readonly percent: number;
}

const START: readonly SamplePart[] = [
  { name: texts.names[0], percent: 45 },
  { name: texts.names[1], percent: 45 },
  { name: texts.names[2], percent: 10 },
];

/** Parts by chance: stable shares of one draw, beside each other. */
export function SampleSplit({ question, name }: { readonly question: Question; readonly name: string }) {
  const [parts, setParts] = useState(START);
  const [salt, setSalt] = useState(randomSalt);
  const total = Math.round(parts.reduce((sum, { percent }) => sum + percent, 0) * 1e6) / 1e6;
  const change = (place: number, to: Partial<SamplePart>) => setParts(parts.map((part, index) => (index === place ? { ...part, ...to } : part)));
  return (
    <>
      <p className={classes.lead}>{texts.sampleLead}</p>
      {parts.map((part, place) => (
        <div key={place} className={`${classes.fields} ${classes.part}`}>
          <TextInput
            aria-label={texts.part(place + 1)}
            value={part.name}
            maxLength={60}
            onChange={(event) => change(place, { name: event.currentTarget.value })}
          />
          <NumberInput
            aria-label={texts.percent(part.name)}
            value={part.percent}
            min={0}
            max={100}
            decimalScale={6}
            suffix=" %"
            w={110}
            onChange={(percent) => typeof percent === "number" && change(place, { percent })}
          />
          {parts.length > 2 && (
            <ActionIcon variant="subtle" color="gray" aria-label={texts.removePart(part.name)} onClick={() => setParts(parts.toSpliced(place, 1))}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      <div className={classes.fields}>
        {parts.length < texts.names.length && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => setParts([...parts, { name: texts.names[parts.length] ?? "", percent: Math.max(0, 100 - total) }])}
          >
            {texts.addPart}
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" onClick={() => setSalt(randomSalt())}>
          {texts.draw}
        </Button>
        <span className={classes.soft}>{texts.salt(salt)}</span>
      </div>
      {total > 100 ? (
        <p className={classes.bad} role="alert">
          {texts.over(formatValue(total))}
        </p>
      ) : (
        <PartsTable question={question} name={name} parts={partsOf(question.where, parts, salt, total)} />
      )}
    </>
  );
}

function partsOf(where: Condition, parts: readonly SamplePart[], salt: string, total: number): readonly Part[] {
  let offset = 0;
  const all = [...parts, ...(total < 100 ? [{ name: texts.rest, percent: Math.round((100 - total) * 1e6) / 1e6 }] : [])];
  return all
    .filter(({ percent }) => percent > 0)
    .map(({ name, percent }) => {
      const sample: Condition = { kind: "sample", percent, salt, ...(offset > 0 && { offset }) };
      offset = Math.round((offset + percent) * 1e6) / 1e6;
      return { name, where: within(where, sample) };
    });
}
