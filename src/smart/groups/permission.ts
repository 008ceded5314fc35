import { all, any, is, not } from "../conditions.ts";
import type { SmartGroup } from "../smart-group.ts";

const email = is("email_consent", "is_true");
const sms = is("sms_consent", "is_true");
const push = is("push_consent", "is_true");

export const permission: SmartGroup = {
  id: "permission",
  title: "Permission to contact",
  lead: "Whom you may reach, and how.",
  picture: "permission",
  cards: [
    { id: "email", name: "By e-mail", ways: [email] },
    { id: "sms", name: "By text message", ways: [sms] },
    { id: "push", name: "By push message", ways: [push] },
    { id: "all", name: "In every way", ways: [all(email, sms, push), all(email, sms), all(email, push)] },
    {
      id: "email-only",
      name: "By e-mail alone",
      ways: [all(email, not(any(sms, push))), all(email, not(sms)), all(email, not(push))],
    },
    {
      id: "none",
      name: "In no way",
      ways: [not(any(email, sms, push)), not(any(email, sms)), not(any(email, push)), not(email)],
    },
  ],
};
