import { type Command, InvalidArgumentError, Option } from "commander";
import { AppError } from "../errors.ts";
import type { MembersFormat } from "../results/audience.ts";
import type { Receipt } from "../results/receipt.ts";
import type { Backend } from "./backend.ts";
import { type Asking, lineToQuestion, parseDefinition, questionLines, readSource, toQuestion } from "./definition.ts";
import { explainCommand } from "./explain.ts";
import { type CommonOptions, EXIT, withBackend } from "./run.ts";
import { counted, log, number, percent, print, printBytes, printJson, problemText } from "./terminal.ts";

interface AskOptions extends CommonOptions, Asking {}

interface DescribeOptions extends AskOptions {
  readonly short?: boolean;
}

interface MembersOptions extends AskOptions {
  readonly columns?: string;
  readonly format?: MembersFormat;
  readonly limit?: number;
}

/** The commands that take a definition. */
export function questionCommands(program: Command, common: (command: Command) => Command): void {
  const asking = (command: Command): Command =>
    common(command)
      .option("--now <instant>", "the instant to judge at, RFC 3339 with offset (default: the present)")
      .option("--time-zone <zone>", "the IANA zone in which days are meant (default: the workspace's)");

  asking(program.command("count <definition>"))
    .description("how many customers are in, with a receipt; NDJSON on - gives a line each")
    .action((path: string, options: AskOptions) => countDefinition(path, options));
  asking(program.command("members <definition>"))
    .description("the customers who are in, their key first")
    .option("--columns <names>", "attributes, separated by commas (default: all)")
    .addOption(new Option("--format <format>", "csv or ndjson (default: csv)").argParser(parseFormat).conflicts("json"))
    .option("--limit <rows>", "at most so many", parseLimit)
    .action((path: string, options: MembersOptions) => listMembers(path, options));
  explainCommand(program, asking);
  asking(program.command("describe <definition>"))
    .description("a definition in words: the full sentence, which parse turns back")
    .option("--short", "the short one, for screens")
    .action((path: string, options: DescribeOptions) => describeDefinition(path, options));
  common(program.command("parse"))
    .description("the definition that a full sentence on standard input says")
    .action((options: CommonOptions) => parseDescription(options));
  asking(program.command("check <definition>"))
    .description("everything that is wrong with a definition")
    .action((path: string, options: AskOptions) => checkDefinition(path, options));
}

function countDefinition(path: string, options: AskOptions): Promise<void> {
  return withBackend(options, async (backend) => {
    const source = await readSource(path);
    const lines = path === "-" ? questionLines(source) : undefined;
    if (lines) return countLines(backend, lines, options);
    const receipt = await backend.count(toQuestion(parseDefinition(source), options));
    if (options.json) printJson(receipt);
    else print(receiptText(receipt));
    return EXIT.done;
  });
}

async function countLines(backend: Backend, lines: readonly string[], options: Asking): Promise<number> {
  let failed = false;
  for (const line of lines) {
    try {
      printJson(await backend.count(lineToQuestion(line, options)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed = true;
      printJson(error.toJSON());
    }
  }
  return failed ? EXIT.failed : EXIT.done;
}

function receiptText(receipt: Receipt): string {
  return [
    `${number(receipt.count)} of ${counted(receipt.base, "customer")} (${percent(receipt.share)})`,
    `as of ${receipt.now} in ${receipt.timeZone}, data version ${receipt.dataVersion}, definition ${receipt.definitionHash.slice(0, 12)}`,
  ].join("\n");
}

function listMembers(path: string, options: MembersOptions): Promise<void> {
  return withBackend(options, async (backend) => {
    const question = toQuestion(parseDefinition(await readSource(path)), options);
    const columns = options.columns?.split(",").map((name) => name.trim()).filter((name) => name !== "");
    const format = options.json ? "ndjson" : (options.format ?? "csv");
    const file = await backend.members(question, { format, columns, limit: options.limit });
    for await (const bytes of options.json ? asOneDocument(file) : file) {
      if (!(await printBytes(bytes))) break;
    }
    return EXIT.done;
  });
}

const [NEWLINE = 0, COMMA = 0] = Buffer.from("\n,");

/** Lines of NDJSON as `{"customers":[…]}`, piece by piece: inside of a line there is no line feed. */
async function* asOneDocument(lines: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield Buffer.from('{"customers":[');
  let isBetween = false;
  for await (const bytes of lines) {
    if (bytes.length === 0) continue;
    if (isBetween) yield Buffer.from(",");
    isBetween = bytes.at(-1) === NEWLINE;
    const items = bytes.map((byte) => (byte === NEWLINE ? COMMA : byte));
    yield isBetween ? items.subarray(0, -1) : items;
  }
  yield Buffer.from("]}\n");
}

function describeDefinition(path: string, options: DescribeOptions): Promise<void> {
  return withBackend(options, async (backend) => {
    const found = await backend.check(toQuestion(parseDefinition(await readSource(path)), options));
    const { sentence, short } = found;
    if (sentence === null || short === null) {
      if (options.json) printJson(found);
      else for (const problem of found.problems) log(problemText(problem));
      return EXIT.failed;
    }
    if (options.json) printJson(options.short ? { short } : { sentence, short });
    else print(options.short ? short : sentence);
    return EXIT.done;
  });
}

function parseDescription(options: CommonOptions): Promise<void> {
  return withBackend(options, async (backend) => {
    const definition = await backend.parse((await readSource("-")).text);
    if (options.json) printJson(definition);
    else print(JSON.stringify(definition, undefined, 2));
    return EXIT.done;
  });
}

function checkDefinition(path: string, options: AskOptions): Promise<void> {
  return withBackend(options, async (backend) => {
    const found = await backend.check(toQuestion(parseDefinition(await readSource(path)), options));
    if (options.json) printJson(found);
    else {
      for (const problem of found.problems) print(problemText(problem));
      for (const warning of found.warnings) print(`warning: ${problemText(warning)}`);
      if (found.sentence !== null) print(`No problems. ${found.sentence}`);
    }
    return found.problems.length === 0 ? EXIT.done : EXIT.failed;
  });
}

function parseFormat(text: string): MembersFormat {
  if (text === "csv" || text === "ndjson") return text;
  throw new InvalidArgumentError("It is csv or ndjson.");
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError("It is a whole number from 1.");
}
