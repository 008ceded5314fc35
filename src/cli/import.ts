import { createReadStream, type WriteStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { finished } from "node:stream/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { parseTypes } from "../catalog/type-name.ts";
import { AppError } from "../errors.ts";
import type { ColumnDecision, ImportFormat, ImportReport, ImportRequest, Reject } from "../ingest/request.ts";
import type { Backend } from "./backend.ts";
import { unreadable } from "./definition.ts";
import { progressBar } from "./progress.ts";
import { type CommonOptions, EXIT, onBackend, runCommand } from "./run.ts";
import { counted, log, number, print, printJson, table } from "./terminal.ts";

interface ImportCommandOptions extends CommonOptions {
  readonly key?: string;
  readonly customer?: string;
  readonly event?: string;
  readonly time?: string;
  readonly types?: string;
  readonly format?: string;
  readonly rejects?: string;
  readonly list?: string;
  readonly title?: string;
  readonly mode?: "replace" | "append";
}

const FORMATS: Readonly<Record<string, ImportFormat>> = {
  csv: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  parquet: "parquet",
};

export function importCommand(program: Command, common: (command: Command) => Command): void {
  const group = program.command("import").description("take in files of customers, events or lists (CSV, NDJSON, Parquet)");
  common(group.command("customers <file...>"))
    .description("a row a customer: the other columns become attributes")
    .option("--key <column>", "the column of the customer's key (default: customer_id)")
    .action((files: string[], options: ImportCommandOptions) => importFiles("customers", files, options));
  common(group.command("events <file...>"))
    .description("a row an event: the other columns become properties")
    .option("--customer <column>", "the column of the customer's key (default: customer_id)")
    .option("--event <column>", "the column of the event's name (default: event)")
    .option("--time <column>", "the column of the time (default: time)")
    .action((files: string[], options: ImportCommandOptions) => importFiles("events", files, options));
  common(group.command("list <file>"))
    .description("a list of customers: a row a customer key")
    .requiredOption("--list <id>", "the list: letters, digits, _, . and -", listId)
    .addOption(new Option("--mode <mode>", "replace the list by the file, or append to it").choices(["replace", "append"]).makeOptionMandatory())
    .option("--title <name>", "what people call it (default: the name that it has, else its id)")
    .option("--customer <column>", "the column of the customer's key (default: customer_id)")
    .action((file: string, options: ImportCommandOptions) => importFiles("list", [file], options));
  for (const command of group.commands) {
    // Of a list the keys alone are read.
    if (command.name() !== "list") command.option("--types <name=type,…>", "types that are not to be inferred, such as zip=text,tags=text[]");
    command
      .option("--format <format>", "csv, ndjson or parquet (default: by the file's extension)")
      .option("--rejects <file>", "where to write the rejected rows, as NDJSON with line and reason");
  }
}

function importFiles(kind: ImportRequest["kind"], files: readonly string[], options: ImportCommandOptions): Promise<void> {
  return runCommand(options, async () => {
    const types = options.types === undefined ? undefined : parseTypes(options.types);
    const requests = await Promise.all(files.map((file) => requestOf(kind, file, options, types)));
    return onBackend(options, "place", async (backend) => {
      const rejects = options.rejects === undefined ? undefined : createWriteStream(options.rejects);
      const reports: ImportReport[] = [];
      try {
        for (const request of requests) reports.push(await importOne(backend, request, rejects));
      } finally {
        if (rejects) {
          rejects.end();
          await finished(rejects);
        }
      }
      if (options.json) printJson(total(reports));
      else for (const [index, report] of reports.entries()) print(describe(kind, requests[index]?.name ?? "", report, options.rejects));
      return EXIT.done;
    });
  });
}

async function requestOf(
  kind: ImportRequest["kind"],
  file: string,
  options: ImportCommandOptions,
  types: ImportRequest["types"],
): Promise<ImportRequest> {
  const format = formatOf(file, options.format);
  const bytes = await sizeOf(file);
  const customer = kind === "customers" ? options.key : options.customer;
  return {
    kind,
    format,
    bytes,
    name: basename(file),
    source: file === "-" ? process.stdin : contentOf(file),
    columns: { customer, event: options.event, time: options.time },
    list: options.list === undefined ? undefined : { id: options.list, name: options.title, mode: options.mode ?? "replace" },
    types,
  };
}

function listId(text: string): string {
  if (/^[\w.-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError("It has 1 to 100 letters, digits, _, . or -.");
}

/** Opened when it is read: its turn may come long after the command began. */
async function* contentOf(file: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function formatOf(file: string, given: string | undefined): ImportFormat {
  const name = given ?? extname(file).slice(1).toLowerCase();
  const format = FORMATS[name];
  if (format !== undefined) return format;
  const message = name === "" ? `The format of ${file} is not known.` : `"${name}" is not a format that can be read.`;
  throw new AppError("unknown_format", message, {
    hint: "The formats are csv, ndjson and parquet. Name one with --format.",
  });
}

async function sizeOf(file: string): Promise<number | undefined> {
  if (file === "-") return undefined;
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function importOne(backend: Backend, request: ImportRequest, rejects: WriteStream | undefined): Promise<ImportReport> {
  const bar = progressBar(request.name, request.bytes);
  const write = (reject: Reject): void => {
    rejects?.write(`${JSON.stringify({ file: request.name, ...reject })}\n`);
  };
  try {
    return await backend.import(request, { onProgress: bar.show, ...(rejects && { onReject: write }) });
  } finally {
    bar.end();
  }
}

/** One document for all files: what `--json` prints. */
function total(reports: readonly ImportReport[]): ImportReport {
  const sum = (of: (report: ImportReport) => number): number => reports.reduce((all, report) => all + of(report), 0);
  return {
    read: sum(({ read }) => read),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
    duplicates: sum(({ duplicates }) => duplicates),
    customers: sum(({ customers }) => customers),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
    columns: reports.flatMap(({ columns }) => columns),
    rejects: reports.flatMap(({ rejects }) => rejects),
  };
}

const SHOWN_REJECTS = 5;

function describe(kind: ImportRequest["kind"], name: string, report: ImportReport, rejectsFile: string | undefined): string {
  const seconds = (report.elapsedMs / 1000).toFixed(1);
  const parts = [
    `${number(report.accepted)} of ${counted(report.read, "row")} taken in`,
    report.duplicates > 0 ? `${number(report.duplicates)} were there already` : "",
    report.rejected > 0 ? `${number(report.rejected)} rejected` : "",
    counted(report.customers, "customer"),
    `${seconds} s`,
  ].filter((part) => part !== "");
  const columns = report.columns.map((column) => ["  ", column.name, column.type, column.decided === "role" ? "" : column.decided]);
  const misses = report.columns.flatMap((column) => missText(column, kind === "events" ? " --event EVENT" : ""));
  const shown = report.rejects.slice(0, SHOWN_REJECTS).map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = report.rejected > shown.length ? [`  … and ${number(report.rejected - shown.length)} more`] : [];
  if (report.rejected > 0 && rejectsFile === undefined) log("Rejected rows can be written to a file with --rejects FILE.");
  return [`${name}: ${parts.join(", ")}`, table(columns), ...misses, ...shown, ...more].join("\n");
}

const PLURALS = { number: "numbers", boolean: "yes or no", date: "dates", datetime: "times" } as const;

/** `spend: text, 9,999 of 10,000 cells are numbers; first other cell: "12,5x" in line 812` */
function missText({ name, nearMiss }: ColumnDecision, of: string): readonly string[] {
  if (nearMiss === undefined) return [];
  const { type, fits, known, first } = nearMiss;
  const other = first === null ? "though only one of the two occurs" : `first other cell: "${first.value}" in line ${first.line}`;
  return [
    `  ${name}: text, ${number(fits)} of ${counted(known, "cell")} are ${PLURALS[type]}; ${other}.`,
    `    Mend it and run \`npx coterie retype ${name}=${type}${of}\`; from the beginning \`--types ${name}=${type}\` rejects such rows instead.`,
  ];
}
