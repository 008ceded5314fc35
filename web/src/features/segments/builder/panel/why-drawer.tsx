import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Question } from "../../../../api/audience.ts";
import { closingByEscape } from "../../../../components/escape.ts";
import { Why } from "../../../../components/why/why.tsx";
import { panel } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";

interface WhyDrawerProps {
  /** Undefined: closed. */
  readonly customerKey: string | undefined;
  readonly question: Question;
  readonly catalog: Catalog;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** Why a customer is in what is on the screen, or is not. */
export function WhyDrawer({ customerKey, question, catalog, timeZone, onClose }: WhyDrawerProps) {
  return (
    <Drawer
      opened={customerKey !== undefined}
      onClose={onClose}
      closeOnEscape={false}
      onKeyDown={closingByEscape(onClose)}
      position="right"
      size="lg"
      title={customerKey}
      styles={{ title: { fontWeight: 650, overflowWrap: "anywhere" } }}
    >
      {customerKey !== undefined && (
        <>
          <p className={classes.profile}>
            <Link to="/customers/$key" params={{ key: customerKey }} className={classes.link}>
              {panel.test.profile}
            </Link>
          </p>
          <Why question={question} customerKey={customerKey} catalog={catalog} timeZone={timeZone} />
        </>
      )}
    </Drawer>
  );
}
