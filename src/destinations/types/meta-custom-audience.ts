import type { IdentifierId } from "../../results/exports/identifiers.ts";
import type { DatePattern } from "../../results/exports/fields.ts";
import type { SuggestedField } from "../destination-type.ts";
import { BIRTH, CITY, COUNTRY, EMAIL, FIRST_NAME, GENDER, LAST_NAME, PHONE, POSTCODE, STATE } from "./person-fields.ts";
import { uploadedFile } from "./uploaded-file.ts";

/** https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences: all hashed; days of birth on upload. */
export const metaCustomAudience = uploadedFile({
  id: "meta_custom_audience",
  title: "Meta custom audience file",
  summary: "Keeps a file to be uploaded to Meta as a custom audience, with what tells a person hashed.",
  fields: [
    hashed("email", EMAIL, "email"),
    hashed("phone", PHONE, "meta_phone"),
    hashed("fn", FIRST_NAME, "meta_name"),
    hashed("ln", LAST_NAME, "meta_name"),
    hashed("ct", CITY, "meta_place"),
    hashed("st", STATE, "meta_place"),
    hashed("zip", POSTCODE, "meta_postcode"),
    hashed("country", COUNTRY, "country"),
    hashed("gen", GENDER, "meta_gender"),
    birth("doby", "YYYY"),
    birth("dobm", "MM"),
    birth("dobd", "DD"),
  ],
});

function hashed(name: string, of: readonly string[], identifier: IdentifierId): SuggestedField {
  return { name, of, as: { kind: "identifier", identifier, hash: true } };
}

function birth(name: string, pattern: DatePattern): SuggestedField {
  return { name, of: BIRTH, as: { kind: "date", pattern } };
}
