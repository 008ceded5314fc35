import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf } from "./stored.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const customers = (text: string) => bench.importText("customers", "csv", text);

describe("CSV", () => {
  it("is read with a byte order mark, CRLF, quoted line breaks, delimiters and quotes, and no last line break", async () => {
    const report = await customers(
      '\uFEFFcustomer_id,note,"odd, ""name"""\r\nk1,"two\r\nlines","a, ""b"""\r\nk2,  kept  ,\r\nk3,"",Ünï – 東京 🙂',
    );
    expect(report).toMatchObject({ read: 3, accepted: 3, rejected: 0, customers: 3 });
    expect(await attributesOf(bench, "k1")).toEqual({ note: "two\r\nlines", 'odd, "name"': 'a, "b"' });
    expect(await attributesOf(bench, "k2")).toEqual({ note: "  kept  ", 'odd, "name"': null });
    expect(await attributesOf(bench, "k3")).toEqual({ note: null, 'odd, "name"': "Ünï – 東京 🙂" });
  });

  it.each([
    ["a semicolon", ";"],
    ["a tab", "\t"],
    ["a bar", "|"],
  ])("may have %s between values", async (_, delimiter) => {
    const cells = [["customer_id", "left", "right"], ["d1", "", '"x, y"'], ["d2", " z ", ""]];
    const report = await customers(cells.map((row) => row.join(delimiter)).join("\n"));
    expect(report).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await attributesOf(bench, "d1")).toMatchObject({ left: null, right: "x, y" });
    expect(await attributesOf(bench, "d2")).toMatchObject({ left: " z ", right: null });
  });

  it("rejects rows with too many or too few values by their line, and counts blank lines for the line alone", async () => {
    const report = await customers('customer_id,"a\nb",c\n1,x,y\n\n2,x\n3,"l\nm",y\n4,x,y,z\n\n,x,y\n5,"",""\n\n\n');
    expect(report).toMatchObject({ read: 6, accepted: 3, rejected: 3 });
    expect(report.rejects).toEqual([
      { line: 5, reason: "fewer than 3 values" },
      { line: 8, reason: "more than 3 values" },
      { line: 10, reason: "no customer key" },
    ]);
  });

  it("takes a file of one column", async () => {
    const report = await customers('customer_id\none\n\n""\none,two\n');
    expect(report).toMatchObject({ read: 3, accepted: 1 });
    expect(report.rejects).toEqual([
      { line: 4, reason: "no customer key" },
      { line: 5, reason: "more than 1 value" },
    ]);
  });

  it("rejects text that is not UTF-8 where it stands", async () => {
    const bytes = Buffer.from("customer_id,bytes\nu1,caf\xe9\nu\xff2,x\nu3,ok\n", "latin1");
    const source = (async function* () {
      yield bytes.subarray(0, 25);
      yield bytes.subarray(25);
    })();
    const report = await bench.importer.import({ kind: "customers", format: "csv", source, name: "latin", columns: {} });
    expect(report.accepted).toBe(1);
    expect(report.rejects).toEqual([
      { line: 2, reason: 'bytes: "caf\uFFFD" is not valid UTF-8 text' },
      { line: 3, reason: 'customer_id: "u\uFFFD2" is not valid UTF-8 text' },
    ]);
  });

  it("keeps a quote inside an unquoted value, backslashes and the words for nothing of other programs", async () => {
    await customers('customer_id,odd1,odd2,odd3\nq1,6" pipe,\\N,a\\tb\nq2,NULL,null,NaN\n');
    expect(await attributesOf(bench, "q1")).toMatchObject({ odd1: '6" pipe', odd2: "\\N", odd3: "a\\tb" });
    expect(await attributesOf(bench, "q2")).toMatchObject({ odd1: "NULL", odd2: "null", odd3: "NaN" });
  });

  it.each([
    ["a quote that is not closed", 'customer_id,a\n1,x\n2,"y\n3,z\n', { code: "invalid_file", message: expect.stringContaining("line 3") }],
    ["text after a closing quote", 'customer_id,a\n1,"x"y\n', { code: "invalid_file" }],
    ["an unnamed column", "customer_id,,a\n1,2,3\n", { code: "invalid_header" }],
    ["two columns of one name", "customer_id,a,a\n1,2,3\n", { code: "invalid_header" }],
    ["no content", "", { code: "empty_file" }],
    ["no content but a byte order mark", "\uFEFF", { code: "empty_file" }],
    ["no column for the customer's key", "id,a\n1,2\n", { code: "missing_column", hint: expect.stringContaining("id, a") }],
  ])("refuses a file with %s as a whole", async (_, text, error) => {
    const before = bench.storage.catalog;
    await expect(customers(text)).rejects.toMatchObject(error);
    expect(bench.storage.catalog).toBe(before);
  });

  it("with a header alone is an import of nothing", async () => {
    expect(await customers("customer_id,never_seen")).toMatchObject({ read: 0, accepted: 0, rejected: 0 });
  });
});
