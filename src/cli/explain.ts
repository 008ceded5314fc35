import type { Command } from "commander";
import type { Evidence } from "../results/evidence.ts";
import type { ExplainedNode, Explanation } from "../results/explain.ts";
import type { Measured } from "../results/measured.ts";
import type { ProfileEvent } from "../results/profile.ts";
import { askedWords, isAnyAsked } from "../segment/asked-words.ts";
import { measureRow } from "../segment/measures.ts";
import { type Asking, parseDefinition, readSource, toQuestion } from "./definition.ts";
import { type CommonOptions, EXIT, withBackend } from "./run.ts";
import { print, printJson } from "./terminal.ts";

interface ExplainOptions extends CommonOptions, Asking {
  readonly customer: string;
}

export function explainCommand(program: Command, asking: (command: Command) => Command): void {
  asking(program.command("explain <definition>"))
    .requiredOption("--customer <key>", "the customer to judge")
    .description("why a customer is in or is not, and when that will change by itself")
    .action((path: string, options: ExplainOptions) => explainDefinition(path, options));
}

function explainDefinition(path: string, options: ExplainOptions): Promise<void> {
  return withBackend(options, async (backend) => {
    const question = toQuestion(parseDefinition(await readSource(path)), options);
    const explanation = await backend.explain(question, options.customer);
    if (options.json) printJson(explanation);
    else print(explanationText(explanation));
    return EXIT.done;
  });
}

function explanationText({ customer, isIn, tree, change, now, timeZone }: Explanation): string {
  return [
    `${customer} is ${isIn ? "in" : "not in"}, as of ${now} in ${timeZone}`,
    changeText(change),
    "",
    ...nodeLines(tree, ""),
  ].join("\n");
}

function changeText({ at, becomes, searchedUntil }: Explanation["change"]): string {
  if (at !== null) return `${becomes === "in" ? "Enters" : "Leaves"} at ${at} if no data changes`;
  return searchedUntil === null ? "Stays so while no data changes" : `Stays so until ${searchedUntil} at least while no data changes`;
}

const GROUPS = { all: "all of", any: "any of", not: "not" } as const;

function nodeLines({ kind, sentence, holds, of, evidence }: ExplainedNode, indent: string): readonly string[] {
  const mark = holds === null ? "off" : holds ? "yes" : "no ";
  const words = kind === "all" || kind === "any" || kind === "not" ? GROUPS[kind] : (sentence ?? kind);
  const seen = evidence === null ? "" : evidenceText(evidence);
  return [`${indent}${mark} ${words}${seen}`, ...of.flatMap((child) => nodeLines(child, `${indent}  `))];
}

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case "value": {
      const value = evidence.value === null ? "unknown" : JSON.stringify(evidence.value);
      return `  [${[value, ...measuredText(evidence.measured)].join(", ")}]`;
    }
    case "events": {
      const { matching, latest: [newest], measured, picked } = evidence;
      const number = measured?.fn === "count" ? [] : [`${matching} matching`];
      const event = picked ? [`picked ${eventText(picked)}`] : newest ? [`the latest at ${newest.time}`] : [];
      return `  [${[...measuredText(measured), ...number, ...event].join(", ")}]`;
    }
    case "instants": {
      const { matching, latest: [newest] } = evidence;
      return `  [${matching === 0 ? "never in that time" : `${matching === 1 ? "once" : `${matching} times`}, the latest at ${newest}`}]`;
    }
    case "membership":
      return "";
  }
}

function measuredText(measured: Measured | null): readonly string[] {
  if (measured === null) return [];
  const { fn, property, amount } = measured;
  const name = `${measureRow(fn)?.label ?? fn}${property === null ? "" : ` of ${property}`}`;
  const found = fn === "count" ? `${amount} matching` : `${name} ${amount ?? "unknown"}`;
  return isAnyAsked(measured) ? [found] : [found, `${askedWords(measured)} asked`];
}

function eventText({ time, properties }: ProfileEvent): string {
  return `${time} ${JSON.stringify(properties)}`;
}
