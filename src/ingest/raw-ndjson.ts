import { z } from "zod";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { create, createWide, emptyFile, IN_ORDER, MOST_COLUMNS, type RawInput, type RawTable, wideColumn } from "./raw-table.ts";

export async function loadNdjson(input: RawInput): Promise<RawTable> {
  const objects = identifier(`${input.name}_objects`);
  await create(
    input,
    sql`CREATE TABLE ${objects} (row UInt64, broken LowCardinality(String), cells Map(String, String)) ENGINE = MergeTree ORDER BY tuple()`,
  );
  // Of two equal keys of an object the last counts, as in every reader of JSON; a map gives its first.
  await input.engine.load(
    render(sql`INSERT INTO ${objects}
      SELECT row, ${brokenObject(sql`line`)} AS broken,
        CAST(if(broken = '', arrayReverse(JSONExtractKeysAndValuesRaw(line)), []), 'Map(String, String)')
      FROM (SELECT rowNumberInAllBlocks() + 1 AS row, trimBoth(if(startsWith(text, '\\xEF\\xBB\\xBF'), substring(text, 4), text)) AS line
        FROM input('text String'))
      WHERE line != '' FORMAT LineAsString`),
    input.source,
    { ...input.options, settings: IN_ORDER },
  );
  const rows = await input.engine.rows(
    render(sql`SELECT name FROM ${objects} ARRAY JOIN mapKeys(cells) AS name, arrayEnumerate(mapKeys(cells)) AS place
      GROUP BY name ORDER BY min((row, -place)) LIMIT ${bind("UInt64", MOST_COLUMNS + 1)}`),
    input.options,
  );
  const names = rows.map((row) => z.string().parse(row["name"]));
  if (names.length === 0) throw await withoutObjects(input, objects);
  if (names.length > MOST_COLUMNS) {
    throw new AppError("too_many_columns", `The objects have more than ${MOST_COLUMNS} different keys.`, {
      hint: "Put what varies into a list of records.",
    });
  }
  // A column a key: looking into the map for each use of a value costs several times as much.
  const table = await createWide(input, names, sql`broken LowCardinality(String), `);
  const values = names.map((name) => sql`, nullIf(cells[${bind("String", name)}], '')`);
  await input.engine.run(
    render(sql`INSERT INTO ${table} SELECT row, broken${join(values, sql``)} FROM ${objects}`),
    input.options,
  );
  await input.engine.run(render(sql`DROP TABLE ${objects} SYNC`), input.options);
  return {
    table,
    names,
    cell: (name) => ({ raw: wideColumn(names, name), encoding: "json" }),
    broken: sql`broken`,
    blank: sql`0`,
    line: sql`row`,
  };
}

/** Why a line is not read. The engine (26.7) reads no JSON with a number beyond what a double or 64 bits hold. */
function brokenObject(line: Fragment): Fragment {
  return sql`multiIf(
    JSONType(${line}) = 'Object', '',
    NOT isValidUTF8(${line}), 'not valid UTF-8',
    startsWith(${line}, '{') AND endsWith(${line}, '}'), 'not valid JSON, or a number in it is too large',
    'not a JSON object')`;
}

async function withoutObjects(input: RawInput, objects: Fragment): Promise<AppError> {
  const [row] = await input.engine.rows(render(sql`SELECT count() AS count FROM ${objects}`), input.options);
  const hint = "An NDJSON file holds a JSON object a line.";
  if (z.number().parse(row?.["count"]) === 0) return emptyFile(hint);
  return new AppError("invalid_file", "No line of the file is a JSON object that gives something.", { hint });
}
