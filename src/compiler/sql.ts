/** Where tables of lists are. */
export const LIST_DATABASE = "coterie_scratch";

/** A statement that is ready to be sent. */
export interface Sql {
  /** With placeholders `{p1:String}` for `params` and `{list1:Identifier}` for tables that hold `lists`. */
  readonly text: string;
  readonly params: Readonly<Record<string, Param>>;
  /** Too long for parameters: each is put beforehand into a table of `LIST_DATABASE` with one column, `value`. */
  readonly lists: readonly List[];
}

/** A value bound to a placeholder. */
export interface Param {
  /** A ClickHouse type. */
  readonly type: string;
  readonly value: unknown;
}

/** Values that a statement selects from a table by this name. */
export interface List {
  readonly name: string;
  readonly type: ListType;
  readonly values: readonly string[] | readonly number[];
}

export type ListType = "String" | "Float64";

/** A piece of a statement: it has no numbers yet, so pieces combine freely. */
export interface Fragment {
  readonly parts: readonly Part[];
}

type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "param"; readonly type: string; readonly value: unknown }
  | { readonly kind: "list"; readonly type: ListType; readonly values: readonly string[] | readonly number[] };

const MOST_VALUES = 500;
const MOST_BYTES_OF_ONE = 8 * 1024;
/** The engine takes 128 KiB in a parameter, and escapes can make four bytes of one. */
const MOST_BYTES_TOGETHER = 16 * 1024;

/** Text of the statement with other fragments in it. A value can only get in by `bind` or `table`, a name by `identifier`. */
export function sql(text: TemplateStringsArray, ...holes: readonly Fragment[]): Fragment {
  return { parts: text.flatMap((piece, at) => [...literal(piece), ...(holes[at]?.parts ?? [])]) };
}

/** A value, sent beside the statement. */
export function bind(type: string, value: unknown): Fragment {
  return { parts: [{ kind: "param", type, value }] };
}

/** Values as a table with the column `value`, sent beside the statement. */
export function table(type: ListType, values: readonly string[] | readonly number[]): Fragment {
  return { parts: [{ kind: "list", type, values }] };
}

/** A name of a column, table or database; more than one is joined by dots. */
export function identifier(...names: readonly string[]): Fragment {
  return { parts: literal(names.map(quote).join(".")) };
}

/** Fragments with another one between each two. */
export function join(fragments: readonly Fragment[], between: Fragment): Fragment {
  return { parts: fragments.flatMap((fragment, at) => (at === 0 ? fragment.parts : [...between.parts, ...fragment.parts])) };
}

/** Whether values are few and short enough to be bound as one parameter: otherwise they need `table`. */
export function fits(values: readonly string[] | readonly number[]): boolean {
  if (values.length > MOST_VALUES) return false;
  const sizes = values.map((value) => (typeof value === "string" ? encoder.encode(value).length : 8));
  return sizes.every((size) => size <= MOST_BYTES_OF_ONE) && sizes.reduce((sum, size) => sum + size, 0) <= MOST_BYTES_TOGETHER;
}

/** Numbers parameters and lists, in the order of the text. */
export function render(fragment: Fragment): Sql {
  const params: Record<string, Param> = {};
  const lists: List[] = [];
  let text = "";
  let bound = 0;
  for (const part of fragment.parts) {
    if (part.kind === "text") {
      text += part.text;
    } else if (part.kind === "param") {
      bound += 1;
      const name = `p${bound}`;
      params[name] = { type: part.type, value: part.value };
      text += `{${name}:${part.type}}`;
    } else {
      const name = `list${lists.length + 1}`;
      lists.push({ name, type: part.type, values: part.values });
      text += `${LIST_DATABASE}.{${name}:Identifier}`;
    }
  }
  return { text, params, lists };
}

const encoder = new TextEncoder();

function literal(text: string): Part[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

function quote(name: string): string {
  return `\`${name.replace(/[\\`]/g, "\\$&")}\``;
}
