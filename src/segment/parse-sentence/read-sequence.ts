import type { SequenceCondition, Step } from "../ast.ts";
import { DURATION_UNITS } from "../sentence-words.ts";
import { readFilter } from "./read-filter.ts";
import { readListed, readName, readNumber, readText, readUnit } from "./read-phrase.ts";
import { inParentheses } from "./read-tree.ts";
import { readWindow } from "./read-window.ts";
import type { Reader } from "./reader.ts";

/** What `describeSequence` says after “in order (”. */
export function readSequence(reader: Reader): SequenceCondition | undefined {
  const steps = inParentheses(reader, () => readSteps(reader));
  if (steps === undefined) return undefined;
  const isBeginning = reader.words("beginning");
  const window = isBeginning ? readWindow(reader) : undefined;
  const isSame = reader.words("with the same");
  const same = isSame ? readListed(reader, "and", readName) : undefined;
  if ((isBeginning && window === undefined) || (isSame && same === undefined)) return undefined;
  return { kind: "sequence", steps, ...(window !== undefined && { window }), ...(same !== undefined && { same }) };
}

/** The names of events, each in marks: one, or any of several. */
export function readEventNames(reader: Reader): string | readonly string[] | undefined {
  const names = readListed(reader, "or", readText);
  const [first] = names ?? [];
  return names?.length === 1 && first !== undefined ? first : names;
}

function readSteps(reader: Reader): readonly Step[] | undefined {
  const steps: Step[] = [];
  do {
    const step = reader.node(() => readStep(reader));
    if (step === undefined) return undefined;
    steps.push(step);
  } while (reader.words(", then"));
  return steps;
}

function readStep(reader: Reader): Step | undefined {
  const isAbsent = reader.words("no");
  const event = readEventNames(reader);
  const filter = event === undefined ? undefined : readFilter(reader);
  if (event === undefined || filter === undefined) return undefined;
  const step = { event, ...(filter.where !== undefined && { where: filter.where }), ...(isAbsent && { absent: true }) };
  if (!reader.words("within")) return step;
  const value = readNumber(reader);
  const unit = value === undefined ? undefined : readUnit(reader, DURATION_UNITS);
  return value === undefined || unit === undefined ? undefined : { ...step, within: { value, unit } };
}
