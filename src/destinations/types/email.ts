import { Readable } from "node:stream";
import { unlessCancelled } from "../cancel.ts";
import { Refused } from "../delivery-error.ts";
import { type Delivery, destinationType, type OutgoingFile, type Tools } from "../destination-type.ts";
import type { Filled } from "../setting.ts";
import { keepDownload } from "./keep-download.ts";
import { runPage } from "../run-page.ts";

/** What most mail servers take, once it is written as text. */
const MOST_BYTES = 15 * 1024 * 1024;
const ADDRESS = String.raw`[^\s@,;<>"]+@[^\s@,;<>"]+`;

const settings = {
  to: {
    kind: "text",
    where: "place",
    label: "To",
    placeholder: "ann@example.com, ben@example.com",
    pattern: new RegExp(String.raw`^\s*${ADDRESS}(?:\s*,\s*${ADDRESS})*\s*$`),
    help: "One address, or several with commas between.",
    most: 2000,
  },
  subject: { kind: "text", label: "Subject", placeholder: "Customers to call", pattern: /^[^\r\n]+$/, help: "One line.", most: 200 },
  carry: {
    kind: "choice",
    label: "The file",
    choices: [
      { value: "attached", label: "Attached, up to 15 MB" },
      { value: "link", label: "To download, with a link to the page of the run" },
    ],
    default: "link",
    help: "What is attached is read by everyone who gets the letter; the page of the run by those who may sign in and see it.",
  },
} as const;

export const email = destinationType({
  id: "email",
  title: "E-mail",
  summary: "Sends a letter with the file attached, or with a link to the page from which it is downloaded.",
  settings,
  modes: ["whole", "changes"],
  promised: "at_least_once",
  promise: "A letter whose sending was cut short is sent again, so that it may come twice.",
  takes: {
    kind: "files",
    formats: ["xlsx", "csv", "ndjson", "json", "parquet"],
    keepsApart: true,
    async open(filled, delivery, tools) {
      return {
        async put(file, signal) {
          await (filled.carry === "attached"
            ? sendAttached(filled, file, delivery, tools, signal)
            : sendLink(filled, file, delivery, tools, signal));
          return addresses(filled.to).join(", ");
        },
        async close() {},
      };
    },
  },
  test: (_filled, { mail }, signal) => mail.test(signal),
});

async function sendAttached(
  { to, subject }: Filled<typeof settings>,
  file: OutgoingFile,
  delivery: Delivery,
  { mail, link }: Tools,
  signal: AbortSignal,
): Promise<void> {
  const bytes = await bytesOf(file, signal);
  const text = `${about(file, delivery)}\nThe file is attached.\n\nThe run: ${link(runPage(delivery.run))}\n`;
  const attachment = { name: file.name, mediaType: file.mediaType, content: Readable.from([bytes]) };
  await mail.send({ to: addresses(to), subject, text, attachments: [attachment] }, signal);
}

async function sendLink(
  { to, subject }: Filled<typeof settings>,
  file: OutgoingFile,
  delivery: Delivery,
  tools: Tools,
  signal: AbortSignal,
): Promise<void> {
  await keepDownload(file, delivery, tools, signal);
  const text = `${about(file, delivery)}\nDownload it from the page of the run: ${tools.link(runPage(delivery.run))}\n`;
  await tools.mail.send({ to: addresses(to), subject, text }, signal);
}

function about({ name, rows }: OutgoingFile, { segment }: Delivery): string {
  return `Customers of the segment “${segment.name}”: ${name}, ${rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`}.\n`;
}

function addresses(to: string): readonly string[] {
  return to.split(",").map((address) => address.trim());
}

async function bytesOf(file: OutgoingFile, signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of unlessCancelled(file.bytes(), signal)) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      throw new Refused(`${file.name} has more than 15 MB: that is too much for a letter.`, {
        hint: "Let the letter carry a link instead, choose gzip, or fewer rows a file.",
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
