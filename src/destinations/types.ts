import type { DestinationType } from "./destination-type.ts";
import { download } from "./types/download.ts";
import { email } from "./types/email.ts";
import { folder } from "./types/folder.ts";
import { googleCustomerMatch } from "./types/google-customer-match.ts";
import { metaCustomAudience } from "./types/meta-custom-audience.ts";
import { postgres } from "./types/postgres.ts";
import { s3 } from "./types/s3.ts";
import { sftp } from "./types/sftp.ts";
import { webhook } from "./types/webhook.ts";

/** The types that come with Coterie, in the order in which they are offered. */
export const destinationTypes: readonly DestinationType[] = [
  download,
  folder,
  s3,
  sftp,
  webhook,
  postgres,
  email,
  googleCustomerMatch,
  metaCustomAudience,
];

/** The type of this id among those that there are; undefined: a type from outside that is not loaded any more. */
export function findType(types: readonly DestinationType[], id: string): DestinationType | undefined {
  return types.find((type) => type.id === id);
}
