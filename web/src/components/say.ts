import { notifications } from "@mantine/notifications";
import { ApiError } from "../api/client.ts";
import { common } from "../texts/common.ts";

/** What to do about it: to try again helps where the server could not answer. */
export function hintOf(error: unknown): string {
  if (!(error instanceof ApiError)) return common.failedHint;
  return error.hint ?? (error.status === 0 || error.status >= 500 ? common.failedHint : "");
}

export function sayDone(message: string): void {
  notifications.show({ message, autoClose: 5000 });
}

/** Says what failed and what to do, until it is closed. That the session has ended the frame of the page says. */
export function sayFailed(title: string, error: unknown): void {
  const problem = error instanceof ApiError ? error : undefined;
  if (problem?.status === 401) return;
  const message = [problem?.message ?? String(error), hintOf(error)].join(" ").trim();
  notifications.show({ title, message, color: "red", autoClose: false });
}
