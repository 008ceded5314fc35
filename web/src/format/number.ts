const counts = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const values = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 15 });
const percents = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `50012` → `50,012`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `+1,234`, `−5`. */
export function formatChange(change: number): string {
  return `${change < 0 ? "−" : "+"}${counts.format(Math.abs(change))}`;
}

/** Any number with thousands separators, never rounded. */
export function formatValue(value: number): string {
  return values.format(value);
}

/** `1.4 MB`, by thousands. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), SIZES.length - 1);
  return step === 0 ? `${bytes} B` : `${percents.format(bytes / 1000 ** step)} ${SIZES[step]}`;
}

const SIZES = ["B", "kB", "MB", "GB", "TB"];

/** A share of 1 → `8.6%`. What is not nothing is never shown as nothing, what is not all never as all. */
export function formatShare(share: number): string {
  if (share === 0) return "0%";
  if (share === 1) return "100%";
  if (share < 0.001) return "< 0.1%";
  if (share > 0.999) return "> 99.9%";
  return `${percents.format(share * 100)}%`;
}
