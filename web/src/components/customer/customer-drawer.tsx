import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { customers as texts } from "../../texts/customers.ts";
import classes from "./customer.module.css";
import { CustomerProfile } from "./customer-profile.tsx";

interface CustomerDrawerProps {
  /** Undefined: closed. */
  readonly customerKey: string | undefined;
  readonly onClose: () => void;
}

/** One customer beside the table that they were opened from. */
export function CustomerDrawer({ customerKey, onClose }: CustomerDrawerProps) {
  return (
    <Drawer
      opened={customerKey !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={customerKey}
      styles={{ title: { fontWeight: 650, overflowWrap: "anywhere" } }}
    >
      {customerKey !== undefined && (
        <>
          <Link to="/customers/$key" params={{ key: customerKey }} className={classes.link}>
            {texts.profile.page}
          </Link>
          <CustomerProfile customerKey={customerKey} />
        </>
      )}
    </Drawer>
  );
}
