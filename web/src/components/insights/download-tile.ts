import { insights } from "../../texts/insights.ts";
import { saveFile } from "../save-file.ts";
import type { ShownBar } from "./shown-bar.ts";

const SVG = "http://www.w3.org/2000/svg";
/** What the page's style sheets say of a drawing, which a file has to say by itself. */
const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight"] as const;
const PADDING = 16;
const HEAD = 30;
/** As sharp as a good screen. */
const PIXELS = 2;

/** The drawing as it is on the screen, with its title, as a file of its own. */
function pictureOf(drawing: SVGSVGElement, title: string): { readonly text: string; readonly width: number; readonly height: number } {
  const { width, height } = drawing.viewBox.baseVal;
  const [whole, high] = [width + 2 * PADDING, height + 2 * PADDING + HEAD];
  const page = getComputedStyle(document.documentElement);
  const picture = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["xmlns", SVG], ["width", whole], ["height", high], ["viewBox", `0 0 ${whole} ${high}`]] as const) {
    picture.setAttribute(name, String(value));
  }
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", page.getPropertyValue("--card"));
  const heading = document.createElementNS(SVG, "text");
  heading.textContent = title;
  heading.setAttribute("x", String(PADDING));
  heading.setAttribute("y", String(PADDING + 14));
  heading.setAttribute("style", `font: 600 14px ${getComputedStyle(drawing).fontFamily}; fill: ${page.getPropertyValue("--ink")}`);
  const copy = styled(drawing);
  copy.setAttribute("x", String(PADDING));
  copy.setAttribute("y", String(PADDING + HEAD));
  picture.append(ground, heading, copy);
  return { text: new XMLSerializer().serializeToString(picture), width: whole, height: high };
}

/** A copy that says its own styles; it is no control any more. */
function styled(original: Element): Element {
  const copy = document.createElementNS(SVG, original.tagName);
  for (const { name, value } of original.attributes) {
    if (!/^(class|style|role|tabindex|aria-|data-)/.test(name)) copy.setAttribute(name, value);
  }
  const computed = getComputedStyle(original);
  copy.setAttribute("style", STYLES.map((name) => `${name}: ${computed.getPropertyValue(name)}`).join("; "));
  for (const child of original.childNodes) copy.append(child instanceof Element ? styled(child) : child.cloneNode());
  return copy;
}

export function downloadSvg(drawing: SVGSVGElement, title: string): void {
  saveFile(new Blob([pictureOf(drawing, title).text], { type: "image/svg+xml" }), `${fileName(title)}.svg`);
}

/** Rejects when the browser makes no picture. */
export async function downloadPng(drawing: SVGSVGElement, title: string): Promise<void> {
  const { text, width, height } = pictureOf(drawing, title);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * PIXELS;
  canvas.height = height * PIXELS;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error(insights.tile.noPicture);
  saveFile(blob, `${fileName(title)}.png`);
}

export function downloadCsv(text: string, title: string): void {
  saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), `${fileName(title)}.csv`);
}

/** A chart's numbers, shares not rounded. */
export function csvOf(bars: readonly ShownBar[], compared: boolean): string {
  const { value, count, share, base, baseShare, index } = insights.tile.columns;
  const head = [value, count, share, ...(compared ? [base, baseShare, index] : [])];
  const rows = bars.map((bar) => [bar.label, bar.count, bar.share, ...(compared ? [bar.baseCount, bar.baseShare, bar.index ?? ""] : [])]);
  return [head, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** A text that a spreadsheet would take for a formula is put behind a mark. */
function csvCell(cell: string | number): string {
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "tile";
}
