import type { Command } from "commander";
import { AppError } from "../errors.ts";
import { CHANGES, totalOf } from "../results/exports/part.ts";
import { runPage } from "../destinations/run-page.ts";
import type { ExportedRun } from "./backend.ts";
import { statusLine } from "./progress.ts";
import { type CommonOptions, EXIT, withBackend } from "./run.ts";
import { counted, log, number, print, printJson } from "./terminal.ts";

interface ExportOptions extends CommonOptions {
  readonly parameter: readonly string[];
  readonly evenIfEmpty?: boolean;
}

/** `export run SEGMENT DESTINATION`. */
export function exportCommand(program: Command, common: (command: Command) => Command): void {
  const command = program.command("export").description("send customers to destinations");
  common(command.command("run <segment> <destination>"))
    .description("export a saved segment now, both named by their ids or names, and wait for the end")
    .option("--parameter <name=value>", "fills a parameter of the destination; may be given again", (text: string, before: readonly string[]) => [...before, text], [])
    .option("--even-if-empty", "export also where nobody can be sent: the empty list takes the place of the one before")
    .action((segment: string, destination: string, options: ExportOptions) =>
      withBackend(options, async (backend) => {
        const line = statusLine();
        const request = { segment, destination, parameters: parametersOf(options.parameter), evenIfEmpty: options.evenIfEmpty === true };
        const run = await backend.export(request, (now) => line.show(progressText(now))).finally(() => line.end());
        if (options.json) printJson(run);
        else sayEnd(run, backend.page(runPage(run.id)));
        return run.status === "finished" ? EXIT.done : EXIT.failed;
      }),
    );
}

function parametersOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new AppError("wrong_use", `--parameter ${text} is not name=value.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function progressText({ status, rows, read }: ExportedRun): string {
  if (rows === null) return `${status}: writing rows down`;
  return `${status}: ${number(read)} of ${counted(totalOf(rows), "row")}`;
}

/** `page`: the address of the run's page, where a server shows it. */
function sayEnd(run: ExportedRun, page: string | undefined): void {
  const { name, destination, status, rejected, exportable, files, downloadable, failure, id } = run;
  const of = exportable === null ? "" : ` of ${number(exportable)} exportable`;
  print(`${name} → ${destination.name}: ${status}, ${sentText(run)}${of}${rejected > 0 ? `, ${number(rejected)} rejected` : ""}`);
  for (const file of files) {
    // What is kept at a server is taken from the page.
    const place = downloadable && page !== undefined ? file.name : (file.place ?? file.name);
    print(`${place}  ${counted(file.rows, "row")}  SHA-256 ${file.sha256}`);
  }
  if (failure) log(`${failure.message}${failure.hint === undefined ? "" : ` ${failure.hint}`}`);
  print(page === undefined ? `run ${id}` : `run ${id}: ${page}`);
}

/** As the page says it: the whole list is sent, and of what changed each change is told. */
function sentText({ compared, sent }: ExportedRun): string {
  const total = totalOf(sent);
  if (total === 0) return "no rows";
  if (!compared) return `${number(total)} sent`;
  return CHANGES.filter((change) => sent[change] > 0).map((change) => `${number(sent[change])} ${change}`).join(", ");
}
