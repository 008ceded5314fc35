import { bind, type Fragment, sql } from "../../compiler/sql.ts";

/** How a value is written so that a destination finds the person: two that are written alike have the same hash. */
export interface IdentifierRow {
  readonly id: string;
  /** What a menu says. */
  readonly title: string;
  /** What is done with a value, for the documents and the form. */
  readonly rule: string;
  /** Takes the calling code of numbers that are written without one. */
  readonly calling?: true;
  /** The other common rule for the same: what it writes otherwise has another hash. */
  readonly twin?: string;
  /** The text as it is compared; empty where it is none of this kind. */
  readonly normal: (text: Fragment, callingCode: string | undefined) => Fragment;
}

/** Of any script, with what can't be seen. */
const SPACE = "[\\s\\p{Z}\\p{Cc}\\x{200B}\\x{FEFF}]";
const EMAIL = "^[^@]+@(?:[^@.]+\\.)+[^@.]{2,}$";
const GMAIL = "@(?:gmail|googlemail)\\.com$";
const HASH = "^[0-9a-f]{64}$";

/** The rules for Google are those of Customer Match, the rules for Meta those of custom audiences made of a list of customers. */
export const identifiers = [
  { id: "email", title: "E-mail", rule: "White space around it goes, letters become small.", twin: "google_email", normal: (text) => matching(lower(trimmed(text)), EMAIL) },
  {
    id: "google_email",
    title: "E-mail for Google",
    rule: "All white space goes, letters become small; before the @ of gmail.com and googlemail.com go dots and what follows a +.",
    twin: "email",
    normal: (text) => matching(gmail(lower(without(text, SPACE))), EMAIL),
  },
  {
    id: "phone",
    title: "Phone, E.164",
    rule: "A +, the calling code and the number. A number without + or 00 gets the calling code of the column in place of its leading zeros.",
    calling: true,
    normal: e164,
  },
  {
    id: "meta_phone",
    title: "Phone for Meta",
    rule: "The digits of E.164, without the +.",
    calling: true,
    normal: (text, callingCode) => sql`substring(${e164(text, callingCode)}, 2)`,
  },
  {
    id: "google_name",
    title: "Name for Google",
    rule: "White space around it goes, that inside becomes one space, letters become small.",
    twin: "meta_name",
    normal: (text) => lower(replaced(trimmed(text), `${SPACE}+`, " ")),
  },
  {
    id: "meta_name",
    title: "Name for Meta",
    rule: "Punctuation and the white space around it go, letters become small.",
    twin: "google_name",
    normal: (text) => lower(trimmed(without(text, "[\\p{P}\\p{S}]"))),
  },
  { id: "meta_place", title: "City or state for Meta", rule: "Letters alone stay, and become small.", normal: (text) => lower(without(text, "[^\\p{L}\\p{M}]")) },
  { id: "postcode", title: "Postcode", rule: "White space around it goes.", twin: "meta_postcode", normal: trimmed },
  {
    id: "meta_postcode",
    title: "Postcode for Meta",
    rule: "White space goes, letters become small; of a ZIP+4 code the first five digits stay.",
    twin: "postcode",
    normal: (text) => replaced(lower(without(text, SPACE)), "^([0-9]{5})-?[0-9]{4}$", "\\1"),
  },
  { id: "country", title: "Country, two letters", rule: "A code of two letters (ISO 3166-1), which become small; any other text is none.", normal: (text) => matching(lower(trimmed(text)), "^[a-z]{2}$") },
  {
    id: "meta_gender",
    title: "Gender for Meta",
    rule: "m of m, male and man, f of f, female and woman; any other text is none.",
    normal: (text) => matching(replaced(replaced(lower(trimmed(text)), "^(?:male|man)$", "m"), "^(?:female|woman)$", "f"), "^[mf]$"),
  },
  { id: "hashed", title: "Hashed already", rule: "The 64 hexadecimal digits of a SHA-256, which become small; any other text is none.", normal: (text) => matching(lower(trimmed(text)), HASH) },
] as const satisfies readonly IdentifierRow[];

export type IdentifierId = (typeof identifiers)[number]["id"];

const byId: ReadonlyMap<string, IdentifierRow> = new Map(identifiers.map((row) => [row.id, row]));

export function identifierRow(id: string): IdentifierRow {
  const row = byId.get(id);
  if (row === undefined) throw new Error(`no identifier ${id}`);
  return row;
}

/** 64 hexadecimal digits of a text; nothing of an empty one. */
export function sha256(text: Fragment): Fragment {
  return sql`if(empty(${text}), '', lower(hex(SHA256(${text}))))`;
}

/** Numbers of these calling codes keep a leading zero: Italy, San Marino, the Vatican. */
const ZERO_STAYS: readonly string[] = ["39", "378", "379"];
const E164 = "^\\+[1-9][0-9]{6,14}$";

/** Letters stay, so that what has some is no number. */
function e164(text: Fragment, callingCode: string | undefined): Fragment {
  const digits = replaced(without(text, "\\(0\\)|[^0-9+\\p{L}]"), "^00", "+");
  return matching(replaced(digits, nationalPrefix(callingCode), `+${callingCode ?? ""}\\1`), E164);
}

/** What the calling code stands before, and in place of what; without one the number is taken to begin with it. */
function nationalPrefix(callingCode: string | undefined): string {
  if (callingCode === undefined) return "^([1-9])";
  if (ZERO_STAYS.includes(callingCode)) return "^([0-9])";
  // In North America no number begins with the 1 that is dialled before it.
  return callingCode === "1" ? "^1?([2-9])" : "^0*([1-9])";
}

function gmail(address: Fragment): Fragment {
  const plain = replaced(address, `^([^@+]*)\\+[^@]*(${GMAIL})`, "\\1\\2");
  const [name, domain] = [sql`splitByChar('@', ${plain})[1]`, sql`splitByChar('@', ${plain})[2]`];
  return sql`if(match(${plain}, ${bind("String", GMAIL)}), concat(replaceAll(${name}, '.', ''), '@', ${domain}), ${plain})`;
}

/** The pattern has no groups: the engine would give the first one. */
function matching(text: Fragment, pattern: string): Fragment {
  return sql`extract(${text}, ${bind("String", pattern)})`;
}

function trimmed(text: Fragment): Fragment {
  return without(text, `^${SPACE}+|${SPACE}+$`);
}

function without(text: Fragment, pattern: string): Fragment {
  return replaced(text, pattern, "");
}

function replaced(text: Fragment, pattern: string, by: string): Fragment {
  return sql`replaceRegexpAll(${text}, ${bind("String", pattern)}, ${bind("String", by)})`;
}

function lower(text: Fragment): Fragment {
  return sql`lowerUTF8(${text})`;
}
