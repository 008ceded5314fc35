import { SegmentedControl } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { CodeArea } from "../../../../components/code/code-area.tsx";
import { CodeProblems } from "../../../../components/code/code-problems.tsx";
import { type CodeFormat, printCode, readCode } from "../../../../components/code/code-text.ts";
import { builder } from "../../../../texts/builder.ts";
import type { Judged } from "../judge.ts";
import classes from "./code-editor.module.css";

interface CodeEditorProps {
  readonly where: Condition;
  readonly judged: Judged;
  readonly onChange: (where: Condition) => void;
  readonly onClose: () => void;
}

const texts = builder.code;
const FORMATS = [
  { value: "yaml", label: "YAML" },
  { value: "json", label: "JSON" },
] as const;

/** A longer text is read when typing rests. */
const LONG = 20_000;
const PAUSE_MS = 400;

/** The definition as text. Both are one: what is typed changes the conditions as soon as it can be read, and an edit elsewhere the text. */
export function CodeEditor({ where, judged, onChange, onClose }: CodeEditorProps) {
  const [format, setFormat] = useState<CodeFormat>("yaml");
  const [text, setText] = useState(() => printCode(where, format));
  /** What the text says, as it was handed on: another definition than this came from elsewhere. */
  const said = useRef(where);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const read = useMemo(() => readCode(text), [text]);

  useEffect(() => {
    if (where === said.current) return;
    said.current = where;
    setText(printCode(where, format));
  }, [where, format]);
  useEffect(() => () => clearTimeout(pause.current), []);

  const hand = (typed: string) => {
    const { where: next } = readCode(typed);
    if (!next || JSON.stringify(next) === JSON.stringify(said.current)) return;
    said.current = next;
    onChange(next);
  };
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(pause.current);
    if (typed.length > LONG) pause.current = setTimeout(() => hand(typed), PAUSE_MS);
    else hand(typed);
  };
  const show = (next: CodeFormat) => {
    setFormat(next);
    setText(printCode(read.where ?? where, next));
  };
  const found = judged.problems.map(({ path = [], message, hint }) => ({ line: read.lineOf(path), message, hint }));
  const problems = read.where ? found : read.problems;

  return (
    <section className={classes.card} aria-label={texts.label}>
      <div className={classes.head}>
        <SegmentedControl size="xs" aria-label={texts.format} data={[...FORMATS]} value={format} onChange={show} disabled={!read.where} />
        <span className={classes.hint}>{texts.hint}</span>
        <button type="button" className={classes.back} onClick={onClose}>
          {texts.close}
        </button>
      </div>
      <CodeArea label={texts.label} text={text} wrong={new Set(problems.map(({ line }) => line))} onChange={type} onLeave={() => hand(text)} />
      <CodeProblems problems={problems} waits={read.where === undefined} />
    </section>
  );
}
