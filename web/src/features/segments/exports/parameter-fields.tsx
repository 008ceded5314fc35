import { TextInput } from "@mantine/core";
import type { Ref } from "react";
import type { Shape } from "../../../api/destinations.ts";
import { parametersOf } from "../../../components/exports/parameters.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";

export type Parameters = Readonly<Record<string, string>>;

/** Those alone that a destination has. */
export function filledOf(shape: Pick<Shape, "fields">, filled: Parameters): Parameters {
  return Object.fromEntries(parametersOf(shape).map((name) => [name, filled[name]?.trim() ?? ""]));
}

export function areFilled(parameters: Parameters): boolean {
  return Object.values(parameters).every((value) => value !== "");
}

interface ParameterFieldsProps {
  readonly names: readonly string[];
  readonly filled: Parameters;
  readonly onChange: (filled: Parameters) => void;
  /** Says which are not filled in. */
  readonly tried: boolean;
  /** What is otherwise while one is not. */
  readonly hint?: string;
  readonly ref?: Ref<HTMLFieldSetElement>;
}

const texts = segmentExports.parameters;
const LONGEST = 1_000;

/** What is said with this export: each stands in a column of every row. */
export function ParameterFields({ names, filled, onChange, tried, hint, ref }: ParameterFieldsProps) {
  if (names.length === 0) return null;
  return (
    <fieldset ref={ref} className={classes.parameters}>
      <legend className={classes.title}>{texts.title}</legend>
      <div className={classes.fields}>
        {names.map((name) => (
          <TextInput
            key={name}
            label={name}
            required
            maxLength={LONGEST}
            value={filled[name] ?? ""}
            error={tried && !filled[name]?.trim() ? texts.missing(name) : undefined}
            onChange={(event) => onChange({ ...filled, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {hint !== undefined && names.some((name) => !filled[name]?.trim()) && <p className={classes.soft}>{hint}</p>}
    </fieldset>
  );
}
