import { AppError, type Path, type Problem } from "../errors.ts";

/** Standard output carries results, standard error everything else. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

/** Writes a part of a long result and waits until it is taken; false when the reader went away, as `head` does. */
export function printBytes(bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => {
      if (!error) resolve(true);
      else if (isReaderGone(error)) resolve(false);
      else reject(error);
    });
  });
}

export function isReaderGone(error: Error): boolean {
  return "code" in error && error.code === "EPIPE";
}

export function log(text: string): void {
  process.stderr.write(`${text}\n`);
}

const NUMBER = new Intl.NumberFormat("en-US");
const SHARE = new Intl.NumberFormat("en-US", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `12,345` */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** `1 customer`, `12,345 customers` */
export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `8.6%` */
export function percent(share: number): string {
  return SHARE.format(share);
}

/** Lines of cells under each other, the last column as long as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Says what is wrong, where, and what to do. */
export function explain(error: AppError): string {
  const { problems } = error;
  if (problems === undefined || problems.length < 2) return problemText(error);
  return [error.message, ...problems.map((problem) => problemText(problem, "  "))].join("\n");
}

/** A problem, or an error that is one. */
type Told = Pick<Problem, "code" | "message"> & { readonly path?: Path | undefined; readonly hint?: string | undefined };

export function problemText(problem: Told, indent = ""): string {
  const place = problem.path === undefined || problem.path.length === 0 ? "" : ` (at ${pathText(problem.path)})`;
  const hint = problem.hint === undefined ? "" : `\n${indent}  ${problem.hint}`;
  return `${indent}${problem.message}${place} [${problem.code}]${hint}`;
}

function pathText(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
