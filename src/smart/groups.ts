import { age } from "./groups/age.ts";
import { appEngagement } from "./groups/app-engagement.ts";
import { channel } from "./groups/channel.ts";
import { device } from "./groups/device.ts";
import { emailEngagement } from "./groups/email-engagement.ts";
import { emailSubscription } from "./groups/email-subscription.ts";
import { frequency } from "./groups/frequency.ts";
import { interaction } from "./groups/interaction.ts";
import { lifetime } from "./groups/lifetime.ts";
import { location } from "./groups/location.ts";
import { permission } from "./groups/permission.ts";
import { recency } from "./groups/recency.ts";
import { source } from "./groups/source.ts";
import { totalSpend } from "./groups/total-spend.ts";
import { webEngagement } from "./groups/web-engagement.ts";
import type { SmartGroup } from "./smart-group.ts";

/** In the order in which they are shown: what they spend, what they do, who they are, how to reach them. */
export const smartGroups: readonly SmartGroup[] = [
  recency,
  frequency,
  totalSpend,
  interaction,
  webEngagement,
  appEngagement,
  emailEngagement,
  lifetime,
  age,
  location,
  source,
  device,
  channel,
  emailSubscription,
  permission,
];
