import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { OpenedSet } from "./opened-set.ts";

/** Opens customers beside the page that is on the screen, whatever is being edited there. */
export function useOpenCustomers(): (set: OpenedSet) => void {
  const navigate = useNavigate();
  return useCallback(
    (opened) => void navigate({ to: ".", search: true, hash: true, state: (state) => ({ ...state, opened }), resetScroll: false }),
    [navigate],
  );
}
