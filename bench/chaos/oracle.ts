import { z } from "zod";
import { type Fragment, render } from "../../src/compiler/sql.ts";
import type { App } from "../app.ts";
import type { Draft, Part } from "./draft.ts";
import { families, type Pooled } from "./pool.ts";

/** A file of customers that was taken in: which version it made, and whom it held. */
export interface AppliedBatch {
  readonly batch: number;
  readonly version: number;
  readonly keys: readonly string[];
}

interface People {
  /** By id. */
  readonly keys: readonly string[];
  /** By id: the version from which on the customer is there. */
  readonly born: Int32Array;
  readonly ids: ReadonlyMap<string, number>;
}

interface Judged {
  /** By id: the version from which on the customer is in. */
  readonly since: Int32Array;
  readonly negated: boolean;
}

const NEVER = 2 ** 31 - 1;

/**
 * What is right in each version of the data, found apart from the product: by statements on the stored rows, each of which
 * tells the import that brought it.
 */
export class Oracle {
  readonly #people: People;
  readonly #since: ReadonlyMap<Pooled, Int32Array>;
  readonly #sizes = new Map<string, number>();

  private constructor(people: People, since: ReadonlyMap<Pooled, Int32Array>) {
    this.#people = people;
    this.#since = since;
  }

  static async of(app: App, batches: readonly AppliedBatch[]): Promise<Oracle> {
    const people = await readPeople(app);
    const since = new Map<Pooled, Int32Array>();
    for (const pooled of families.flat()) {
      const told = pooled.since;
      since.set(pooled, "fromBatch" in told ? fromBatches(batches, told.fromBatch, people) : await fromRows(app, told, people));
    }
    return new Oracle(people, since);
  }

  /** How many customers there were. */
  base(version: number): number {
    return this.count([], version);
  }

  count(draft: Draft, version: number): number {
    const key = JSON.stringify([version, draft.map(({ pooled, negated }) => [pooled.condition, negated])]);
    const size = this.#sizes.get(key) ?? this.#ids(draft, version).length;
    this.#sizes.set(key, size);
    return size;
  }

  /** In the order of their ids; only those that come after a key, who may be in no more, if one is given. */
  members(draft: Draft, version: number, after?: string): string[] {
    const before = after === undefined ? 0 : (this.#people.ids.get(after) ?? 0);
    return this.#ids(draft, version).filter((id) => id > before).map((id) => this.#people.keys[id] ?? "");
  }

  has(draft: Draft, version: number, key: string): boolean {
    return this.#isIn(this.#partsOf(draft), version, this.#people.ids.get(key) ?? 0);
  }

  #ids(draft: Draft, version: number): number[] {
    const found: number[] = [];
    const parts = this.#partsOf(draft);
    for (let id = 1; id < this.#people.born.length; id += 1) {
      if (this.#isIn(parts, version, id)) found.push(id);
    }
    return found;
  }

  #isIn(parts: readonly Judged[], version: number, id: number): boolean {
    if ((this.#people.born[id] ?? NEVER) > version) return false;
    return parts.every(({ since, negated }) => (since[id] ?? NEVER) <= version !== negated);
  }

  #partsOf(draft: Draft): Judged[] {
    return draft.map((part) => ({ since: this.#sinceOf(part), negated: part.negated }));
  }

  #sinceOf({ pooled }: Part): Int32Array {
    const since = this.#since.get(pooled);
    if (since === undefined) throw new Error("a condition that is not of the pool");
    return since;
  }
}

async function readPeople(app: App): Promise<People> {
  const { rows } = await app.sql("SELECT groupArray(key) AS keys, groupArray(id) AS ids, groupArray(import) AS versions FROM keys", {});
  const stored = z.object({ keys: z.array(z.string()), ids: z.array(z.number()), versions: z.array(z.number()) }).parse(rows[0]);
  const most = stored.ids.reduce((one, other) => Math.max(one, other), 0);
  const keys: string[] = Array.from({ length: most + 1 }, () => "");
  const born = new Int32Array(most + 1).fill(NEVER);
  const ids = new Map<string, number>();
  stored.ids.forEach((id, at) => {
    keys[id] = stored.keys[at] ?? "";
    born[id] = stored.versions[at] ?? NEVER;
    ids.set(stored.keys[at] ?? "", id);
  });
  return { keys, born, ids };
}

async function fromRows(app: App, statement: Fragment, people: People): Promise<Int32Array> {
  const { text, params } = render(statement);
  const { rows } = await app.sql(`SELECT groupArray(id) AS ids, groupArray(since) AS versions FROM (${text})`, params);
  const { ids, versions } = z.object({ ids: z.array(z.number()), versions: z.array(z.number()) }).parse(rows[0]);
  const since = new Int32Array(people.born.length).fill(NEVER);
  ids.forEach((id, at) => {
    since[id] = versions[at] ?? NEVER;
  });
  return since;
}

function fromBatches(batches: readonly AppliedBatch[], least: number, people: People): Int32Array {
  const since = new Int32Array(people.born.length).fill(NEVER);
  for (const { batch, version, keys } of batches) {
    if (batch < least) continue;
    for (const key of keys) {
      const id = people.ids.get(key) ?? 0;
      since[id] = Math.min(since[id] ?? NEVER, version);
    }
  }
  return since;
}
