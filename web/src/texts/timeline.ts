import { counted } from "./common.ts";

/** Texts of what a customer did. */
export const timeline = {
  title: "Timeline",
  types: "Kinds of events",
  times: "Time",
  usual: "Up to now",
  narrower: "With events",
  allTime: "All time",
  lastDays: (days: number) => (days === 365 ? "Last 12 months" : `Last ${days} days`),
  total: (count: string) => counted(count, "event"),
  chart: (from: string, to: string, at: string, most: string) => `Events from ${from} to ${to}, most in ${at}: ${most}`,
  bar: (at: string, count: string) => `${at}: ${count}`,
  span: (from: string, to: string) => `${from} – ${to}`,
  most: (count: string) => `most: ${count}`,
  none: "No events.",
  noneChosen: "No event of these kinds in this time.",
  more: "Show earlier events",
};
