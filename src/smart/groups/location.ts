import { is, isOneOf } from "../conditions.ts";
import type { SmartCard, SmartGroup } from "../smart-group.ts";

export const location: SmartGroup = {
  id: "location",
  title: "Location",
  lead: "Where in the world they are.",
  picture: "location",
  cards: [
    region(
      "southeast-asia",
      "Southeast Asia",
      "SG MY ID TH VN PH MM KH LA BN TL",
      `
        Singapore,Malaysia,Indonesia,Thailand,Vietnam,Viet Nam,Philippines,Myanmar,Cambodia,Laos,Brunei,Timor-Leste
      `,
    ),
    region(
      "east-asia",
      "East Asia",
      "CN JP KR TW HK MO MN KP",
      `
        China,Japan,South Korea,Taiwan,Hong Kong,Macao,Mongolia,North Korea
      `,
    ),
    region(
      "south-asia",
      "South and Central Asia",
      "IN PK BD LK NP BT MV AF KZ UZ TM KG TJ",
      `
        India,Pakistan,Bangladesh,Sri Lanka,Nepal,Bhutan,Maldives,Afghanistan,Kazakhstan,Uzbekistan,Turkmenistan,
        Kyrgyzstan,Tajikistan
      `,
    ),
    region(
      "europe",
      "Europe",
      `
        DE FR GB UK IT ES NL BE LU AT CH PL CZ SK HU RO BG GR PT IE DK SE NO FI IS EE LV LT SI HR
        RS BA ME MK AL MD UA BY RU MT CY LI MC SM AD XK
      `,
      `
        Germany,France,United Kingdom,Great Britain,England,Italy,Spain,Netherlands,Belgium,Luxembourg,Austria,
        Switzerland,Poland,Czechia,Slovakia,Hungary,Romania,Bulgaria,Greece,Portugal,Ireland,Denmark,Sweden,Norway,
        Finland,Iceland,Estonia,Latvia,Lithuania,Slovenia,Croatia,Serbia,Ukraine,Belarus,Russia,Malta,Cyprus
      `,
    ),
    region(
      "north-america",
      "North America",
      "US CA",
      "United States,USA,United States of America,Canada",
    ),
    region(
      "latin-america",
      "Latin America and Caribbean",
      "MX GT BZ SV HN NI CR PA CO VE EC PE BO CL AR UY PY BR GY SR GF CU DO HT JM TT PR BS BB",
      `
        Mexico,Guatemala,Honduras,Costa Rica,Panama,Colombia,Venezuela,Ecuador,Peru,Bolivia,Chile,Argentina,Uruguay,
        Paraguay,Brazil,Cuba,Dominican Republic,Jamaica,Puerto Rico
      `,
    ),
    region(
      "middle-east-africa",
      "Middle East and Africa",
      "AE SA QA KW BH OM YE IQ IR SY LB JO IL PS TR AM AZ GE EG MA DZ TN LY SD ET KE UG TZ RW NG GH CI SN CM AO ZM ZW MZ MG ZA NA BW MU",
      `
        United Arab Emirates,UAE,Saudi Arabia,Qatar,Kuwait,Bahrain,Oman,Iraq,Iran,Lebanon,Jordan,Israel,Turkey,Türkiye,
        Armenia,Azerbaijan,Georgia,Egypt,Morocco,Algeria,Tunisia,Ethiopia,Kenya,Uganda,Tanzania,Nigeria,Ghana,Senegal,
        South Africa,Mauritius
      `,
    ),
    region(
      "oceania",
      "Australia and Pacific",
      "AU NZ FJ PG WS TO",
      `
        Australia,New Zealand,Fiji,Papua New Guinea,Samoa,Tonga
      `,
    ),
    { id: "unknown", name: "Country unknown", ways: [is("country", "is_unknown")] },
  ],
};

/** Countries by ISO code and by name; capitals do not matter. */
function region(id: string, name: string, codes: string, names: string): SmartCard {
  return { id, name, ways: [isOneOf("country", [...codes.trim().split(/\s+/), ...names.split(",").map((each) => each.trim())])] };
}
