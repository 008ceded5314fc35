import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";

/** The parts of a workbook with one sheet, but for the sheet: ECMA-376 part 1, §12 and §18. */
const PARTS = {
  "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
</Types>`,
  "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Customers" sheetId="1" r:id="rId1"/></sheets>
</workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>`,
  // The cells of `sheet-row.ts` name styles by their places in `cellXfs`: 1 is a day, 2 an instant.
  "xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs>
</styleSheet>`,
} as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET = `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\n`;
const SHEET_END = "</sheetData></worksheet>\n";
/** The oldest that ZIP can say: the same rows make the same bytes. */
const MADE = new Date(1980, 0, 1);

/** An Excel file with one sheet: a row of names, then rows of SpreadsheetML as they come. */
export async function* workbook(names: readonly string[], rows: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(XML + text), name, { mtime: MADE, forceDosTimestamp: true });
  const sheet = Readable.from(sheetOf(names, rows), { objectMode: false });
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml", { mtime: MADE, forceDosTimestamp: true });
  zip.end();
  const bytes = zip.outputStream.pipe(new PassThrough());
  sheet.on("error", (error) => bytes.destroy(error));
  try {
    yield* bytes;
  } finally {
    sheet.destroy();
  }
}

async function* sheetOf(names: readonly string[], rows: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  const cells = names.map((name) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(name)}</t></is></c>`);
  yield encoder.encode(`${SHEET}<row>${cells.join("")}</row>\n`);
  yield* rows;
  yield encoder.encode(SHEET_END);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
