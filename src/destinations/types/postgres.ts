import { z } from "zod";
import type { SentRow } from "../../results/exports/read-sent.ts";
import { Refused } from "../delivery-error.ts";
import { type Batch, type Delivery, type DestinationType, destinationType, type RejectedRow, type RowSink } from "../destination-type.ts";
import { said } from "../said.ts";
import {
  connect,
  isOfRow,
  type PostgresConnection,
  postgresError,
  type PostgresLimits,
  type PostgresSettings,
  postgresSettings,
} from "./postgres-connection.ts";
import {
  beside,
  besidePrefix,
  COLUMNS,
  createLike,
  createTable,
  dropTable,
  END_WITH_CONNECTION,
  fullName,
  IS_THERE,
  MAY_CREATE,
  MISSING_RIGHTS,
  remove,
  replaceContent,
  type Table,
  tableOf,
  TABLES,
  upsert,
} from "./postgres-table.ts";

const ROWS = 5000;

export const postgres = postgresWithin({ connectMs: 20_000, batchMs: 120_000, replaceMs: 3_600_000 });

/** The type with limits of its own. */
export function postgresWithin(limits: PostgresLimits): DestinationType<PostgresSettings> {
  return destinationType({
    id: "postgres",
    title: "Postgres table",
    summary: "Keeps the rows of a table of a Postgres database the same as the customers that are sent.",
    settings: postgresSettings,
    modes: ["changes", "whole"],
    promised: "exactly_once",
    promise: [
      "Rows are put, written over and deleted by their key, so that a batch sent again changes nothing; one that another segment put there too stays.",
      "The whole list is gathered in a table beside, and takes the place of the content in one transaction at the end: use a table for each segment.",
      "The user needs SELECT, INSERT, UPDATE and DELETE on the table, and CREATE on the schema for the whole list.",
    ].join(" "),
    takes: {
      kind: "rows",
      rows: () => ROWS,
      key: ({ key }) => key,
      isShared: true,
      open: (filled, delivery, _tools, signal) => openTable(filled, limits, delivery, signal),
    },
    async test(filled, _tools, signal, columns) {
      const session = await Session.begin(filled, limits, signal);
      try {
        await check(session, tableOf(filled.table, filled.key, columns), filled, signal);
      } finally {
        await session.close();
      }
    },
  });
}

async function openTable(filled: PostgresSettings, limits: PostgresLimits, delivery: Delivery, signal: AbortSignal): Promise<RowSink> {
  const table = tableOf(filled.table, filled.key, delivery.columns.map(({ name }) => name));
  if (!table.columns.includes(table.key)) {
    throw new Refused(`No column is named ${JSON.stringify(table.key)}, by which rows are found again.`, {
      hint: "Name the key of the destination as the column is named that holds it.",
    });
  }
  const session = await Session.begin(filled, limits, signal);
  try {
    // By itself, IF NOT EXISTS needs the right to make tables also where there is one.
    if (filled.create && !(await isThere(session, table, signal))) await session.ask(createTable(table, delivery.columns), [], signal);
    await check(session, table, filled, signal);
    return delivery.mode === "whole" ? await gathering(session, table, delivery, signal) : sinkInto(session, table, async () => {});
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The connection, with errors that say what they mean. */
class Session {
  readonly #connection: PostgresConnection;
  readonly #filled: PostgresSettings;
  readonly #limits: PostgresLimits;

  private constructor(connection: PostgresConnection, filled: PostgresSettings, limits: PostgresLimits) {
    this.#connection = connection;
    this.#filled = filled;
    this.#limits = limits;
  }

  static async begin(filled: PostgresSettings, limits: PostgresLimits, signal: AbortSignal): Promise<Session> {
    const session = new Session(await connect(filled, limits, signal), filled, limits);
    try {
      await session.ask(END_WITH_CONNECTION, [], signal);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Throws `DeliveryError`. */
  async ask(text: string, values: readonly unknown[], signal: AbortSignal, ms = this.#limits.batchMs): Promise<readonly unknown[]> {
    try {
      return await this.#connection.query(text, values, ms, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw postgresError(error, this.#filled) ?? error;
    }
  }

  /** Puts rows, those that the table refuses left out. */
  async place(table: Table, rows: readonly PlacedRow[], signal: AbortSignal): Promise<readonly RejectedRow[]> {
    const [only] = rows;
    if (only === undefined) return [];
    try {
      await this.#connection.query(upsert(table), [jsonOf(table, rows)], this.#limits.batchMs, signal);
      return [];
    } catch (error) {
      signal.throwIfAborted();
      if (!isOfRow(error)) throw postgresError(error, this.#filled) ?? error;
      if (rows.length === 1) return [{ at: only.at, reason: said(error) }];
      // The statement did nothing, and none of those below does harm when it is done again: half by half, those are found that it was for.
      const middle = rows.length >> 1;
      return [...(await this.place(table, rows.slice(0, middle), signal)), ...(await this.place(table, rows.slice(middle), signal))];
    }
  }

  async replace(statements: readonly string[], signal: AbortSignal): Promise<void> {
    try {
      for (const statement of statements) await this.ask(statement, [], signal, this.#limits.replaceMs);
    } catch (error) {
      if (!signal.aborted) await this.ask("ROLLBACK", [], signal).catch(() => {});
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

interface PlacedRow {
  /** Its place in the batch. */
  readonly at: number;
  readonly row: SentRow;
}

function jsonOf({ columns }: Table, rows: readonly PlacedRow[]): string {
  return JSON.stringify(rows.map(({ row: { values } }) => Object.fromEntries(columns.map((name, at) => [name, values[at] ?? null]))));
}

function sinkInto(session: Session, table: Table, finish: (signal: AbortSignal) => Promise<void>): RowSink {
  const keyAt = table.columns.indexOf(table.key);
  return {
    async send({ change, rows }: Batch, signal) {
      const placed = rows.map((row, at) => ({ at, row }));
      const keyed = placed.filter(({ row }) => row.values[keyAt] !== null);
      const keyless = placed
        .filter(({ row }) => row.values[keyAt] === null)
        .map(({ at }) => ({ at, reason: `The column ${JSON.stringify(table.key)} is unknown.` }));
      if (change !== "removed") return [...keyless, ...(await session.place(table, keyed, signal))];
      await session.ask(remove(table), [jsonOf(table, keyed)], signal);
      return keyless;
    },
    finish,
    close: () => session.close(),
  };
}

/** Gathers the whole list in a table beside. */
async function gathering(session: Session, table: Table, { segment, run, resumed }: Delivery, signal: AbortSignal): Promise<RowSink> {
  const { filling, done } = beside(table, segment.id, run);
  const nothing = { send: async () => [], finish: async () => {}, close: () => session.close() };
  // The content was taken over, and the run did not get to know of it.
  if (await isThere(session, done, signal)) return nothing;
  if (resumed && !(await isThere(session, filling, signal))) {
    throw new Refused(`What was sent of this run before is no longer in ${fullName(filling)}.`, { hint: "Start a new run." });
  }
  for (const { name } of namesSchema.parse(await session.ask(TABLES, [table.schema, besidePrefix(table, segment.id)], signal))) {
    if (name !== filling.name) await session.ask(dropTable({ schema: table.schema, name }), [], signal);
  }
  await session.ask(createLike(filling, table), [], signal);
  return sinkInto(session, filling, (cancelled) => session.replace(replaceContent(table, filling, done), cancelled));
}

async function isThere(session: Session, table: Table, signal: AbortSignal): Promise<boolean> {
  const [row] = thereSchema.parse(await session.ask(IS_THERE, [fullName(table)], signal));
  return row.is_there;
}

/** Whether the table takes what will be sent. Throws `Refused`. */
async function check(session: Session, table: Table, { create, user }: PostgresSettings, signal: AbortSignal): Promise<void> {
  const name = fullName(table);
  if (!(await isThere(session, table, signal))) {
    if (!create) throw new Refused(`There is no table ${name}.`, { hint: "Make it, or let the destination make it when it is missing." });
    const [{ may }] = maySchema.parse(await session.ask(MAY_CREATE, [table.schema], signal));
    if (may === null) throw new Refused(`There is no schema ${JSON.stringify(table.schema)}.`);
    if (!may) throw new Refused(`${user} may not make tables in the schema ${JSON.stringify(table.schema)}.`);
    return;
  }
  const columns = columnsSchema.parse(await session.ask(COLUMNS, [name], signal));
  const missing = [...new Set([...table.columns, table.key])].filter((wanted) => !columns.some((column) => column.name === wanted));
  if (missing.length > 0) {
    throw new Refused(`${name} has no column ${missing.map((each) => JSON.stringify(each)).join(", ")}.`, {
      hint: `Add it to the table, or name the columns of the destination as those of the table: ${columns.map((column) => column.name).join(", ")}.`,
    });
  }
  if (!columns.some((column) => column.name === table.key && column.is_unique)) {
    throw new Refused(`The column ${JSON.stringify(table.key)} of ${name} has no unique constraint of its own.`, {
      hint: "Add one: without it rows can't be found again.",
    });
  }
  const rights = rightsSchema.parse(await session.ask(MISSING_RIGHTS, [name], signal));
  if (rights.length > 0) {
    throw new Refused(`${user} lacks ${rights.map(({ right }) => right).join(", ")} on ${name}.`, { hint: "Grant it." });
  }
}

const namesSchema = z.array(z.object({ name: z.string() }));
const thereSchema = z.tuple([z.object({ is_there: z.boolean() })]);
const maySchema = z.tuple([z.object({ may: z.boolean().nullable() })]);
const columnsSchema = z.array(z.object({ name: z.string(), is_unique: z.boolean() }));
const rightsSchema = z.array(z.object({ right: z.string() }));
