import { shell } from "../texts/shell.ts";
import classes from "./brand.module.css";

export function Brand() {
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#3b5bdb" />
        <g fill="none" stroke="#fff" strokeWidth="2.4">
          <circle cx="12.5" cy="16" r="6.5" />
          <circle cx="19.5" cy="16" r="6.5" />
        </g>
      </svg>
      {shell.product}
    </span>
  );
}
