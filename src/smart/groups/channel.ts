import { is, isOneOf } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

export const channel: SmartGroup = {
  id: "channel-preference",
  title: "Channel preference",
  lead: "How customers like to be reached.",
  picture: "channel",
  cards: [
    { id: "email", name: "Prefer e-mail", ways: [isOneOf("channel", ["email", "e-mail", "mail", "newsletter"])] },
    { id: "sms", name: "Prefer text messages", ways: [isOneOf("channel", ["sms", "text", "text message", "mms"])] },
    {
      id: "push",
      name: "Prefer push messages",
      ways: [isOneOf("channel", ["push", "app", "in-app", "push notification", "mobile push", "web push"])],
    },
    {
      id: "messenger",
      name: "Prefer a messenger",
      ways: [isOneOf("channel", ["whatsapp", "messenger", "telegram", "wechat", "line", "viber", "chat"])],
    },
    {
      id: "person",
      name: "Prefer phone or post",
      ways: [isOneOf("channel", ["phone", "call", "telephone", "post", "letter", "direct mail", "postal"])],
    },
    { id: "unknown", name: "No preference known", ways: [is("channel", "is_unknown")] },
  ],
};
