/** Customers whose values are of every kind, and as dirty as those of real files. */
export interface Person {
  readonly customer_id: string;
  readonly email?: string;
  readonly phone?: string;
  readonly note?: string;
  readonly consent?: boolean;
  readonly spend?: number;
  readonly born?: string;
  readonly seen?: string;
  readonly tags?: readonly string[];
  /** Of ten in a thousand. */
  readonly member?: string;
  readonly pets?: readonly { readonly name: string; readonly age: number }[];
}

const NOTES = ["plain", 'a "quoted" one', "two\nlines", "=1+1", "-5", "@home", "comma, and ; and | and \t tab", " spaces ", "ünï🙂", "<b>&amp;", "\u0001bell"];

/** The same each time: every value is told from the number of its customer. */
export function people(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, at): Person => {
    const note = NOTES[at % (NOTES.length + 1)];
    return {
      customer_id: `c${at + 1}`,
      ...(at % 3 !== 0 && { email: emailOf(at) }),
      ...(at % 4 === 1 && { phone: at % 8 === 1 ? `+65 6123 ${String(1000 + at)}` : "no number" }),
      ...(note !== undefined && { note }),
      ...(at % 5 !== 0 && { consent: at % 5 !== 1 }),
      ...(at % 7 !== 0 && { spend: (at * 7919) % 100_000 / 8 - 20 }),
      ...(at % 6 !== 0 && { born: `19${String(60 + (at % 40)).padStart(2, "0")}-0${1 + (at % 9)}-1${at % 10}` }),
      ...(at % 9 !== 0 && { seen: new Date(Date.UTC(2025, at % 12, 1 + (at % 28), at % 24, at % 60, 0, at % 1000)).toISOString() }),
      ...(at % 2 === 0 && { tags: ["vip", `t${at % 5}`, 'x"y'].slice(0, at % 4) }),
      ...(at % 100 === 7 && { member: `m${at}` }),
      ...(at % 10 === 3 && { pets: [{ name: "Rex", age: at % 12 }] }),
    };
  });
}

/** Every tenth is none, every eleventh is that of another customer. */
function emailOf(at: number): string {
  if (at % 10 === 1) return "not an address";
  return at % 11 === 2 ? " SAME@example.com" : `P${at}@Example.com `;
}

export function ndjson(rows: readonly Person[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

export const TYPES = "email=text,member=text,phone=text,note=text,consent=boolean,spend=number,born=date,seen=datetime,tags=text[],pets={name:text,age:number}[]";
