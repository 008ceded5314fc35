import type { IdentifierId } from "../../src/results/exports/identifiers.ts";

/** What a value is written as; empty: it is none. */
export interface Vector {
  readonly identifier: IdentifierId;
  readonly callingCode?: string;
  readonly value: string;
  readonly written: string;
}

/** Golden vectors of identifiers: what they hash to is told by another implementation of SHA-256. */
export const vectors: readonly Vector[] = [
  ...of("email", [
    ["  Ann.Lee@Example.COM\t", "ann.lee@example.com"],
    ["user.name+nyc@example.com", "user.name+nyc@example.com"],
    ["cloudy.sanfrancisco@gmail.com", "cloudy.sanfrancisco@gmail.com"],
    ["no-at.example.com", ""],
    ["two@@example.com", ""],
    ["nobody@localhost", ""],
    ["trailing@example.com.", ""],
    ["", ""],
    ["ÅSA@EXAMPLE.SE", "åsa@example.se"],
  ]),
  ...of("google_email", [
    ["Cloudy.SanFrancisco@gmail.com", "cloudysanfrancisco@gmail.com"],
    ["cloudy.sanfrancisco+promo@googlemail.com", "cloudysanfrancisco@googlemail.com"],
    ["user.name+nyc@example.com", "user.name+nyc@example.com"],
    [" spa ced . out @ gmail . com ", "spacedout@gmail.com"],
    ["\u00A0wide\u2003space@example.com\u200B", "widespace@example.com"],
    ["+only@gmail.com", ""],
    ["a.b@notgmail.com", "a.b@notgmail.com"],
    ["plus+in@gmail.com.evil.com", "plus+in@gmail.com.evil.com"],
  ]),
  ...of("phone", [
    ["+1 (800) 555-0100", "+18005550100"],
    ["0018005550100", "+18005550100"],
    ["18005550100", "+18005550100"],
    ["+44 (0)20 7946 0958", "+442079460958"],
    ["+49.30.901820", "+4930901820"],
    ["1-800-FLOWERS", ""],
    ["12", ""],
    ["+0123456789", ""],
    ["", ""],
  ]),
  ...of("phone", [["(800) 555-0100", "+18005550100"], ["1 800 555 0100", "+18005550100"], ["+65 6123 4567", "+6561234567"]], "1"),
  ...of("phone", [["6123 4567", "+6561234567"], ["061234567", "+6561234567"], ["00 1 800 555 0100", "+18005550100"]], "65"),
  ...of("phone", [["06 1234 5678", "+390612345678"]], "39"),
  ...of("meta_phone", [["+1 (800) 555-0100", "18005550100"], ["001-800-555-0100", "18005550100"], ["call me", ""]]),
  ...of("google_name", [["  Mary  Ann ", "mary ann"], ["O'Brien", "o'brien"], ["ÉLODIE", "élodie"]]),
  ...of("meta_name", [[" Mary-Ann ", "maryann"], ["O'Brien", "obrien"], ["ÉLODIE", "élodie"]]),
  ...of("meta_place", [["São Paulo", "sãopaulo"], ["St. Louis 2", "stlouis"], ["N.Y.", "ny"]]),
  ...of("postcode", [[" 94107-1234 ", "94107-1234"], ["SW1A 1AA", "SW1A 1AA"]]),
  ...of("meta_postcode", [["94107-1234", "94107"], ["SW1A 1AA", "sw1a1aa"], ["049483", "049483"]]),
  ...of("country", [["SG", "sg"], [" us ", "us"], ["Singapore", ""], ["U1", ""]]),
  ...of("meta_gender", [["Female", "f"], ["M", "m"], ["woman", "f"], ["unknown", ""]]),
  ...of("hashed", [["F".repeat(64), "f".repeat(64)], ["f".repeat(63), ""], ["ann@example.com", ""]]),
];

function of(identifier: IdentifierId, pairs: readonly (readonly [value: string, written: string])[], callingCode?: string): readonly Vector[] {
  return pairs.map(([value, written]) => ({ identifier, value, written, ...(callingCode !== undefined && { callingCode }) }));
}
