import { readFileSync } from "node:fs";
import type { DestinationType } from "../../src/destinations/destination-type.ts";
import type { Setting } from "../../src/destinations/setting.ts";
import { destinationTypes } from "../../src/destinations/types.ts";
import { EXTENSIONS } from "../../src/results/exports/file-format.ts";
import type { FieldFormat } from "../../src/results/exports/fields.ts";
import { identifierRow } from "../../src/results/exports/identifiers.ts";
import { MAILING_LIST } from "./row-subjects.ts";
import { PRINT_SHOP } from "./tools.ts";

const MOST_COLUMNS = 132;

/** The text of `docs/destinations.md`: every type, as its value says, and how to write another one. */
export function destinationsDocument(): string {
  return `${[...HEAD, ...destinationTypes.flatMap(section), ...RECIPE].join("\n")}\n`;
}

const HEAD = [
  "# Destinations",
  "",
  "<!-- Written from src/destinations/types; `npx vitest run test/destinations/types.test.ts -u` writes it anew. -->",
  "",
  ...folded(`Where customers are sent, and what each kind of destination promises. All of them are tried by one suite against real servers
    (\`test/destinations/conformance.ts\`).`),
  ...folded(`**What is promised.** A row is sent *exactly once* where the destination can tell that it has it already, and *at least once*
    where it can't: then a row whose sending was cut short may come twice.`),
  ...folded(`**What follows an error.** A destination that could not be reached, or was busy, is tried again, after the time that it asks
    for. One that refuses is not tried again before somebody mends its settings: the run fails, and those who own it are told. Rows that
    it refuses for what they hold are left out and told of, and the others are sent.`),
  ...folded(`**Secrets** are encrypted with a key made of \`COTERIE_SECRET\`, never shown again and in no error. To change it, start with
    the new one and with the old one in \`COTERIE_SECRET_OLD\`: all secrets are encrypted anew at once, and the old one can go. A
    secret whose old one is lost is told of in the log, and filled in again. They are kept for the server alone that they were filled in for: when the settings that name it are changed, they are asked for again.`),
];

function section(type: DestinationType): string[] {
  const { title, id, summary, promised, promise, settings, fields = [] } = type;
  const names = Object.entries(settings);
  return [
    `## ${title}`,
    "",
    `\`${id}\`. ${summary}`,
    "",
    `- ${taken(type)}`,
    `- Sends ${type.modes.map((mode) => MODES[mode]).join(", or ")}.`,
    `- ${promised === "exactly_once" ? "Exactly once" : "At least once"}. ${promise}`,
    "",
    ...(names.length === 0 ? [] : [...table(["setting", "", "what it is"], names.map(settingCells)), ""]),
    ...(fields.length === 0
      ? []
      : [
          ...table(
            ["field", "how it is written"],
            fields.map(({ name, as }) => [`\`${name}\``, format(as)]),
          ),
          "",
        ]),
    ...(NOTES[id] ?? []),
  ];
}

const MODES = { whole: "the whole list each time", changes: "what changed (added, updated and removed apart)" } as const;

function taken({ takes }: DestinationType): string {
  if (takes.kind === "rows") return "Takes rows, in batches.";
  const formats = takes.format === undefined ? takes.formats.map(inCapitals).join(", ") : `${inCapitals(takes.format.kind)}, in one form`;
  return `Takes files: ${formats}.`;
}

function inCapitals(format: string): string {
  return format === "parquet" ? "Parquet" : format.toUpperCase();
}

function settingCells([name, setting]: [string, Setting]): string[] {
  const { label, help } = setting;
  const notes = [
    ...(setting.kind === "choice" ? [`${setting.choices.map((choice) => `\`${choice.value}\`: ${choice.label}`).join("; ")}.`] : []),
    ...(setting.kind === "number" ? [`${setting.least} to ${setting.most.toLocaleString("en")}.`] : []),
    ...(help === undefined ? [] : [help]),
    ...("default" in setting && setting.default !== undefined ? [`Left out: ${spoken(setting.default)}.`] : []),
  ];
  return [`\`${name}\``, `${label}${"secret" in setting ? " (secret)" : ""}${setting.optional ? ", optional" : ""}`, notes.join(" ")];
}

function spoken(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : `\`${value}\``;
}

function format(as: FieldFormat | undefined): string {
  if (as?.kind === "date") return `Of a date: \`${as.pattern}\`.`;
  if (as?.kind !== "identifier") return "As it is.";
  const { title, rule } = identifierRow(as.identifier);
  return `${title}: ${rule} ${as.hash ? "SHA-256." : "Not hashed."}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)];
}

const NOTES: Readonly<Record<string, readonly string[]>> = {
  folder: folded(`\`COTERIE_FOLDERS\` names the folders that files may be put in, and below. Where a link leads is what counts, and it is
    judged with every file. A name that begins with a dot and ends with \`.part\` is a file that is not whole yet.`),
  sftp: folded("A name that begins with a dot and ends with `.part` is a file that is not whole yet."),
  s3: folded(`Files of more than 8 MB go up in parts, 10,000 at most (80 GB). The user of the keys needs \`s3:PutObject\` and
    \`s3:AbortMultipartUpload\`.`),
  webhook: [
    "The body of a request, with the names of the fields:",
    "",
    "```json",
    JSON.stringify(
      {
        type: "customers.added",
        timestamp: "2026-11-30T06:00:00.000Z",
        data: { run: "k3x9…", segment: { id: "s1", name: "VIP" }, change: "added", customers: [{ email: "ann@example.com", orders: 7 }] },
      },
      undefined,
      2,
    ),
    "```",
    "",
    ...folded(`\`type\` is \`customers.added\`, \`customers.updated\` or \`customers.removed\`; the test of the connection sends
      \`destination.tested\`. Of the whole list, everybody is added each time. It is signed as
      [Standard Webhooks](https://www.standardwebhooks.com) says (\`webhook-id\`,
      \`webhook-timestamp\`, \`webhook-signature\`).`),
    "| answer | what follows |",
    "|---|---|",
    "| 2xx | The batch was taken. |",
    "| 408, 425, 429, 5xx, none within 30 s | It is sent again, after `Retry-After` where there is one. |",
    "| 400, 413, 422 | The customers of this batch are rejected, the others are sent. |",
    "| 307, 308 | Followed, up to three times. |",
    "| 410 and any other | The run fails. |",
    "",
    ...folded(`An address is judged when the connection is made, whatever name or redirect led to it: without *Allow private addresses*
      those of this machine and of local networks are refused, and those of clouds' own services always.`),
  ],
  postgres: folded(`A table that Coterie makes has \`text\`, \`double precision\`, \`boolean\`, \`date\` and \`timestamptz\` columns, and
    \`jsonb\` for lists and records. Columns that no field is named as stay as they are. A row whose values do not fit the table is
    rejected with what Postgres says. The whole list makes the table hold those customers alone: rows of others are deleted. An empty table
    \`coterie_…_done\` beside tells that this was done, until the next run.`),
  email: folded("More than 15 MB are not attached: the run fails and says so. With a link, the file is kept as a download is."),
  google_customer_match: folded(`Rules as of [Google's help](https://support.google.com/google-ads/answer/7659867). The attribute of a
    field is guessed from its name; a phone without + needs the calling code of the field.`),
  meta_custom_audience: folded(`Rules as of
    [Meta's documents](https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences). Day, month and year of
    birth are sent as they are: Meta hashes them when the file is uploaded.`),
};

const RECIPE = [
  "## A new destination in one file",
  "",
  ...folded(`A kind of destination is one value, and its form, the check of what is filled in and this page come from it. In the package it
    is a file in \`src/destinations/types\` and a line in \`src/destinations/types.ts\`; add what it talks to to \`test/destinations\`, and
    the suite tries it.`),
  ...folded(`From outside it is a module whose default export is the value, such as those below. \`COTERIE_DESTINATIONS\` names such
    modules by their whole paths, colons between; at the start each is judged, and what is wrong with it is said. It runs in the
    process of Coterie: load only what you trust.`),
  ...item(`1. **Settings** say what is filled in: \`text\` (a \`secret\` one is encrypted), \`number\`, \`boolean\`, \`choice\`.
    \`where\` marks those that say where customers go: to which \`server\`, or to which \`place\` there.`),
  ...item(`2. **\`modes\`** names what it can be sent, the suggested one first: \`"whole"\`, the whole list with each run, \`"changes"\`, what was
    added, updated and removed. **\`promised\`** is \`"exactly_once"\` or \`"at_least_once"\`, and \`promise\` says how that is kept.`),
  ...item("3. **`test`** tries the connection without sending a customer."),
  ...item(`4. **\`takes\`** files or rows. For files \`formats\` names those that it can have, the suggested one first
    (${Object.keys(EXTENSIONS).map((format) => `\`"${format}"\``).join(", ")}), and \`open\` gives \`put(file, signal)\`, which resolves with where the file is once
    it was taken whole: write it under another name first. The file has its \`name\`, \`mediaType\`, the number of its \`rows\`, and \`bytes()\`, which
    gives what is in it, piece by piece, from the beginning each time; \`keepsApart\` says that files of one name stay apart there.
    For rows it gives \`send(batch, signal)\`, which resolves with the rows that were
    refused, and \`finish\`, after the last one; \`key\` names the field by which a row is found again, and
    \`isShared\` says that the rows of all segments are one list there: who leaves a segment is not removed while another has them. A file has the same name and bytes, and a batch the same id, when it is sent again.`),
  ...item(`5. **Errors** have a \`code\`: \`destination_unreachable\` (the same is tried again, after \`waitMs\` where that is given),
    \`destination_refused\` (nothing is tried before somebody mends it; \`hint\` says what), \`destination_rejected\` (the rows of this
    batch are left out). Keep secrets out of their words.`),
  ...item("6. **`signal`** aborts when the run is cancelled: stop at once."),
  ...item(`7. **\`tools\`** are \`http\`, \`mail\`, \`link\`, \`now\`, and the folders. With \`toPrivate: false\` \`http\` keeps private addresses out, that
    of a receiver on your machine too: to try it with one, say \`true\`.`),
  "",
  "One that takes rows:",
  "",
  ...module(MAILING_LIST),
  "",
  "One that takes files:",
  "",
  ...module(PRINT_SHOP),
];

function module(path: string): string[] {
  return ["```js", readFileSync(path, "utf8").trimEnd(), "```"];
}

/** A paragraph. */
function folded(text: string): string[] {
  return [...lines(text, ""), ""];
}

/** One of a list. */
function item(text: string): string[] {
  return lines(text, "   ");
}

function lines(text: string, indent: string): string[] {
  const folded: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = folded.at(-1);
    if (line === undefined) folded.push(word);
    else if (`${line} ${word}`.length > MOST_COLUMNS) folded.push(`${indent}${word}`);
    else folded[folded.length - 1] = `${line} ${word}`;
  }
  return folded;
}
