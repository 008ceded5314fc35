import type { Results } from "./results.ts";

/** Milliseconds cold of each question in every size that was measured, smallest first. */
export interface Growth {
  readonly sizes: readonly Results["size"][];
  readonly rows: readonly { readonly title: string; readonly ms: readonly (number | undefined)[] }[];
}

export function growthOf(all: readonly Results[]): Growth {
  const sorted = [...all].sort((one, other) => one.size.customers - other.size.customers);
  const titles = [...new Set(sorted.flatMap(({ questions }) => questions.map(({ title }) => title)))];
  return {
    sizes: sorted.map(({ size }) => size),
    rows: titles.map((title) => ({
      title,
      ms: sorted.map(({ questions }) => questions.find((question) => question.title === title)?.coldMs),
    })),
  };
}

const WIDTH = 760;
const HEIGHT = 460;
const LEFT = 60;
const RIGHT = 330;
const TOP = 20;
const BOTTOM = 50;

/** The same as a picture: both axes by powers of ten, so that what grows as the data does goes up with the dashed line. */
export function growthPicture({ sizes, rows }: Growth): string {
  const all = rows.flatMap(({ ms }) => ms.filter((each) => each !== undefined));
  const customers = sizes.map((size) => Math.log10(size.customers));
  const [lowX, highX] = [Math.min(...customers), Math.max(...customers)];
  const [lowY, highY] = [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))];
  const x = (count: number): number => LEFT + ((Math.log10(count) - lowX) / Math.max(highX - lowX, 1e-9)) * (WIDTH - LEFT - RIGHT);
  const y = (ms: number): number => HEIGHT - BOTTOM - ((Math.log10(ms) - lowY) / Math.max(highY - lowY, 1e-9)) * (HEIGHT - TOP - BOTTOM);

  const powers = Array.from({ length: highY - lowY + 1 }, (_, at) => 10 ** (lowY + at));
  const grid = powers.map((ms) => `<path class="grid" d="M${LEFT} ${round(y(ms))}H${WIDTH - RIGHT}"/><text class="end" x="${LEFT - 8}" y="${round(y(ms) + 4)}">${ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`}</text>`);
  const marks = sizes.map((size) => `<text class="middle" x="${round(x(size.customers))}" y="${HEIGHT - BOTTOM + 20}">${millions(size.customers)}</text>`);
  const [first, last] = [sizes[0]?.customers ?? 1, sizes.at(-1)?.customers ?? 1];
  const linear = `<path class="linear" d="M${round(x(first))} ${round(y(10 ** lowY))}L${round(x(last))} ${round(y((10 ** lowY * last) / first))}"/>`;
  const lines = rows.map(({ ms }, at) => {
    const points = ms.flatMap((each, index) => (each === undefined ? [] : [`${round(x(sizes[index]?.customers ?? 1))} ${round(y(each))}`]));
    return `<path class="line" style="stroke:${colour(at, rows.length)}" d="M${points.join("L")}"/>`;
  });
  const names = [...rows.entries()]
    .sort(([, one], [, other]) => (other.ms.at(-1) ?? 0) - (one.ms.at(-1) ?? 0))
    .map(([at, { title }], place) => {
      const height = TOP + 14 + place * 24;
      const swatch = `<path class="line" style="stroke:${colour(at, rows.length)}" d="M${WIDTH - RIGHT + 14} ${height - 4}h16"/>`;
      return `${swatch}<text x="${WIDTH - RIGHT + 36}" y="${height}">${escaped(shortened(title))}</text>`;
    });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Milliseconds cold by the number of customers">
<style>
text { font: 12px system-ui, sans-serif; fill: #57606a }
.end { text-anchor: end }
.middle { text-anchor: middle }
.grid { stroke: #8c959f; stroke-opacity: .35 }
.linear { stroke: #8c959f; stroke-dasharray: 5 5; fill: none }
.line { stroke-width: 2; fill: none; stroke-linejoin: round }
@media (prefers-color-scheme: dark) { text { fill: #9198a1 } }
</style>
${[...grid, ...marks, linear, ...lines, ...names].join("\n")}
<text class="middle" x="${round((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 8}">customers (events × 20); dashed: as the data grows</text>
</svg>
`;
}

export function millions(count: number): string {
  return count >= 1e6 ? `${(count / 1e6).toLocaleString("en-US")} M` : `${(count / 1e3).toLocaleString("en-US")} k`;
}

const LONGEST = 44;

function shortened(title: string): string {
  return title.length <= LONGEST ? title : `${title.slice(0, LONGEST - 1)}…`;
}

function colour(at: number, of: number): string {
  return `hsl(${Math.round((at * 360) / of)} 65% ${at % 2 === 0 ? 45 : 58}%)`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
