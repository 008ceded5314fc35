import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/session.ts";

/** Whether the signed-in person is an administrator; false until it is known. */
export function useIsAdministrator(): boolean {
  return useQuery(sessionQuery).data?.user.role === "administrator";
}
