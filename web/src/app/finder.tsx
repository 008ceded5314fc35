import { Kbd, UnstyledButton } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { FoundOption } from "../features/find/use-found.ts";
import { destinations } from "../texts/destinations.ts";
import { featured } from "../texts/featured.ts";
import { find as texts } from "../texts/find.ts";
import { segments } from "../texts/segments.ts";
import { shell } from "../texts/shell.ts";
import { smart } from "../texts/smart.ts";
import classes from "./navigation.module.css";

const FindDialog = lazy(() => import("../features/find/find-dialog.tsx").then((module) => ({ default: module.FindDialog })));

/** The places of the main menu first: of many only the first few are shown. */
const PAGES: readonly FoundOption[] = [
  { label: texts.create, detail: "", target: { kind: "create" } },
  { label: shell.segments, detail: "", target: { kind: "page", to: "/segments" } },
  { label: shell.customers, detail: "", target: { kind: "page", to: "/customers" } },
  { label: shell.insights, detail: "", target: { kind: "page", to: "/insights" } },
  { label: shell.exports, detail: "", target: { kind: "page", to: "/exports" } },
  { label: featured.list, detail: "", target: { kind: "page", to: "/segments/featured" } },
  { label: smart.title, detail: "", target: { kind: "page", to: "/segments/smart" } },
  { label: segments.tagsPage, detail: "", target: { kind: "page", to: "/segments/tags" } },
  { label: segments.trash.title, detail: "", target: { kind: "page", to: "/segments/trash" } },
  { label: destinations.title, detail: "", target: { kind: "page", to: "/exports/destinations" } },
];

/** Opens the search over everything, by the button or by Ctrl+K from anywhere. */
export function Finder() {
  const [open, { open: show, close }] = useDisclosure(false);
  // Also while something is typed: the key types nothing.
  useHotkeys([["mod+K", show]], []);
  return (
    <>
      <UnstyledButton className={classes.find} onClick={show} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden />
        <span>{texts.open}</span>
        <Kbd size="xs" aria-hidden>
          {texts.key}
        </Kbd>
      </UnstyledButton>
      {open && (
        <Suspense>
          <FindDialog pages={PAGES} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
