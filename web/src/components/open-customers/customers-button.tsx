import type { ReactNode } from "react";
import classes from "./open-customers.module.css";
import type { OpenedSet } from "./opened-set.ts";
import { useOpenCustomers } from "./use-open-customers.ts";

interface CustomersButtonProps {
  /** Made when it is opened, so that a screen of numbers makes no definitions for nothing. */
  readonly set: () => OpenedSet;
  /** Read out instead of the number alone, and shown when it is pointed at. */
  readonly label: string;
  readonly className?: string | undefined;
  /** The number. */
  readonly children: ReactNode;
}

/** A number that opens its customers. */
export function CustomersButton({ set, label, className, children }: CustomersButtonProps) {
  const open = useOpenCustomers();
  return (
    <button type="button" className={className ? `${classes.number} ${className}` : classes.number} aria-label={label} title={label} onClick={() => open(set())}>
      {children}
    </button>
  );
}
