import { describe, expect, test } from "vitest";
import { bind, fits, identifier, join, LIST_DATABASE, render, sql, table } from "../../src/compiler/sql.ts";

describe("a statement", () => {
  test("numbers its parameters in the order of the text, however its pieces were made", () => {
    const second = sql`b = ${bind("Float64", 2)}`;
    const first = sql`a = ${bind("String", "x")}`;
    expect(render(sql`SELECT ${join([first, second, first], sql` AND `)}`)).toEqual({
      text: "SELECT a = {p1:String} AND b = {p2:Float64} AND a = {p3:String}",
      params: {
        p1: { type: "String", value: "x" },
        p2: { type: "Float64", value: 2 },
        p3: { type: "String", value: "x" },
      },
      lists: [],
    });
  });

  test("numbers its lists apart from its parameters", () => {
    const { text, lists } = render(sql`${table("String", ["a"])} ${bind("Bool", true)} ${table("Float64", [1])}`);
    expect(text).toBe(`${LIST_DATABASE}.{list1:Identifier} {p1:Bool} ${LIST_DATABASE}.{list2:Identifier}`);
    expect(lists).toEqual([
      { name: "list1", type: "String", values: ["a"] },
      { name: "list2", type: "Float64", values: [1] },
    ]);
  });

  test("joins nothing to nothing", () => {
    expect(render(join([], sql` AND `)).text).toBe("");
  });

  test("never holds a value", () => {
    for (const attack of ["'", "\\", "`", "{p1:String}", "'; DROP TABLE customers; --", "\0", "*/", "$$"]) {
      expect(render(sql`a = ${bind("String", attack)}`).text).toBe("a = {p1:String}");
      expect(render(sql`SELECT value FROM ${table("String", [attack])}`).text).toBe(`SELECT value FROM ${LIST_DATABASE}.{list1:Identifier}`);
    }
  });

  test("holds a name as a name, whatever is in it", () => {
    expect(render(identifier("a1")).text).toBe("`a1`");
    expect(render(identifier("scratch", "leaf")).text).toBe("`scratch`.`leaf`");
    expect(render(identifier("`; DROP TABLE x; --")).text).toBe("`\\`; DROP TABLE x; --`");
    expect(render(identifier("\\")).text).toBe("`\\\\`");
    expect(render(identifier("\\`")).text).toBe("`\\\\\\``");
  });
});

describe("one parameter", () => {
  test("holds 500 values and no more", () => {
    expect(fits(Array.from({ length: 500 }, () => "a"))).toBe(true);
    expect(fits(Array.from({ length: 501 }, () => 1))).toBe(false);
  });

  test("holds values up to 8 KiB each, in UTF-8", () => {
    expect(fits(["a".repeat(8192)])).toBe(true);
    expect(fits(["a".repeat(8193)])).toBe(false);
    expect(fits(["é".repeat(4097)])).toBe(false);
  });

  test("holds 16 KiB together", () => {
    expect(fits(["a".repeat(8192), "b".repeat(8192)])).toBe(true);
    expect(fits(["a".repeat(8192), "b".repeat(8192), "c"])).toBe(false);
  });
});
