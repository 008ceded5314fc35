import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../../../api/session.ts";
import { closingByEscape } from "../../../components/escape.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import type { Exported } from "./exported.ts";
import classes from "./exports.module.css";
import { ExportsView } from "./exports-view.tsx";

const texts = segmentExports.cards;
/** Customers that are opened from its numbers stand above it: those lie at 200, as dialogs do. */
const BENEATH = 190;

/** The exports of a card, beside the cards. */
export function ExportDrawer({ of, onClose }: { readonly of: Exported; readonly onClose: () => void }) {
  const { data: session } = useQuery(sessionQuery);
  const [destination, setDestination] = useState<string>();
  return (
    <Drawer
      opened
      onClose={onClose}
      closeOnEscape={false}
      onKeyDown={closingByEscape(onClose)}
      position="right"
      size="min(860px, 100%)"
      zIndex={BENEATH}
      title={texts.title(of.name)}
      styles={{ title: { fontWeight: 650, overflowWrap: "anywhere" } }}
    >
      <div className={classes.exports}>
        {of.source.kind === "smart" && <p className={classes.soft}>{texts.frozen}</p>}
        {session && <ExportsView of={of} timeZone={session.timeZone} destination={destination} onDestination={setDestination} />}
      </div>
    </Drawer>
  );
}
