import { CSV } from "../../results/exports/file-format.ts";
import type { DestinationType, SuggestedField } from "../destination-type.ts";
import { download, downloads, type NoSettings } from "./download.ts";

/** What is a service's own about a file of people that is uploaded to it by hand. */
type OfService = Pick<DestinationType<NoSettings>, "id" | "title" | "summary"> & { readonly fields: readonly SuggestedField[] };

/** A file to be downloaded and uploaded there: no spreadsheet reads it, so signs stay. */
export function uploadedFile(of: OfService): DestinationType<NoSettings> {
  return { ...download, takes: { kind: "files", formats: ["csv"], format: { ...CSV, formulas: "kept" }, ...downloads }, ...of };
}
