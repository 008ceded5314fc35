import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Question } from "../../api/audience.ts";
import { customers as texts } from "../../texts/customers.ts";
import { closingByEscape } from "../escape.ts";
import classes from "./customer.module.css";
import { CustomerProfile } from "./customer-profile.tsx";

interface CustomerDrawerProps {
  /** Undefined: closed. */
  readonly customerKey: string | undefined;
  /** The definition whose customers stand in the table. */
  readonly question?: Question | undefined;
  readonly onClose: () => void;
}

/** One customer beside the table that they were opened from. */
export function CustomerDrawer({ customerKey, question, onClose }: CustomerDrawerProps) {
  const [why, setWhy] = useState<string>();
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
          <Link to="/customers/$key" params={{ key: customerKey }} search={why === undefined ? {} : { why }} className={classes.link}>
            {texts.profile.page}
          </Link>
          <CustomerProfile key={customerKey} customerKey={customerKey} question={question} why={why} onWhy={setWhy} />
        </>
      )}
    </Drawer>
  );
}
