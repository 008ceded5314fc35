import { bind, identifier, join, render, sql } from "../../src/compiler/sql.ts";
import { profile } from "../../src/results/profile.ts";
import type { TestBench } from "../support/bench.ts";

/** The attributes of a customer, as profiles show them. */
export async function attributesOf(bench: TestBench, key: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  return (await profile(bench, key))?.attributes;
}

/** The events of one name with their known properties, oldest first. */
export async function eventsOf(bench: TestBench, name: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const properties = bench.storage.catalog.events.find((event) => event.name === name)?.properties ?? [];
  const values = properties.map((property) => sql`, ${identifier(property.column)} AS ${identifier(property.name)}`);
  const rows = await bench.storage.engine.rows(
    render(sql`SELECT time${join(values, sql``)} FROM events WHERE event = ${bind("String", name)} ORDER BY time, message_id`),
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}

/** Whether an attribute or, with an event's name, a property is there, and of which type. */
export function typeOf(bench: TestBench, name: string, event?: string): unknown {
  const { attributes, events } = bench.storage.catalog;
  const all = event === undefined ? attributes : (events.find((each) => each.name === event)?.properties ?? []);
  return all.find((each) => each.name === name)?.type;
}
