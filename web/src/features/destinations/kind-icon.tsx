import {
  type Icon,
  IconBrandGoogle,
  IconBrandMeta,
  IconDatabase,
  IconDownload,
  IconFolder,
  IconMail,
  IconPlugConnected,
  IconServer,
  IconStack2,
  IconWebhook,
} from "@tabler/icons-react";

const ICONS: Readonly<Record<string, Icon>> = {
  download: IconDownload,
  folder: IconFolder,
  s3: IconStack2,
  sftp: IconServer,
  webhook: IconWebhook,
  postgres: IconDatabase,
  email: IconMail,
  google_customer_match: IconBrandGoogle,
  meta_custom_audience: IconBrandMeta,
};

/** Of a kind of destination; one from outside the package has a plug. */
export function KindIcon({ type }: { readonly type: string }) {
  const Shape = ICONS[type] ?? IconPlugConnected;
  return <Shape size={19} stroke={1.7} aria-hidden />;
}
