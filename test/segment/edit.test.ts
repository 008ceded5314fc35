import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttributeCondition, Condition, EventCondition, EventFilter, PropertyCondition } from "../../src/segment/ast.ts";
import type { Path } from "../../src/errors.ts";
import { duplicate, find, insert, join, move, negate, remove, replace, toggleOff, unwrap, update, wrap, type Edited } from "../../src/segment/edit.ts";
import type { Node } from "../../src/segment/edit-tree.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { parseCondition } from "../../src/segment/parse.ts";
import { conditions, SEED } from "./arbitrary.ts";

const a: AttributeCondition = { kind: "attribute", attribute: "a", op: "is_known" };
const b: AttributeCondition = { kind: "attribute", attribute: "b", op: "equals", value: "x" };
const c: AttributeCondition = { kind: "attribute", attribute: "c", op: "is_true" };
const p: PropertyCondition = { kind: "property", property: "p", op: "is_true" };
const q: PropertyCondition = { kind: "property", property: "q", op: "is_true" };
const order: EventCondition = { kind: "event", event: "Order" };
const all = (...of: Condition[]): Condition => ({ kind: "all", of });
const any = (...of: Condition[]): Condition => ({ kind: "any", of });
const EVERYONE = all();

describe("insert", () => {
  test("puts a condition at a place in a group, or at its end", () => {
    expect(insert(all(a, b), [], c, 1)).toEqual({ condition: all(a, c, b), changed: true, path: ["of", 1] });
    expect(insert(all(a, b), [], c)).toEqual({ condition: all(a, b, c), changed: true, path: ["of", 2] });
  });

  test("makes a group of all out of what is none", () => {
    expect(insert(a, [], b)).toEqual({ condition: all(a, b), changed: true, path: ["of", 1] });
  });

  test("gives an event its first test, and joins the next by all", () => {
    const first = insert(all(order), ["of", 0, "where"], p);
    expect(first).toEqual({ condition: all({ ...order, where: p }), changed: true, path: ["of", 0, "where"] });
    const second = insert(first.condition, ["of", 0, "where"], q);
    expect(second.condition).toEqual(all({ ...order, where: { kind: "all", of: [p, q] } }));
    expect(second.path).toEqual(["of", 0, "where", "of", 1]);
  });

  test("keeps tests of an event inside of events, and conditions outside", () => {
    const reason = "Tests of an event or a record stand inside of it, and other conditions outside.";
    expect(insert(all(a), [], p)).toEqual({ condition: all(a), changed: false, reason });
    expect(insert(order, ["where"], b)).toEqual({ condition: order, changed: false, reason });
  });
});

describe("remove", () => {
  test("takes a condition out, and the groups that it leaves empty", () => {
    expect(remove(all(a, b), ["of", 0]).condition).toEqual(all(b));
    expect(remove(all(a, any({ kind: "not", of: b })), ["of", 1, "of", 0, "of"]).condition).toEqual(all(a));
  });

  test("of the last condition leaves everyone", () => {
    expect(remove(any(a), ["of", 0]).condition).toEqual(EVERYONE);
    expect(remove(a, []).condition).toEqual(EVERYONE);
  });

  test("of the last test of an event leaves the event without one", () => {
    expect(remove({ ...order, where: p }, ["where"]).condition).toEqual(order);
    expect(remove({ ...order, where: { kind: "any", of: [p] } }, ["where", "of", 0]).condition).toEqual(order);
  });
});

describe("move", () => {
  test("changes the order in a group; the index counts before the move", () => {
    expect(move(all(a, b, c), ["of", 0], [], 3)).toEqual({ condition: all(b, c, a), changed: true, path: ["of", 2] });
    expect(move(all(a, b, c), ["of", 2], [], 0)).toEqual({ condition: all(c, a, b), changed: true, path: ["of", 0] });
  });

  test("to where it stands changes nothing", () => {
    expect(move(all(a, b), ["of", 0], [], 1)).toEqual({ condition: all(a, b), changed: false, reason: "It stands there already.", path: ["of", 0] });
  });

  test("goes into another group and out of one, which goes when it is empty", () => {
    expect(move(all(a, any(b, c)), ["of", 0], ["of", 1], 0)).toEqual({ condition: all(any(a, b, c)), changed: true, path: ["of", 0, "of", 0] });
    expect(move(all(any(a), b), ["of", 0, "of", 0], [], 2)).toEqual({ condition: all(b, a), changed: true, path: ["of", 1] });
  });

  test("onto a condition makes a group of the two", () => {
    expect(move(all(a, b), ["of", 1], ["of", 0])).toEqual({ condition: all(all(a, b)), changed: true, path: ["of", 0, "of", 1] });
  });

  test("of one of two equal conditions moves that one", () => {
    const twice = duplicate(all(a, b), ["of", 0]).condition;
    expect(move(twice, ["of", 0], [], 3)).toEqual({ condition: all(a, b, a), changed: true, path: ["of", 2] });
  });

  test("into itself is refused", () => {
    const condition = all(any(a));
    expect(move(condition, ["of", 0], ["of", 0, "of", 0])).toEqual({ condition, changed: false, reason: "A condition cannot be moved into itself." });
  });

  test("of a test of an event goes to another event, not out of events", () => {
    const condition = all({ ...order, where: p }, { kind: "event", event: "Visit" });
    expect(move(condition, ["of", 0, "where"], ["of", 1, "where"]).condition).toEqual(all(order, { kind: "event", event: "Visit", where: p }));
    expect(move(condition, ["of", 0, "where"], []).changed).toBe(false);
  });
});

describe("inside of steps, items and records", () => {
  const field: Node = { kind: "field", field: "price", op: "at_least", value: 100 };
  const sequence: Condition = { kind: "sequence", steps: [{ event: "Visit" }, { event: "Order", absent: true }] };
  const records: Condition = { kind: "attribute", attribute: "purchases" };
  const item: EventFilter = { kind: "item", of: "products", where: { kind: "all", of: [] } };

  test("a step gets its first test, which moves to another step", () => {
    const path = ["of", 0, "steps", 1, "where"];
    const first = insert(all(sequence), path, p);
    expect(first).toMatchObject({ condition: { of: [{ steps: [{ event: "Visit" }, { event: "Order", absent: true, where: p }] }] }, path });
    const moved = move(first.condition, path, ["of", 0, "steps", 0, "where"]);
    expect(moved.condition).toEqual(all({ ...sequence, steps: [{ event: "Visit", where: p }, { event: "Order", absent: true }] }));
    expect(insert(all(sequence), path, a).changed).toBe(false);
  });

  test("records get tests of a record, and lose them", () => {
    const one = insert(records, ["where"], field);
    expect(one.condition).toEqual({ ...records, where: field });
    const two = insert(one.condition, ["where"], field);
    expect(two.condition).toEqual({ ...records, where: { kind: "all", of: [field, field] } });
    expect(negate(one.condition, ["where"]).condition).toEqual({ ...records, where: { kind: "not", of: field } });
    expect(remove(one.condition, ["where"]).condition).toEqual(records);
    expect(insert(records, ["where"], p).changed).toBe(false);
  });

  test("an item keeps a filter of nothing", () => {
    const whole: Condition = { ...order, where: item };
    const filled = insert(whole, ["where", "where"], field);
    expect(filled).toEqual({
      condition: { ...order, where: { ...item, where: { kind: "all", of: [field] } } },
      changed: true,
      path: ["where", "where", "of", 0],
    });
    expect(remove(filled.condition, ["where", "where", "of", 0]).condition).toEqual(whole);
  });
});

describe("wrap, unwrap and join", () => {
  test("put a condition in a group of its own and take it out again", () => {
    const wrapped = wrap(all(a, b), ["of", 0], "any");
    expect(wrapped.condition).toEqual(all(any(a), b));
    expect(unwrap(wrapped.condition, ["of", 0]).condition).toEqual(all(a, b));
  });

  test("unwrap what a negation denies, and several tests of an event by all", () => {
    expect(unwrap({ kind: "not", of: a }, []).condition).toEqual(a);
    expect(unwrap({ ...order, where: { kind: "any", of: [p, q] } }, ["where"]).condition).toEqual({ ...order, where: { kind: "all", of: [p, q] } });
    expect(unwrap(a, [])).toEqual({ condition: a, changed: false, reason: "This is not a group." });
  });

  test("join the children the other way", () => {
    expect(join(all(a, b), [], "any").condition).toEqual(any(a, b));
    expect(join(all(a, b), [], "all")).toMatchObject({ changed: false, reason: "It is so already." });
  });
});

describe("negate", () => {
  test.each<[Condition, Condition]>([
    [a, { ...a, op: "is_unknown" }],
    [b, { ...b, op: "not_equals" }],
    [{ ...b, op: "not_equals" }, b],
    [c, { kind: "not", of: c }],
    [{ kind: "not", of: c }, c],
    [order, { kind: "not", of: order }],
    [any(a, b), { kind: "not", of: any(a, b) }],
    [{ ...b, match: "none" }, { ...b, match: undefined }],
    [{ ...b, match: "any" }, { ...b, match: undefined, op: "not_equals" }],
    [{ ...b, match: "all" }, { kind: "not", of: { ...b, match: "all" } }],
  ])("%j", (condition, complement) => expect(negate(condition, []).condition).toEqual(complement));
});

describe("other edits", () => {
  test("switch a condition off and on", () => {
    const off = toggleOff(all(a, b), ["of", 1]);
    expect(off.condition).toEqual(all(a, { ...b, off: true }));
    expect(toggleOff(off.condition, ["of", 1]).condition).toEqual(all(a, b));
  });

  test("put a copy behind", () => {
    expect(duplicate(all(a, b), ["of", 0])).toEqual({ condition: all(a, a, b), changed: true, path: ["of", 1] });
    expect(duplicate(a, [])).toEqual({ condition: all(a, a), changed: true, path: ["of", 1] });
    expect(duplicate({ ...order, where: p }, ["where"])).toMatchObject({ condition: { where: { kind: "all", of: [p, p] } }, path: ["where", "of", 1] });
  });

  test("replace and update one condition and keep the others as they are", () => {
    const before = all(a, any(b));
    const after = replace(before, ["of", 0], c);
    expect(after.condition).toEqual(all(c, any(b)));
    expect(find(after.condition, ["of", 1])).toBe(find(before, ["of", 1]));
    expect(update(before, ["of", 1, "of", 0], (node) => ({ ...node, note: "why" })).condition).toEqual(all(a, any({ ...b, note: "why" })));
    expect(replace(before, ["of", 0], a)).toEqual({ condition: before, changed: false, reason: "It is so already.", path: ["of", 0] });
  });
});

const edits: Record<string, (condition: Condition, path: Path) => Edited> = {
  insert: (condition, path) => insert(condition, path, a),
  remove,
  replace: (condition, path) => replace(condition, path, c),
  wrap: (condition, path) => wrap(condition, path, "any"),
  unwrap,
  join: (condition, path) => join(condition, path, "any"),
  negate,
  toggleOff,
  duplicate,
  "move to the root": (condition, path) => move(condition, path, [], 0),
  "move from the root": (condition, path) => move(condition, ["of", 0], path, 0),
};
const paths = fc.array(fc.oneof(fc.constantFrom("of", "where", "window", "__proto__"), fc.integer({ min: -1, max: 3 })), { maxLength: 5 });

test.each(Object.entries(edits))("%s at any path never throws, gives a definition of the right shape and says why nothing changed", (_, edit) => {
  fc.assert(
    fc.property(conditions, paths, (condition, path) => {
      const result = edit(condition, path);
      expect(parseCondition(result.condition).problems).toEqual([]);
      if (result.changed) expect(result.reason).toBeUndefined();
      else expect(result).toMatchObject({ condition, reason: expect.stringMatching(/\.$/) });
      if (result.path) expect(find(result.condition, result.path)).toBeDefined();
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("negate twice, and duplicate, keep the members", () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      expect(normalize(negate(negate(condition, []).condition, []).condition)).toEqual(normalize(condition));
      expect(normalize(duplicate(condition, []).condition)).toEqual(normalize(condition));
    }),
    { seed: SEED, numRuns: 500 },
  );
});
