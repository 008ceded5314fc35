import { COUNTRY, EMAIL, FIRST_NAME, LAST_NAME, PHONE, POSTCODE } from "./person-fields.ts";
import { uploadedFile } from "./uploaded-file.ts";

/** https://support.google.com/google-ads/answer/7659867: e-mail, phone and names hashed, country and postcode as they are. */
export const googleCustomerMatch = uploadedFile({
  id: "google_customer_match",
  title: "Google Customer Match file",
  summary: "Keeps a file to be uploaded to Google Ads as a list of customers, with names, e-mails and phones hashed.",
  fields: [
    { name: "Email", of: EMAIL, as: { kind: "identifier", identifier: "google_email", hash: true } },
    { name: "Phone", of: PHONE, as: { kind: "identifier", identifier: "phone", hash: true } },
    { name: "First Name", of: FIRST_NAME, as: { kind: "identifier", identifier: "google_name", hash: true } },
    { name: "Last Name", of: LAST_NAME, as: { kind: "identifier", identifier: "google_name", hash: true } },
    { name: "Country", of: COUNTRY, as: { kind: "identifier", identifier: "country", hash: false } },
    { name: "Zip", of: POSTCODE, as: { kind: "identifier", identifier: "postcode", hash: false } },
  ],
});
