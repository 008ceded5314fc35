import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { findingsQuery } from "../../api/findings.ts";
import { conditionChoice as texts } from "../../texts/condition-choice.ts";
import { SegmentChoice } from "../segment-choice.tsx";
import { ExportedChoice, isChosenExported } from "./exported-choice.tsx";

const ConditionCode = lazy(async () => ({ default: (await import("./condition-code.tsx")).ConditionCode }));

interface ConditionChoiceProps {
  readonly label: string;
  readonly description: string;
  /** What there is without a condition. */
  readonly none: string;
  readonly condition: Condition | null;
  readonly catalog: Catalog;
  /** What the server has against it. */
  readonly error?: string | undefined;
  /** Null: there is none. Undefined: what was chosen is not complete yet. */
  readonly onChange: (condition: Condition | null | undefined) => void;
}

const KINDS = ["none", "yes", "segment", "exported", "code"] as const;
type Kind = (typeof KINDS)[number];

/** A condition in the ways that are used most: that an attribute is yes, a saved segment, whom a destination was sent, or anything as code. */
export function ConditionChoice({ label, description, none, condition, catalog, error, onChange }: ConditionChoiceProps) {
  const [kind, setKind] = useState<Kind>(() => kindOf(condition));
  const { data: findings } = useQuery({ ...findingsQuery({ where: condition ?? EVERYONE }), enabled: condition !== null });
  // Code has its problems by its lines.
  const wrong = condition && kind !== "code" ? findings?.problems[0]?.message : undefined;
  const yesNo = catalog.attributes.filter(({ type }) => type.kind === "value" && type.of === "boolean").map(({ name }) => name);
  const attribute = condition?.kind === "attribute" ? condition.attribute : undefined;
  const segment = condition?.kind === "segment" ? condition.segment : undefined;
  const choose = (next: Kind) => {
    setKind(next);
    if (next === "none") onChange(null);
    // Anything can be written as code.
    else if (condition === null || (next !== "code" && next !== kindOf(condition))) onChange(undefined);
  };
  return (
    <Stack gap={6}>
      <Select
        label={label}
        description={description}
        data={[
          { value: "none", label: none },
          { value: "yes", label: texts.yes },
          { value: "segment", label: texts.segment },
          { value: "exported", label: texts.exported },
          { value: "code", label: texts.code },
        ]}
        value={kind}
        allowDeselect={false}
        error={error ?? wrong}
        onChange={(value) => choose(KINDS.find((one) => one === value) ?? "none")}
      />
      {kind === "yes" && (
        <Select
          label={texts.attribute}
          placeholder={texts.attributePlaceholder}
          data={yesNo}
          value={attribute ?? null}
          searchable
          nothingFoundMessage={texts.noneYesNo}
          onChange={(name) => onChange(name === null ? undefined : { kind: "attribute", attribute: name, op: "is_true" })}
        />
      )}
      {kind === "segment" && (
        <SegmentChoice
          label={texts.savedSegment}
          placeholder={texts.segmentPlaceholder}
          chosen={segment}
          onChoose={(id) => onChange(id === undefined ? undefined : { kind: "segment", segment: id })}
        />
      )}
      {kind === "exported" && <ExportedChoice condition={condition?.kind === "exported" ? condition : undefined} onChange={onChange} />}
      {kind === "code" && (
        <Suspense>
          <ConditionCode {...{ label, condition, onChange }} problems={condition && findings ? findings.problems : []} />
        </Suspense>
      )}
      {condition && findings?.short && (
        <Text size="sm" c="dimmed">
          {findings.short}
        </Text>
      )}
    </Stack>
  );
}

const EVERYONE: Condition = { kind: "all", of: [] };

function kindOf(condition: Condition | null): Kind {
  if (condition === null) return "none";
  const parts = Object.keys(condition).length;
  if (condition.kind === "attribute" && "op" in condition && condition.op === "is_true" && parts === 3) return "yes";
  if (condition.kind === "exported" && isChosenExported(condition)) return "exported";
  return condition.kind === "segment" && parts === 2 ? "segment" : "code";
}
