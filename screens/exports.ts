const CSV = { kind: "csv", delimiter: ",", quotes: "needed", header: true, bom: false, lineEnd: "\n", formulas: "escaped" } as const;
const KEY = { name: "customer_id", from: { kind: "key" } } as const;
const EMAIL = { kind: "attribute", attribute: "email" } as const;

const shape = {
  mandatory: { match: "all", attributes: ["email"] },
  permission: { kind: "attribute", attribute: "email_subscribed", op: "is_true" },
  suppress: true,
  unique: null,
  mode: "whole",
  format: null,
  gzip: false,
  rowsPerFile: null,
} as const;

/** Where the team sends customers. */
export const DESTINATIONS = [
  {
    type: "download",
    name: "Newsletter list",
    settings: {},
    shape: {
      ...shape,
      format: CSV,
      unique: "email",
      fields: [
        KEY,
        { name: "email", from: EMAIL, as: { kind: "identifier", identifier: "email", hash: false } },
        { name: "campaign", from: { kind: "parameter", parameter: "campaign" } },
      ],
    },
  },
  {
    type: "webhook",
    name: "Call centre",
    settings: { url: "http://192.0.2.10/customers", secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}` },
    shape: {
      ...shape,
      mode: "changes",
      mandatory: { match: "any", attributes: ["email", "birth_date"] },
      fields: [KEY, { name: "email", from: EMAIL }],
    },
  },
  {
    type: "google_customer_match",
    name: "Google Ads",
    settings: {},
    shape: {
      ...shape,
      fields: [
        { name: "Email", from: EMAIL, as: { kind: "identifier", identifier: "google_email", hash: true } },
        { name: "First Name", from: { kind: "attribute", attribute: "first_name" }, as: { kind: "identifier", identifier: "google_name", hash: true } },
        { name: "Country", from: { kind: "attribute", attribute: "country" }, as: { kind: "identifier", identifier: "country", hash: false } },
      ],
    },
  },
] as const;

/** What is exported again and again. */
export const SCHEDULES = [
  {
    segment: "Bought twice in a year",
    destination: "Newsletter list",
    parameters: { campaign: "weekly" },
    timing: { recurrence: { kind: "weekly", on: [1, 4], at: "06:30" }, timeZone: "Asia/Singapore", until: null, holdPercent: 30 },
  },
  {
    segment: "Bought twice in a year",
    destination: "Google Ads",
    parameters: {},
    timing: { recurrence: { kind: "monthly", on: "last", at: "22:00" }, timeZone: "Europe/Berlin", until: null, holdPercent: null },
  },
] as const;

/** What was exported, each called by a name of its own. */
export const RUNS = [
  { name: "run finished", segment: "Bought twice in a year", destination: "Newsletter list", parameters: { campaign: "spring" } },
  { name: "run failed", segment: "Opened mail this quarter", destination: "Call centre", parameters: {} },
] as const;
