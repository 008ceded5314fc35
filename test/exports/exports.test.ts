import { buffer } from "node:stream/consumers";
import { parse as parseCsv } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { read as readWorkbook, utils as sheets } from "xlsx";
import { bind, identifier, join, render, sql } from "../../src/compiler/sql.ts";
import { oneRow } from "../../src/engine/engine.ts";
import type { ExportField } from "../../src/results/exports/fields.ts";
import { CSV, type FileFormat } from "../../src/results/exports/file-format.ts";
import { identifierRow, sha256 as sqlSha256 } from "../../src/results/exports/identifiers.ts";
import { inTurn } from "../../src/results/exports/in-turn.ts";
import { ladder, stepCustomers } from "../../src/results/exports/ladder.ts";
import { preview } from "../../src/results/exports/preview.ts";
import { fileOf } from "../../src/results/exports/read-sent.ts";
import type { Requirements } from "../../src/results/exports/rungs.ts";
import type { Outline } from "../../src/results/exports/scene.ts";
import { dropSent, partsOf, writeDown, writeTaken } from "../../src/results/exports/sent-table.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { identifiersDocument, sha256 } from "./identifiers-document.ts";
import { ndjson, people, type Person, TYPES } from "./people.ts";
import { vectors } from "./vectors.ts";

const EVERYONE: Condition = { kind: "all", of: [] };
/** The last two: one whose address is hashed already, and one whose address Google writes otherwise. */
const PEOPLE: readonly Person[] = [...people(998), { customer_id: "c999", email: sha256("p999@example.com") }, { customer_id: "c1000", email: "First.Last+news@gmail.com" }];
const NEVER = new AbortController().signal;

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("customers", "ndjson", ndjson(PEOPLE), { types: TYPES });
});
afterAll(() => bench.close());

describe("identifiers", () => {
  test("are written as the rules say, and hashed as another implementation hashes them", async () => {
    const written = vectors.map(({ identifier, value, callingCode }) => identifierRow(identifier).normal(bind("String", value), callingCode));
    const asked = sql`SELECT [${join(written, sql`, `)}] AS written, [${join(written.map(sqlSha256), sql`, `)}] AS hashed`;
    const found = await oneRow(bench.storage.engine, render(asked));
    expect(found["written"]).toEqual(vectors.map((vector) => vector.written));
    expect(found["hashed"]).toEqual(vectors.map(({ written: text }) => (text === "" ? "" : sha256(text))));
  });

  test("have the hashes that Google and Meta tell", () => {
    const begins = (text: string): string => sha256(text).slice(0, 8);
    expect(["cloudysanfrancisco@gmail.com", "user.name+nyc@example.com", "+18005550100", "18005550100"].map(begins)).toEqual([
      "223ebda6",
      "f109a2a6",
      "fb4f73a6",
      "92cfdc5f",
    ]);
  });

  test("docs/identifiers.md is written from the table (vitest -u writes it anew)", async () => {
    await expect(identifiersDocument()).toMatchFileSnapshot("../../docs/identifiers.md");
  });
});

const EMAIL: ExportField = { name: "Email", from: { kind: "attribute", attribute: "email" }, as: { kind: "identifier", identifier: "email", hash: false } };
const PHONE: ExportField = { name: "Phone", from: { kind: "attribute", attribute: "phone" }, as: { kind: "identifier", identifier: "phone", hash: true } };
const NONE: Requirements = { mandatory: { match: "all", attributes: [] } };

function outline(requirements: Requirements, fields: readonly ExportField[] = [EMAIL, PHONE], where: Condition = EVERYONE): Outline {
  return { question: { where }, fields, requirements, parameters: {} };
}

function attribute(name: string, test: object): Condition {
  return { kind: "attribute", attribute: name, op: "is_known", ...test };
}

/** What the tests take for valid is written here anew. */
const hasEmail = ({ email }: Person): boolean => email !== undefined;
const mailOf = ({ email = "" }: Person): string => email.trim().toLowerCase();
const hasValidEmail = (person: Person): boolean => /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(mailOf(person));
const hasValidPhone = ({ phone = "" }: Person): boolean => /^\+65/.test(phone);

describe("the ladder", () => {
  test("counts who remains after each step, and shows whom it leaves out", async () => {
    const consent = attribute("consent", { op: "is_true" });
    const suppression = attribute("spend", { op: "less_than", value: 1_000 });
    const requirements: Requirements = { mandatory: { match: "all", attributes: ["email"] }, permission: consent, suppression, unique: "Email" };
    const known = PEOPLE.filter(hasEmail);
    const valid = known.filter(hasValidEmail);
    const permitted = valid.filter((person) => person.consent === true);
    const kept = permitted.filter(({ spend }) => !(spend !== undefined && spend < 1_000));
    const unique = kept.filter((person, at) => kept.findIndex((other) => mailOf(other) === mailOf(person)) === at);
    const found = await ladder(bench, outline(requirements));
    expect(found.receipt.count).toBe(PEOPLE.length);
    expect(found.steps.map(({ step: { kind }, remaining }) => [kind, remaining])).toEqual([
      ["known", known.length],
      ["valid", valid.length],
      ["permitted", permitted.length],
      ["not_suppressed", kept.length],
      ["unique", unique.length],
    ]);
    expect(found.exportable).toBe(unique.length);
    const steps = [PEOPLE, known, valid, permitted, kept, unique];
    for (const [at, before] of steps.slice(0, -1).entries()) {
      const [remaining = [], left] = [steps[at + 1], before.filter((person) => !steps[at + 1]?.includes(person))];
      for (const [side, expected] of [["left_out", left], ["remain", remaining]] as const) {
        const keys = expected.map(({ customer_id }) => customer_id);
        const shown = await stepCustomers(bench, outline(requirements), { step: at, side, limit: 1_000 });
        expect(shown.rows.map(({ key }) => key)).toEqual(keys);
        expect(shown.found).toBe(keys.length);
      }
      const [first] = left;
      const { rows, found } = await stepCustomers(bench, outline(requirements), { step: at, side: "left_out", search: first?.customer_id, limit: 1_000 });
      expect(rows[0]?.key).toBe(first?.customer_id);
      expect(found).toBeGreaterThanOrEqual(1);
      expect(found).toBeLessThanOrEqual(left.length);
    }
  });

  test("of any of several attributes asks that one is known, and that a known one is valid", async () => {
    const found = await ladder(bench, outline({ mandatory: { match: "any", attributes: ["email", "phone"] } }));
    const known = PEOPLE.filter((person) => hasEmail(person) || person.phone !== undefined);
    const valid = PEOPLE.filter((person) => hasValidEmail(person) || hasValidPhone(person));
    expect(found.steps.map(({ remaining }) => remaining)).toEqual([known.length, valid.length]);
  });

  test("of 1,000 in the segment of whom 10 have what is mandatory leaves 10, in 10 rows", async () => {
    const asked = outline({ mandatory: { match: "all", attributes: ["member"] } });
    const found = await ladder(bench, asked);
    expect([found.receipt.count, found.exportable]).toEqual([1_000, 10]);
    const sent = await writeDown(bench, { id: "ladder", outline: asked, compares: false });
    expect(sent.rows).toEqual({ added: 10, updated: 0, removed: 0 });
    const [part] = await partsOf(bench.storage.engine, sent.table, "added", 100);
    if (part === undefined) throw new Error("no rows");
    const rows: string[][] = parseCsv(await buffer(fileOf(bench.storage.engine, sent, part, CSV, () => undefined, NEVER)));
    expect(rows).toHaveLength(1 + 10);
    await dropSent(bench.storage.engine, sent.table);
  });

  test("says all that a destination names and that is not there", async () => {
    const inherited: ExportField = { name: "p", from: { kind: "parameter", parameter: "constructor" } };
    const wrong: ExportField = { name: "x", from: { kind: "attribute", attribute: "emial" } };
    const twice: ExportField = { name: "x", from: { kind: "attribute", attribute: "spend" }, as: { kind: "date", pattern: "YYYY" } };
    await expect(ladder(bench, outline({ mandatory: { match: "all", attributes: ["fone"] }, unique: "y" }, [inherited, wrong, twice]))).rejects.toMatchObject({
      code: "invalid_destination",
      problems: [{ code: "parameter_missing" }, { code: "unknown_attribute", hint: 'Did you mean "email"?' }, { code: "format_not_for_type" }, { code: "field_name_taken" }, { code: "unknown_attribute" }, { code: "unknown_field" }],
    });
  });

  test.each([
    ["permission", "Permission", "Mend the permission of the destination."],
    ["suppression", "Suppression list", "Mend it on the page “Settings” of exports."],
  ])("tells a broken %s as such, not as the segment's", async (place, title, mend) => {
    const broken: Condition = { kind: "not", of: attribute("konsent", { op: "is_true" }) };
    await expect(ladder(bench, outline({ ...NONE, [place]: broken }))).rejects.toMatchObject({
      code: "invalid_destination",
      message: `${title}: There is no attribute "konsent".`,
      path: [place, "of", "attribute"],
      hint: `Did you mean "consent"? ${mend}`,
    });
  });
});

test("a preview shows rows as they are sent, and what is doubtful about identifiers", async () => {
  const fields: ExportField[] = [{ name: "id", from: { kind: "key" } }, EMAIL];
  const { rows, preflight, columns } = await preview(bench, outline({ mandatory: { match: "all", attributes: ["email"] } }, fields));
  expect(columns).toEqual([{ name: "id", type: "text" }, { name: "Email", type: "text" }]);
  expect(rows.map(({ values }) => values)).toEqual(PEOPLE.filter(hasValidEmail).slice(0, 10).map((person) => [person.customer_id, mailOf(person)]));
  const known = PEOPLE.filter(hasEmail);
  const invalid = known.filter((person) => !hasValidEmail(person)).length;
  expect(preflight).toEqual([{ field: "Email", known: known.length, hashedAlready: 0, invalid, differs: null }]);

  const as = (identifier: "email" | "hashed", hash: boolean) => ({ name: `${identifier} ${hash}`, from: EMAIL.from, as: { kind: "identifier", identifier, hash } }) as const;
  const hashing = await preview(bench, outline(NONE, [as("email", true), as("hashed", false), as("hashed", true)]));
  const twin = { rule: "E-mail for Google", count: 1 };
  expect(hashing.preflight).toEqual([
    { field: "email true", known: known.length, hashedAlready: 1, invalid, differs: twin },
    { field: "hashed false", known: known.length, hashedAlready: 0, invalid: known.length - 1, differs: null },
    { field: "hashed true", known: known.length, hashedAlready: 1, invalid: known.length - 1, differs: null },
  ]);
});

const FIELDS: readonly ExportField[] = [
  { name: "id", from: { kind: "key" } },
  { name: "note", from: { kind: "attribute", attribute: "note" } },
  { name: "consent", from: { kind: "attribute", attribute: "consent" } },
  { name: "spend", from: { kind: "attribute", attribute: "spend" } },
  { name: "born", from: { kind: "attribute", attribute: "born" } },
  { name: "seen", from: { kind: "attribute", attribute: "seen" } },
  { name: "tags", from: { kind: "attribute", attribute: "tags" } },
  { name: "pets", from: { kind: "attribute", attribute: "pets" } },
  { name: "a \"strange\" name,", from: { kind: "fixed", value: "=fixed" } },
  { name: "born as", from: { kind: "attribute", attribute: "born" }, as: { kind: "date", pattern: "DD/MM/YYYY" } },
  { name: "seen as", from: { kind: "attribute", attribute: "seen" }, as: { kind: "date", pattern: "YYYY-MM-DD HH:mm:ss", timeZone: "Asia/Singapore" } },
  { name: "spend as", from: { kind: "attribute", attribute: "spend" }, as: { kind: "number", decimals: 2, mark: "," } },
  { name: "consent as", from: { kind: "attribute", attribute: "consent" }, as: { kind: "boolean", yes: "ja", no: "nein" } },
];

describe("files", () => {
  let sent: Awaited<ReturnType<typeof writeDown>>;
  beforeAll(async () => {
    sent = await writeDown(bench, { id: "files", outline: outline(NONE, FIELDS), compares: false });
  });

  async function file(format: FileFormat): Promise<Buffer> {
    const [part] = await partsOf(bench.storage.engine, sent.table, "added", 10_000);
    if (part === undefined) throw new Error("no rows");
    return buffer(fileOf(bench.storage.engine, sent, part, format, () => undefined, NEVER));
  }

  const local = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  const two = (value: number): string => (Math.sign(value) * Math.round(Math.abs(value) * 100) / 100).toFixed(2);
  const formatted = ({ born, seen, spend, consent }: Person): readonly (string | null)[] => [
    born === undefined ? null : born.split("-").toReversed().join("/"),
    seen === undefined ? null : local(seen),
    spend === undefined ? null : two(spend).replace(".", ","),
    consent === undefined ? null : consent ? "ja" : "nein",
  ];

  test.each([",", ";", "\t", "|"] as const)("of CSV with %j are read back by another library", async (delimiter) => {
    for (const quotes of ["needed", "always"] as const) {
      const text = await file({ ...CSV, delimiter, quotes, lineEnd: "\r\n", formulas: "kept", bom: true });
      const rows: string[][] = parseCsv(text, { delimiter, bom: true, relax_column_count: false });
      expect(rows[0]).toEqual(FIELDS.map(({ name }) => name));
      expect(rows.slice(1)).toEqual(
        PEOPLE.map((person) => [
          ...[person.customer_id, person.note ?? "", person.consent === undefined ? "" : String(person.consent), person.spend === undefined ? "" : String(person.spend)],
          ...[person.born ?? "", person.seen ?? "", (person.tags?.length ?? 0) === 0 ? "" : JSON.stringify(person.tags), person.pets === undefined ? "" : JSON.stringify(person.pets)],
          "=fixed",
          ...formatted(person).map((value) => value ?? ""),
        ]),
      );
    }
  });

  test("of CSV keep formulas from spreadsheets", async () => {
    const rows: string[][] = parseCsv(await file(CSV));
    for (const [at, person] of PEOPLE.entries()) {
      const note = person.note ?? "";
      expect(rows[at + 1]?.[1]).toBe(/^[=@]/.test(note) ? `'${note}` : note);
    }
  });

  test("of JSON and NDJSON hold the values as they are", async () => {
    const expected = PEOPLE.map((person) => {
      const { customer_id, note = null, consent = null, spend = null, born = null, seen = null, tags = [], pets = [] } = person;
      const values = [customer_id, note, consent, spend, born, seen, tags, pets, "=fixed", ...formatted(person)];
      return Object.fromEntries(FIELDS.map(({ name }, at) => [name, values[at]]));
    });
    expect(JSON.parse((await file({ kind: "json" })).toString())).toEqual(expected);
    const lines = (await file({ kind: "ndjson" })).toString().trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(expected);
  });

  test("of Parquet are typed, and read back by another library", async () => {
    const bytes = await file({ kind: "parquet" });
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows.map(({ id }) => id)).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
    expect(rows.map(({ spend }) => spend ?? undefined)).toEqual(PEOPLE.map(({ spend }) => spend));
    expect(rows.map(({ consent }) => consent ?? undefined)).toEqual(PEOPLE.map(({ consent }) => consent));
    expect(rows.map(({ born }) => (born instanceof Date ? born.toISOString().slice(0, 10) : undefined))).toEqual(PEOPLE.map(({ born }) => born));
    expect(rows.map(({ tags }) => tags)).toEqual(PEOPLE.map(({ tags = [] }) => tags));
    expect(rows.map(({ pets }) => pets)).toEqual(PEOPLE.map(({ pets = [] }) => pets));
  });

  test("of Excel open in another library, with numbers, days and texts as such", async () => {
    const book = readWorkbook(await file({ kind: "xlsx" }));
    const [sheet] = Object.values(book.Sheets);
    if (sheet === undefined) throw new Error("no sheet");
    const rows = sheets.sheet_to_json<Record<string, unknown>>(sheet, { defval: null });
    expect(rows.map(({ id }) => id)).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
    expect(rows.map(({ spend }) => spend ?? undefined)).toEqual(PEOPLE.map(({ spend }) => spend));
    expect(rows.map(({ note }) => note ?? "")).toEqual(PEOPLE.map(({ note = "" }) => note.replace("\u0001", "\u{FFFD}")));
    const day = ({ born }: Person): number | undefined => (born === undefined ? undefined : Date.parse(born) / 86_400_000 + 25_569);
    expect(rows.map(({ born }) => born ?? undefined)).toEqual(PEOPLE.map(day));
    const cell: { readonly w?: string } | undefined = sheet["E3"];
    expect(cell?.w).toBe(PEOPLE[1]?.born);
  });

  test("are the same bytes each time", async () => {
    for (const kind of ["xlsx", "parquet", "json"] as const) expect(Buffer.compare(await file({ kind }), await file({ kind }))).toBe(0);
  });

  test("are cut at the rows that are asked for, each row in one", async () => {
    const { engine } = bench.storage;
    const parts = await partsOf(engine, sent.table, "added", 300);
    expect(parts.map(({ rows }) => rows)).toEqual([300, 300, 300, 100]);
    const texts = await Promise.all(parts.map((part) => buffer(fileOf(engine, sent, part, { kind: "ndjson" }, () => undefined, NEVER))));
    const ids = texts.flatMap((text) => text.toString().trimEnd().split("\n").map((line): unknown => JSON.parse(line).id));
    expect(ids).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
  });
});

test("what was read ahead and lost before its turn is read anew, and nothing is read twice", async () => {
  const opened: string[] = [];
  const stream = (name: string, failures: number, after = 0) => ({
    open: async function* (): AsyncIterable<Uint8Array> {
      opened.push(name);
      const fails = opened.filter((each) => each === name).length <= failures;
      for (let at = 0; at < 3; at += 1) {
        if (fails && at === after) throw new Error(`${name} is lost`);
        yield Buffer.from(`${name}${at} `);
      }
    },
    ended: () => void opened.push(`${name} ended`),
  });
  const read = async (...streams: readonly ReturnType<typeof stream>[]): Promise<string> =>
    (await buffer(inTurn(streams.map(({ open, ended }) => ({ open: async () => open(), ended }))))).toString();
  expect(await read(stream("a", 0), stream("b", 1), stream("c", 0))).toBe("a0 a1 a2 b0 b1 b2 c0 c1 c2 ");
  expect(opened.filter((each) => each === "b")).toHaveLength(2);
  await expect(read(stream("d", 2))).rejects.toThrow("d is lost");
  expect(opened).not.toContain("d ended");
});

test("a million rows are cut into thousands of parts within the memory of a statement", async () => {
  const { engine } = bench.storage;
  const { table } = await writeDown(bench, { id: "many", outline: outline(NONE, [EMAIL]), compares: false });
  await engine.run(render(sql`INSERT INTO ${identifier(table)} (change, id) SELECT 'removed', number * 2 FROM numbers(1000001) WHERE number > 0`));
  const parts = await partsOf(engine, table, "removed", 300);
  expect(parts).toHaveLength(3_334);
  expect(parts.slice(1, 3)).toEqual([1, 2].map((at) => ({ change: "removed", after: at * 600, to: (at + 1) * 600, rows: 300 })));
  expect(parts.at(-1)).toEqual({ change: "removed", after: 1_999_800, to: 2_000_000, rows: 100 });
  const [, second] = parts;
  if (second === undefined) throw new Error("no second part");
  expect(await partsOf(engine, table, second, 200)).toEqual([{ ...second, to: 1_000, rows: 200 }, { ...second, after: 1_000, rows: 100 }]);
  await dropSent(engine, table);
});

test("changes are told apart from what the destination took, of all of it and of a part", async () => {
  const { engine } = bench.storage;
  const fields: readonly ExportField[] = ["note", "consent", "spend", "born", "seen", "tags", "pets"].map((name) => ({ name, from: { kind: "attribute", attribute: name } }));
  const at = (where: Condition): Outline => outline(NONE, fields, where);
  const rows = async (table: string, change: string): Promise<unknown> => (await engine.rows(render(sql`SELECT key, c1 FROM ${identifier(table)} WHERE change = ${bind("String", change)} ORDER BY id`))).map((row) => [row["key"], row["c1"]]);
  const small = attribute("spend", { op: "less_than", value: 6_000 });
  const large = attribute("spend", { op: "greater_than", value: 3_000 });
  const one = await writeDown(bench, { id: "one", outline: at(small), compares: true });
  const inOne = PEOPLE.filter(({ spend }) => spend !== undefined && spend < 6_000);
  expect(one.rows).toEqual({ added: inOne.length, updated: 0, removed: 0 });

  // The notes of the first hundred change, and others are in.
  await bench.importText("customers", "ndjson", ndjson(PEOPLE.slice(0, 100).map(({ customer_id }) => ({ customer_id, note: "new" }))));
  const inTwo = PEOPLE.filter(({ spend }) => spend !== undefined && spend > 3_000);
  const two = await writeDown(bench, { id: "two", outline: at(large), compares: true, before: one });
  const changed = (person: Person): boolean => PEOPLE.indexOf(person) < 100 && person.note !== "new";
  const added = inTwo.filter((person) => !inOne.includes(person));
  const updated = inTwo.filter((person) => inOne.includes(person) && changed(person));
  const removed = inOne.filter((person) => !inTwo.includes(person));
  expect(two.rows).toEqual({ added: added.length, updated: updated.length, removed: removed.length });
  expect(await rows(two.table, "removed")).toEqual(removed.map(({ customer_id, note = null }) => [customer_id, note]));

  // Half of the added, all of the updated and none of the removed were taken.
  const half = added[Math.floor(added.length / 2)];
  const idOf = (person: Person | undefined): number => (person === undefined ? 0 : PEOPLE.indexOf(person) + 1);
  const taken = await writeTaken(engine, "taken", two, one, { added: idOf(half), updated: 1_000, removed: 0 });
  const three = await writeDown(bench, { id: "three", outline: at(large), compares: true, before: taken });
  expect(three.rows).toEqual({ added: added.length - Math.floor(added.length / 2) - 1, updated: 0, removed: removed.length });

  // Of other columns nothing can be compared.
  const four = await writeDown(bench, { id: "four", outline: outline(NONE, [EMAIL], large), compares: true, before: one });
  expect(four.before).toBeUndefined();
  expect(four.rows).toEqual({ added: inTwo.length, updated: 0, removed: 0 });

  // Who leaves is not removed while the same list has them by another segment.
  const isOthers = ({ spend }: Person): boolean => spend !== undefined && spend < 1_000;
  const others = await writeDown(bench, { id: "others", outline: at(attribute("spend", { op: "less_than", value: 1_000 })), compares: true });
  const five = await writeDown(bench, { id: "five", outline: at(large), compares: true, before: one, others: [others] });
  expect(await rows(five.table, "removed")).toEqual(removed.filter((person) => !isOthers(person)).map(({ customer_id, note = null }) => [customer_id, note]));
  expect(removed.filter(isOthers).length).toBeGreaterThan(0);
  for (const { table } of [one, two, taken, three, four, others, five]) await dropSent(engine, table);
});

test("what a spreadsheet or the engine does not take is written so that it does", async () => {
  const { engine } = bench.storage;
  await bench.importText("customers", "ndjson", ndjson([{ customer_id: "c1", spend: 1e300 }]));
  const texts = ["=1+1", "\n=1+1", "＝1+1", "-1+1", "+65 6123 4567", "-1.234,50", "_x0041_ a\r\nb", "🙂".repeat(20_000), "x".repeat(32_767)];
  const fields: readonly ExportField[] = [
    { name: "spend", from: { kind: "attribute", attribute: "spend" }, as: { kind: "number", decimals: 2, mark: "." } },
    ...texts.map((value, at): ExportField => ({ name: `-${at}`, from: { kind: "fixed", value } })),
  ];
  const sent = await writeDown(bench, { id: "edges", outline: outline(NONE, fields), compares: false });
  const [part] = await partsOf(engine, sent.table, "added", 1);
  if (part === undefined) throw new Error("no rows");
  const [header, row]: string[][] = parseCsv(await buffer(fileOf(engine, sent, part, CSV, () => undefined, NEVER)));
  expect(header).toEqual(["spend", ...texts.map((_, at) => `-${at}`)]);
  expect(row).toEqual(["1e300", ...texts.map((text, at) => (at < 4 ? `'${text}` : text))]);
  const book = readWorkbook(await buffer(fileOf(engine, sent, part, { kind: "xlsx" }, () => undefined, NEVER)));
  const cells = Object.values(book.Sheets).flatMap((sheet) => sheets.sheet_to_json<unknown[]>(sheet, { header: 1 }))[1] ?? [];
  expect(cells.slice(1)).toEqual(texts.map((text) => (text.length > 32_767 ? `${"🙂".repeat(16_383)}…` : text)));
  await dropSent(engine, sent.table);
});
