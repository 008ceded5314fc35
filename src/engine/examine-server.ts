import { z } from "zod";
import { bind, join, render, sql } from "../compiler/sql.ts";
import { type Diagnosis, diagnose, type Seen } from "./diagnosis.ts";
import { type Engine, oneRow } from "./engine.ts";

/** The version with which the tests run: what is older may lack something that is relied on. */
const TESTED = [26, 7] as const;
const CLOCK_WARNS_MS = 2_000;
const LONG_VALUE = 1_000_000;
const MANY_FIELDS = 2_000;
const GB = 1e9;
const DISK_WARNS = 20 * GB;
const DISK_WRONG = GB;

export interface ExaminedServer {
  /** In front of what is said of it. */
  readonly name: string;
  readonly engine: Engine;
  /** What its user must be granted; left out: it is our own node, whose users and settings are ours. */
  readonly rights?: readonly string[];
}

/** Looks at a server, whatever is stored on it. Changes nothing. */
export async function* examineServer({ name, engine, rights }: ExaminedServer): AsyncIterable<Diagnosis> {
  const first = await diagnose(`${name}: version`, () => version(engine));
  yield first;
  // What does not answer has nothing more to say.
  if (first.state === "wrong") return;
  yield diagnose(`${name}: disk`, () => disk(engine));
  if (rights === undefined) return;
  yield diagnose(`${name}: clock`, () => clock(engine));
  yield diagnose(`${name}: rights`, () => requireRights(engine, rights));
  yield diagnose(`${name}: long values`, () => longValues(engine));
}

async function version(engine: Engine): Promise<Seen> {
  const row = await oneRow(engine, render(sql`SELECT version() AS version`));
  const text = z.string().parse(row["version"]);
  const [major = 0, minor = 0] = text.split(".").map(Number);
  if (major > TESTED[0] || (major === TESTED[0] && minor >= TESTED[1])) return `ClickHouse ${text}`;
  return {
    state: "warning",
    said: `ClickHouse ${text} is older than ${TESTED.join(".")}, with which Coterie is tested.`,
    hint: "Upgrade it, or compare some counts before you rely on it.",
  };
}

async function disk(engine: Engine): Promise<Seen> {
  const row = await oneRow(engine, render(sql`SELECT min(free_space) AS free FROM system.disks`));
  const free = z.number().parse(row["free"]);
  const said = `${(free / GB).toFixed(1)} GB free`;
  const hint = "An import needs some three times the size of its file for a while: free some disk space.";
  if (free < DISK_WRONG) return { state: "wrong", said, hint };
  return free < DISK_WARNS ? { state: "warning", said, hint } : said;
}

async function clock(engine: Engine): Promise<Seen> {
  const before = Date.now();
  const row = await oneRow(engine, render(sql`SELECT toUnixTimestamp64Milli(now64(3)) AS now`));
  const after = Date.now();
  const now = z.number().parse(row["now"]);
  const apart = now < before ? before - now : Math.max(0, now - after);
  if (apart <= CLOCK_WARNS_MS) return "the same as here";
  return {
    state: "warning",
    said: `${(apart / 1000).toFixed(1)} s apart from the clock here.`,
    hint: "Let a time service keep both: events of the last minutes are judged by the clock here.",
  };
}

async function requireRights(engine: Engine, rights: readonly string[]): Promise<Seen> {
  const missing: string[] = [];
  for (const right of rights) {
    // It takes no format, so it is answered with a line of text; and to who may only read, no right to write is granted.
    const answer = await engine.bytes({ text: `CHECK GRANT ${right}`, params: {}, lists: [] }, { settings: { readonly: 0 } });
    if (new TextDecoder().decode(answer).trim() !== "1") missing.push(right);
  }
  if (missing.length === 0) return "all that are needed";
  return {
    state: "wrong",
    said: `The user lacks ${missing.join(", ")}.`,
    hint: "Grant the user what docs/operations.md lists.",
  };
}

/** A definition may bring long values and many of them; how long and how many is a setting of the server's default profile alone. */
async function longValues(engine: Engine): Promise<Seen> {
  const long = bind("String", "x".repeat(LONG_VALUE));
  const many = join(Array.from({ length: MANY_FIELDS }, (_, at) => bind("UInt32", at)), sql`, `);
  const row = await oneRow(engine, render(sql`SELECT length(${long}) AS long, length([${many}]) AS many`)).catch((error: unknown) => error);
  if (!(row instanceof Error)) return `${LONG_VALUE / 1e6} MB, and ${MANY_FIELDS} at once`;
  return {
    state: "wrong",
    said: `A question with a value of ${LONG_VALUE / 1e6} MB and ${MANY_FIELDS} others is refused: ${row.message}`,
    hint: "Set http_max_field_value_size to 67108864 and http_max_fields to 100000 in the profile `default` of the server.",
  };
}
