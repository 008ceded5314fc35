import { notifications } from "@mantine/notifications";
import { builder as texts } from "../../../texts/builder.ts";

export function sayNameMissing(): void {
  notifications.show({ id: "name", message: texts.nameMissing, color: "red" });
}

export function sayMend(problems: number): void {
  notifications.show({ id: "mend", message: texts.mend(problems), color: "red" });
}
