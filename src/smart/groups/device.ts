import type { Condition } from "../../segment/ast.ts";
import { inLastDays, is, isOneOf } from "../conditions.ts";
import type { SmartCard, SmartGroup } from "../smart-group.ts";

/** What a mobile device is called. */
export const MOBILE = ["mobile", "phone", "smartphone", "mobile phone", "iphone", "android", "ios"];

/** The device that is kept as the favourite, or those of recent visits. */
export const device: SmartGroup = {
  id: "favourite-device",
  title: "Favourite device",
  lead: "What they hold in their hands when they come.",
  picture: "device",
  cards: [
    card("mobile", "Mobile", MOBILE),
    card("desktop", "Desktop", ["desktop", "computer", "laptop", "pc", "web", "windows", "mac", "macos"]),
    card("tablet", "Tablet", ["tablet", "ipad", "ipados"]),
    { id: "unknown", name: "Device unknown", ways: [is("device", "is_unknown")] },
  ],
};

function card(id: string, name: string, values: readonly string[]): SmartCard {
  const where: Condition = isOneOf("device", values);
  return {
    id,
    name,
    ways: [
      where,
      inLastDays("visit", 90, { where: { kind: "property", property: "visit_device", op: "any_of", value: values } }),
    ],
  };
}
