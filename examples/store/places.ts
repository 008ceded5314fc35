import type { Language } from "./names.ts";
import { type Weighted, weighted } from "./random.ts";

export interface Country {
  readonly code: string;
  /** How the same country is also spelled in data that people typed. */
  readonly oddSpellings: readonly [string, ...string[]];
  /** Minutes east of UTC. One fixed offset a country: the example needs local evenings, not summer time. */
  readonly offset: number;
  readonly cities: Weighted<string>;
  readonly languages: Weighted<Language>;
}

export const COUNTRIES: Weighted<Country> = weighted<Country>([
  [
    country("SG", ["Singapore", "sg", "SGP"], 8, [["Singapore", 1]], [["english", 4], ["chinese", 5], ["malay", 2], ["tamil", 1]]),
    20,
  ],
  [
    country(
      "MY",
      ["Malaysia", "my", "MALAYSIA"],
      8,
      [["Kuala Lumpur", 6], ["George Town", 2], ["Johor Bahru", 2], ["Kota Kinabalu", 1]],
      [["malay", 6], ["chinese", 3], ["tamil", 1], ["english", 1]],
    ),
    15,
  ],
  [
    country(
      "ID",
      ["Indonesia", "id", "IDN"],
      7,
      [["Jakarta", 6], ["Surabaya", 2], ["Bandung", 2], ["Yogyakarta", 1], ["Denpasar", 1]],
      [["indonesian", 1]],
    ),
    15,
  ],
  [country("TH", ["Thailand", "th", "ไทย"], 7, [["Bangkok", 5], ["กรุงเทพมหานคร", 2], ["Chiang Mai", 2], ["Phuket", 1]], [["thai", 9], ["english", 1]]), 10],
  [country("VN", ["Vietnam", "Việt Nam", "vn"], 7, [["Hồ Chí Minh", 4], ["Ho Chi Minh City", 2], ["Hà Nội", 3], ["Đà Nẵng", 1]], [["vietnamese", 1]]), 7],
  [country("PH", ["Philippines", "ph", "PHL"], 8, [["Manila", 4], ["Quezon City", 3], ["Cebu City", 2], ["Davao City", 1]], [["filipino", 1]]), 9],
  [country("JP", ["Japan", "日本", "jp"], 9, [["東京", 4], ["Tokyo", 2], ["大阪", 2], ["京都", 1]], [["japanese", 1]]), 5],
  [
    country("DE", ["Germany", "Deutschland", "de"], 1, [["Berlin", 3], ["München", 2], ["Hamburg", 2], ["Köln", 1]], [["german", 8], ["russian", 1], ["arabic", 1]]),
    5,
  ],
  [country("FR", ["France", "fr", "FRA"], 1, [["Paris", 5], ["Lyon", 2], ["Saint-Étienne", 1]], [["french", 9], ["arabic", 1]]), 4],
  [
    country("US", ["USA", "United States", "us"], -5, [["New York", 4], ["Boston", 1], ["San José", 1], ["Chicago", 2]], [["english", 8], ["chinese", 1], ["filipino", 1]]),
    6,
  ],
  [country("AE", ["UAE", "United Arab Emirates", "الإمارات"], 4, [["Dubai", 4], ["دبي", 1], ["Abu Dhabi", 2]], [["arabic", 6], ["english", 2]]), 2.5],
  [country("KZ", ["Kazakhstan", "Казахстан", "kz"], 5, [["Алматы", 3], ["Almaty", 1], ["Астана", 2]], [["russian", 1]]), 1.5],
]);

function country(
  code: string,
  oddSpellings: Country["oddSpellings"],
  hours: number,
  cities: readonly (readonly [string, number])[],
  languages: readonly (readonly [Language, number])[],
): Country {
  return { code, oddSpellings, offset: hours * 60, cities: weighted(cities), languages: weighted(languages) };
}
